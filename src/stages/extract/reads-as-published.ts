import { digestOf } from '../../domain/digest.ts';
import { citedOnce } from '../../domain/quote-fates.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { Tools } from '../../ports.ts';

/**
 * Whether every page reads word for word and block for block as it did for the draft that is published, and every quote
 * comes from these texts. Then the passages are the same too, and need not be made to be compared. False says only that
 * it takes a closer look. `pages` are those with a body, in order of address.
 */
export function readsAsPublished(
  { run, pages }: Pick<Snapshot, 'run' | 'pages'>,
  { reader, producer }: Pick<Tools, 'reader' | 'producer'>,
): boolean {
  const { published, drafted } = run.baseline;
  if (run.again || published === undefined || drafted === null || published.draftId !== drafted.draftId) return false;
  // Only a scheduled run leaves it alone whether Assay itself has changed.
  if (run.cause !== 'scheduled' && digestOf(drafted.producer) !== digestOf(producer)) return false;
  if (reader.version === undefined || pages.length !== published.pages.length) return false;
  const texts = new Map<string, string>();
  for (const [index, { finalUrl, reading }] of pages.entries()) {
    const then = published.pages[index];
    if (reading?.reader !== reader.version || then?.url !== finalUrl) return false;
    if (reading.digest !== then.readingDigest || reading.textDigest !== then.textDigest) return false;
    texts.set(finalUrl, reading.textDigest);
  }
  return citedOnce(published.analysis).every(({ url, textDigest }) => texts.get(url) === textDigest);
}

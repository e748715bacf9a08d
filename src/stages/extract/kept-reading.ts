import { sha256 } from '../../domain/digest.ts';
import { pageOfReading } from '../../domain/page-reading.ts';
import type { PageText } from '../../domain/page-text.ts';
import type { Page } from '../../domain/snapshot.ts';
import type { Tools } from '../../ports.ts';

/**
 * What this reader made of the page's body before, without its links; null where it has not read it, or what was kept is
 * missing or damaged: then the body is read.
 */
export async function keptReading(
  { reading }: Page,
  { bodies, reader }: Pick<Tools, 'bodies' | 'reader'>,
): Promise<PageText | null> {
  if (reading === undefined || reader.version === undefined || reading.reader !== reader.version) return null;
  const [page, text] = await Promise.all([bodies.read(reading.digest), bodies.read(reading.textDigest)]);
  if (page === null || text === null) return null;
  if (sha256(page) !== reading.digest || sha256(text) !== reading.textDigest) return null;
  return pageOfReading({ page, text });
}

import { compareSentences, type ReadText } from '../../domain/compare-sentences.ts';
import { citedOnce, quoteFates } from '../../domain/quote-fates.ts';
import type { PublishedBaseline } from '../../domain/run.ts';
import type { SentenceChange, SiteChanges } from '../../domain/site-changes.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { PipelineError } from '../../errors.ts';
import type { Tools } from '../../ports.ts';
import { type ReadingNow, siteNow, type TextNow } from './site-now.ts';

/** Sentences listed with a run; a site that was written anew says no more by a longer list. */
const mostSentences = 1_000;

/** From this share of quotes gone at once on, and at least so many, the site is another one, not a changed one. */
const replacedShare = 0.5;
const leastReplaced = 8;

/**
 * How the pages differ from those that the publication was made of, and what became of its quotes. Throws `replaced`
 * where most of them are gone at once, as behind a parking page.
 */
export async function comparePublished(
  published: PublishedBaseline,
  now: ReadingNow,
  tools: Pick<Tools, 'bodies' | 'signal'>,
): Promise<SiteChanges> {
  const { snapshot, pages } = now;
  const then = await textsThen(published, pages, tools);
  const citations = citedOnce(published.analysis);
  const site = siteNow(
    now,
    [...published.pages, ...citations].map(({ url }) => url),
  );
  const missingTwice = new Set(published.missing);
  const quotes = quoteFates(citations, {
    ...site,
    textThen: (url) => then.get(url) ?? null,
    goneBefore: missingTwice,
  });
  const lost = quotes.filter(({ fate }) => fate === 'gone' || fate === 'page-gone').length;
  // The pages of an upgrade are those of then: what is lost in them, another reader left out.
  const isAnother = snapshot.run.cause !== 'upgrade' && lost >= leastReplaced;
  if (isAnother && lost >= citations.length * replacedShare) throw replaced(lost, citations.length, snapshot);
  const isRead = new Set(pages.map(({ page }) => page.url));
  // What stood on a page that was not read, or is missing for the first time, has neither gone nor moved.
  const sentences = changedSentences(published, pages, then).filter(
    ({ kind, before }) =>
      kind !== 'removed' ||
      before === null ||
      isRead.has(before.url) ||
      (missingTwice.has(before.url) && !site.unread.has(before.url)),
  );
  return {
    publicationId: published.publicationId,
    version: published.version,
    quotes,
    sentences: sentences.slice(0, mostSentences),
    more: Math.max(0, sentences.length - mostSentences),
  };
}

/** The text that each page of the publication had, by address; that of a page which reads the same now is not loaded again. */
async function textsThen(
  published: PublishedBaseline,
  pages: readonly TextNow[],
  { bodies, signal }: Pick<Tools, 'bodies' | 'signal'>,
): Promise<ReadonlyMap<string, string>> {
  const known = new Map(pages.map(({ page, text }) => [page.textDigest, text]));
  const decoder = new TextDecoder();
  const texts = new Map<string, string>();
  for (const { url, textDigest } of published.pages) {
    signal.throwIfAborted();
    const text = known.get(textDigest);
    const bytes = text === undefined ? await bodies.read(textDigest) : null;
    if (text !== undefined) texts.set(url, text);
    else if (bytes) texts.set(url, decoder.decode(bytes));
  }
  return texts;
}

/** Of the pages whose text is another one than then, or that came or went. */
function changedSentences(
  published: PublishedBaseline,
  pages: readonly TextNow[],
  then: ReadonlyMap<string, string>,
): SentenceChange[] {
  const digestsNow = new Map(pages.map(({ page }) => [page.url, page.textDigest]));
  const digestsThen = new Map(published.pages.map(({ url, textDigest }) => [url, textDigest]));
  const before = published.pages.flatMap(({ url, textDigest }): ReadText[] => {
    const text = digestsNow.get(url) === textDigest ? undefined : then.get(url);
    return text === undefined ? [] : [{ url, text }];
  });
  const after = pages.flatMap(({ page, text }): ReadText[] =>
    digestsThen.get(page.url) === page.textDigest ? [] : [{ url: page.url, text }],
  );
  return compareSentences(before, after);
}

function replaced(lost: number, all: number, snapshot: Snapshot): PipelineError {
  return new PipelineError({
    stage: 'extract',
    cause: 'replaced',
    reason: `${lost} of the ${all} quotes of the published analysis are gone at once: ${snapshot.run.vendor.homepage} shows another site than the one that was analysed.`,
    advice:
      'Look at the address. If the documentation moved, correct the vendor’s sources; if it was written anew, start a run with --again for a whole new draft. What is published stays as it is.',
    retryable: false,
  });
}

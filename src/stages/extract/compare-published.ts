import { compareSentences, type ReadText } from '../../domain/compare-sentences.ts';
import type { CorpusPage, Passage } from '../../domain/corpus.ts';
import { vanishedOutcomes } from '../../domain/page-outcome-words.ts';
import { citedOnce, type PageNow, quoteFates } from '../../domain/quote-fates.ts';
import type { PublishedBaseline } from '../../domain/run.ts';
import type { SentenceChange, SiteChanges } from '../../domain/site-changes.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { PipelineError } from '../../errors.ts';
import type { Tools } from '../../ports.ts';

/** A page of the reading now, with its stored text. */
export interface TextNow {
  page: CorpusPage;
  text: string;
}

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
  now: { snapshot: Snapshot; pages: readonly TextNow[]; passages: readonly Passage[] },
  tools: Pick<Tools, 'bodies' | 'signal'>,
): Promise<SiteChanges> {
  const { snapshot, pages, passages } = now;
  const unread = unreadIn(snapshot, published);
  const then = await textsThen(published, pages, tools);
  const citations = citedOnce(published.analysis);
  const places = placesByPage(passages);
  const quotes = quoteFates(citations, {
    pages: pages.map((page, index) => pageNow(page, () => places.get(index) ?? [])),
    textThen: (url) => then.get(url) ?? null,
    goneBefore: new Set(published.missing),
    unread,
  });
  const lost = quotes.filter(({ fate }) => fate === 'gone' || fate === 'page-gone').length;
  // The pages of an upgrade are those of then: what is lost in them, another reader left out.
  const isAnother = snapshot.run.cause !== 'upgrade' && lost >= leastReplaced;
  if (isAnother && lost >= citations.length * replacedShare) throw replaced(lost, citations.length, snapshot);
  const isRead = new Set(pages.map(({ page }) => page.url));
  const missingTwice = new Set(published.missing);
  // What stood on a page that was not read, or is missing for the first time, has neither gone nor moved.
  const sentences = changedSentences(published, pages, then).filter(
    ({ kind, before }) =>
      kind !== 'removed' ||
      before === null ||
      isRead.has(before.url) ||
      (missingTwice.has(before.url) && !unread.has(before.url)),
  );
  return {
    publicationId: published.publicationId,
    version: published.version,
    quotes,
    sentences: sentences.slice(0, mostSentences),
    more: Math.max(0, sentences.length - mostSentences),
  };
}

/** Addresses of which this reading says nothing: tried in vain, or not reached before a budget ended the crawl. */
function unreadIn({ pages, endedBy }: Snapshot, published: PublishedBaseline): Set<string> {
  const said = new Set<string>();
  const unread = new Set<string>();
  for (const { url, finalUrl, outcome } of pages) {
    const read = outcome === 'captured' || outcome === 'not-modified' || vanishedOutcomes.has(outcome);
    for (const each of [url, finalUrl]) (read ? said : unread).add(each);
  }
  for (const each of said) unread.delete(each);
  if (endedBy === 'done') return unread;
  const known = [...published.pages, ...citedOnce(published.analysis)].map(({ url }) => url);
  return new Set([...unread, ...known.filter((url) => !said.has(url))]);
}

function pageNow({ page, text }: TextNow, places: () => readonly PassagePlace[]): PageNow {
  const { url, title, pageDigest, textDigest, fetchedAt, flags } = page;
  return {
    url,
    title,
    pageDigest,
    textDigest,
    fetchedAt,
    text,
    isOld: flags.includes('old-version'),
    passageAt: (at) => places().find(({ start, end }) => start <= at && at < end)?.id ?? '',
  };
}

interface PassagePlace {
  id: string;
  start: number;
  end: number;
}

function placesByPage(passages: readonly Passage[]): ReadonlyMap<number, PassagePlace[]> {
  const byPage = new Map<number, PassagePlace[]>();
  for (const { id, places } of passages) {
    for (const { page, start, end } of places) {
      const those = byPage.get(page);
      if (those === undefined) byPage.set(page, [{ id, start, end }]);
      else those.push({ id, start, end });
    }
  }
  return byPage;
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

import type { Citation } from '../domain/analysis.ts';
import type { Corpus, CorpusPage, Place } from '../domain/corpus.ts';
import { type NearSentence, nearSentences } from '../domain/near-sentences.ts';
import type { Publication } from '../domain/publication.ts';
import { type Unit, units } from '../domain/sentences.ts';
import { Refused } from '../errors.ts';
import type { Store } from '../ports.ts';
import { citePage } from './cite-page.ts';
import { type Sight, shownToStrangers } from './shown-to-strangers.ts';

/** What the quote gate says of a sentence that somebody puts forward. */
export type Proof =
  | { kind: 'proven'; citation: Citation /** Whether it stands on the page that was named. */; onNamed: boolean }
  | {
      kind: 'unproven';
      /** One sentence: why it may not be cited. */
      reason: string;
      /** Whether the page that was named was read; where not, nobody can tell what stands on it. */
      pageRead: boolean;
      /** Sentences of the stored pages that may have been meant. */
      near: { url: string; title: string; text: string }[];
    };

type Desk = Pick<Store, 'bodies' | 'drafts' | 'records'>;
type Read = Pick<Corpus, 'pages' | 'passages'>;

/** A sentence that somebody puts forward. */
interface PutForward {
  /** The address that it is said to stand at. */
  page: string;
  quote: string;
  /** Whether they may read stored pages; who may not is offered sentences that the publication shows already, and no others. */
  seesPages: boolean;
}

/**
 * Looks for a sentence in the stored pages of a product: those that its publication was made of, then those that were read
 * last; on the page that was named before all others. It passes the same gate as every published quote, or is not proven.
 * Rests after each page, so that requests beside it are answered meanwhile.
 */
export async function proveQuote(
  store: Desk,
  publication: Publication,
  { page, quote, seesPages }: PutForward,
): Promise<Proof> {
  const readings = await readingsOf(store, publication);
  const wanted = addressKey(page);
  const isNamed = ({ url }: CorpusPage): boolean => addressKey(url) === wanted;
  const pageRead = readings.some(({ pages }) => pages.some(isNamed));
  // Most pages of two readings are the same: what a text does not hold, it does not hold the second time either.
  const without = new Set<string>();
  let reason: string | null = null;
  for (const named of [true, false]) {
    for (const corpus of readings) {
      for (const { textDigest } of corpus.pages.filter((each) => isNamed(each) === named)) {
        if (without.has(textDigest)) continue;
        const cited = await cite(store, corpus, { textDigest, quote });
        if (typeof cited !== 'string') return { kind: 'proven', citation: cited, onNamed: named };
        if (cited === notThere) without.add(textDigest);
        // Of a page that was not named only what is wrong with the sentence itself is worth telling.
        if (named || cited !== notThere) reason ??= cited;
        await rest();
      }
    }
  }
  const sight = seesPages ? everything : shownToStrangers(publication.analysis);
  const near = await nearOnPages(readings, quote, { isNamed, sight });
  return { kind: 'unproven', reason: reason ?? notThere, pageRead, near };
}

const everything: Sight = { touches: () => true, holds: () => true };

/** Lets what else the process has to do run. */
function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** As the gate says it. */
const notThere = 'The quote does not stand in this page.';

/** The pages behind the publication, and those of the latest reading where that is another. */
async function readingsOf(store: Desk, { reviewId, slug }: Publication): Promise<Read[]> {
  const review = await store.drafts.review(reviewId);
  const own = review ? await store.drafts.corpus(review.draftId) : null;
  const latest = await store.records.latest('corpus', slug);
  const newer = latest && latest !== own?.id ? await store.records.corpus(latest) : null;
  return [own, newer].filter((each) => each !== null);
}

async function cite(
  store: Desk,
  corpus: Read,
  wanted: { textDigest: string; quote: string },
): Promise<Citation | string> {
  try {
    return await citePage(store, corpus, { ...wanted, from: 0 });
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

interface Where {
  isNamed: (page: CorpusPage) => boolean;
  sight: Sight;
}

/** Nearest on the page that was named; elsewhere only where that has none. */
async function nearOnPages(readings: readonly Read[], quote: string, { isNamed, sight }: Where) {
  for (const named of [true, false]) {
    const isWanted = (page: CorpusPage) => isNamed(page) === named;
    const found = await nearest(quote, sentencesOf(readings, { isWanted, sight }));
    if (found.length > 0) return found.map(({ of: { url, title }, text }) => ({ url, title, text }));
  }
  return [];
}

/** Sentences compared between two rests: a few milliseconds of work. */
const atATime = 500;

async function nearest(quote: string, sentences: Iterable<NearSentence<CorpusPage>>) {
  let best: NearSentence<CorpusPage>[] = [];
  let next: NearSentence<CorpusPage>[] = [];
  for (const sentence of sentences) {
    next.push(sentence);
    if (next.length < atATime) continue;
    best = nearSentences(quote, [...best, ...next]);
    next = [];
    await rest();
  }
  return nearSentences(quote, [...best, ...next]);
}

const wholeText = { start: 0, end: Number.POSITIVE_INFINITY };

/** The sentences of the wanted pages that may be shown, those of a text that stands in both readings once. */
function* sentencesOf(
  readings: readonly Read[],
  { isWanted, sight }: { isWanted: (page: CorpusPage) => boolean; sight: Sight },
): Generator<NearSentence<CorpusPage>> {
  const done = new Set<string>();
  for (const { pages, passages } of readings) {
    const wanted = pages.map((page) => {
      const { textDigest } = page;
      const isOne = isWanted(page) && !done.has(textDigest) && sight.touches({ textDigest, ...wholeText });
      return isOne ? page : null;
    });
    if (wanted.every((page) => page === null)) continue;
    for (const { text, kind, places, flags } of passages) {
      const at = places.flatMap((place) => {
        const page = wanted[place.page];
        return page && sight.touches({ ...place, textDigest: page.textDigest }) ? [{ page, place }] : [];
      });
      if (at.length === 0 || flags.includes('injection-suspect')) continue;
      for (const unit of units(text, kind)) {
        const shown = at.find(({ page: { textDigest }, place }) =>
          sight.holds({ textDigest, ...spanIn(place, text, unit) }),
        );
        if (shown) yield { of: shown.page, text: unit.text };
      }
    }
    for (const { textDigest } of pages) done.add(textDigest);
  }
}

/** Where a sentence of a passage stands in the page; the whole passage, where that has other white space at this place. */
function spanIn({ start, end }: Place, text: string, unit: Unit): { start: number; end: number } {
  if (end - start !== text.length) return { start, end };
  return { start: start + unit.start, end: start + unit.end };
}

/** An address without what does not tell pages apart: scheme, `www.`, fragment, the slash or index file at its end. */
function addressKey(address: string): string {
  if (!URL.canParse(address)) return address;
  const { host, pathname, search } = new URL(address);
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/(?:index\.html?)?$/, '')}${search}`;
}

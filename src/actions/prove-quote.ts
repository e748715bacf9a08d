import type { Citation } from '../domain/analysis.ts';
import type { Corpus, CorpusPage } from '../domain/corpus.ts';
import { type NearSentence, nearSentences } from '../domain/near-sentences.ts';
import type { Publication } from '../domain/publication.ts';
import { units } from '../domain/sentences.ts';
import { Refused } from '../errors.ts';
import type { Store } from '../ports.ts';
import { citePage } from './cite-page.ts';

/** What the quote gate says of a sentence that somebody puts forward. */
export type Proof =
  | { kind: 'proven'; citation: Citation }
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

/**
 * Looks for a sentence in the stored pages of a product: those that its publication was made of, then those that were read
 * last; on the page that was named before all others. It passes the same gate as every published quote, or is not proven.
 */
export async function proveQuote(
  store: Desk,
  publication: Publication,
  { page, quote }: { page: string; quote: string },
): Promise<Proof> {
  const readings = await readingsOf(store, publication);
  const wanted = addressKey(page);
  const isNamed = ({ url }: CorpusPage): boolean => addressKey(url) === wanted;
  const pageRead = readings.some(({ pages }) => pages.some(isNamed));
  let reason: string | null = null;
  for (const named of [true, false]) {
    for (const corpus of readings) {
      for (const { textDigest } of corpus.pages.filter((each) => isNamed(each) === named)) {
        const cited = await cite(store, corpus, { textDigest, quote });
        if (typeof cited !== 'string') return { kind: 'proven', citation: cited };
        // Of a page that was not named only what is wrong with the sentence itself is worth telling.
        if (named || cited !== notThere) reason ??= cited;
      }
    }
  }
  return { kind: 'unproven', reason: reason ?? notThere, pageRead, near: near(readings, quote, isNamed) };
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

/** Nearest on the page that was named; elsewhere only where that has none. */
function near(readings: readonly Read[], quote: string, isNamed: (page: CorpusPage) => boolean) {
  const those = (named: boolean) =>
    nearSentences(
      quote,
      readings.flatMap((corpus) => sentencesOf(corpus, (page) => isNamed(page) === named)),
    );
  const onPage = those(true);
  return (onPage.length > 0 ? onPage : those(false)).map(({ of: { url, title }, text }) => ({ url, title, text }));
}

function sentencesOf({ pages, passages }: Read, isWanted: (page: CorpusPage) => boolean): NearSentence<CorpusPage>[] {
  return passages.flatMap(({ text, kind, places, flags }) => {
    const page = places.map((place) => pages[place.page]).find((each) => each !== undefined && isWanted(each));
    if (!page || flags.includes('injection-suspect')) return [];
    return units(text, kind).map((unit) => ({ of: page, text: unit.text }));
  });
}

/** An address without what does not tell pages apart: scheme, `www.`, fragment, the slash or index file at its end. */
function addressKey(address: string): string {
  if (!URL.canParse(address)) return address;
  const { host, pathname, search } = new URL(address);
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/(?:index\.html?)?$/, '')}${search}`;
}

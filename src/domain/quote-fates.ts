import type { Analysis, Citation } from './analysis.ts';
import { mostLike, type Sentence, sentencesIn } from './compare-sentences.ts';
import { checksOf, citationsAt } from './edit-places.ts';
import { claimsOf } from './lint-targets.ts';
import { meaningChange } from './meaning-change.ts';
import type { MeaningKind } from './meaning-words.ts';
import { findQuote, gateQuote, gateSpan, type IndexedText, indexText, normalise } from './quote-gate.ts';
import { type QuoteFate, quoteKey } from './site-changes.ts';

/** A page as it reads now, with what a citation of it needs. */
export interface PageNow {
  url: string;
  title: string;
  pageDigest: string;
  textDigest: string;
  fetchedAt: string;
  text: string;
  /** True for pages of an old version: a quote is not moved there. */
  isOld: boolean;
  /** The passage that stands at an offset; empty where none does. */
  passageAt: (start: number) => string;
}

/** What a reading found, for telling what became of quotes. */
export interface SiteNow {
  pages: readonly PageNow[];
  /** Addresses that were tried and could not be read, or were left because a budget ended the crawl. */
  unread: ReadonlySet<string>;
  /** The text that a page had then, by address; null for a page that was not there. */
  textThen: (url: string) => string | null;
  /** Cited addresses that were missing the time before as well. */
  goneBefore: ReadonlySet<string>;
}

/** Every citation of an analysis, one a place in a page. */
export function citedOnce(analysis: Analysis): Citation[] {
  const all = [...claimsOf(analysis).map(({ path, claim }) => ({ path, claim })), ...checksOf(analysis)].flatMap(
    citationsAt,
  );
  const integrations = analysis.integrations.flatMap(({ citations }) => citations);
  return [...new Map([...all, ...integrations].map((citation) => [quoteKey(citation), citation])).values()];
}

/** What became of the quotes that do not simply stand, in the order given. */
export function quoteFates(citations: readonly Citation[], site: SiteNow): QuoteFate[] {
  const byUrl = new Map(site.pages.map((page) => [page.url, new Reading(page)]));
  return citations.flatMap((citation) => fateOf(citation, site, byUrl) ?? []);
}

/** A page with what is made of its text when first asked for. */
class Reading {
  readonly page: PageNow;
  #indexed: IndexedText | null = null;
  #sentences: Sentence[] | null = null;

  constructor(page: PageNow) {
    this.page = page;
  }

  get indexed(): IndexedText {
    this.#indexed ??= indexText(this.page.text);
    return this.#indexed;
  }

  get sentences(): Sentence[] {
    this.#sentences ??= sentencesIn(this.page);
    return this.#sentences;
  }
}

function fateOf(before: Citation, site: SiteNow, byUrl: ReadonlyMap<string, Reading>): QuoteFate | null {
  const own = byUrl.get(before.url);
  if (own?.page.textDigest === before.textDigest) return null;
  const here = own ? onPage(before, own) : null;
  if (here === 'stands') return null;
  if (here?.fate === 'limited') return here;
  const isRead = own !== undefined;
  // A page that merely was not read keeps its quotes, even where their words are found elsewhere too.
  if (!isRead && site.unread.has(before.url)) return { fate: 'unread', before, after: null, meaning: [] };
  // Where its own page reads otherwise now, the words were not moved to a page that held them all along.
  const held = (url: string) => isRead && (site.textThen(url)?.includes(before.quote) ?? false);
  const elsewhere = onOtherPage(before, byUrl, held);
  if (elsewhere) return { fate: 'moved', before, after: elsewhere, meaning: [] };
  if (here) return here;
  if (isRead) return { fate: 'gone', before, after: null, meaning: [] };
  return { fate: site.goneBefore.has(before.url) ? 'gone' : 'page-gone', before, after: null, meaning: [] };
}

function onPage(before: Citation, reading: Reading): 'stands' | QuoteFate | null {
  const { page } = reading;
  const gated = gateQuote(reading.indexed, before.quote, before.start);
  if (gated.ok && normalise(gated.quote) === normalise(before.quote)) return 'stands';
  if (gated.ok) {
    const meaning = meaningChange(before.quote, gated.quote);
    return { fate: 'limited', before, after: citing(page, gated), meaning };
  }
  // It stands there word for word, and what stands beside it leaves no quote of bearable length.
  if (findQuote(reading.indexed, before.quote, before.start).ok) {
    return { fate: 'limited', before, after: null, meaning: ['negation'] };
  }
  return rewordedOn(before, reading);
}

/** The sentence that took the place of the first one of the quote that is no longer there. */
function rewordedOn(before: Citation, reading: Reading): QuoteFate | null {
  const quoted = sentencesIn({ url: before.url, text: before.quote });
  const standing = new Set(reading.sentences.map(({ key }) => key));
  const quotedKeys = new Set(quoted.map(({ key }) => key));
  const candidates = reading.sentences.filter(({ key }) => !quotedKeys.has(key));
  const successors: { from: Sentence; to: Sentence }[] = [];
  for (const from of quoted) {
    if (standing.has(from.key)) continue;
    const to = mostLike(from.key, candidates);
    if (to) successors.push({ from, to });
  }
  const [first] = successors;
  if (!first) return null;
  const kinds = new Set<MeaningKind>(successors.flatMap(({ from, to }) => meaningChange(from.text, to.text)));
  const missing = quoted.filter(({ key }) => !standing.has(key)).length;
  if (missing > successors.length) kinds.add('content');
  const gated = gateSpan(reading.page.text, first.to);
  return { fate: 'reworded', before, after: gated.ok ? citing(reading.page, gated) : null, meaning: [...kinds] };
}

function onOtherPage(
  before: Citation,
  byUrl: ReadonlyMap<string, Reading>,
  isLeftOut: (url: string) => boolean,
): Citation | null {
  const others = [...byUrl.values()].filter(
    ({ page }) => page.url !== before.url && !page.isOld && !isLeftOut(page.url),
  );
  for (const reading of others) {
    // Looking for the plain words first spares indexing pages that do not hold them.
    if (!mayHold(reading.page.text, before.quote)) continue;
    const gated = gateQuote(reading.indexed, before.quote);
    if (gated.ok && normalise(gated.quote) === normalise(before.quote)) return citing(reading.page, gated);
  }
  return null;
}

/** False only where the longest word of the quote is not on the page. */
function mayHold(text: string, quote: string): boolean {
  const words = quote.match(/[\p{L}\p{N}]+/gu) ?? [];
  const longest = words.reduce((long, word) => (word.length > long.length ? word : long), '');
  return text.includes(longest);
}

function citing(page: PageNow, { start, end, quote }: { start: number; end: number; quote: string }): Citation {
  const { url, title, pageDigest, textDigest, fetchedAt } = page;
  return { url, title, pageDigest, textDigest, passageId: page.passageAt(start), start, end, quote, fetchedAt };
}

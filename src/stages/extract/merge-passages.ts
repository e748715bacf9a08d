import type { CorpusPage, Passage, PassageFlag } from '../../domain/corpus.ts';
import { isNoteName } from '../../domain/note-name.ts';
import type { Pace } from '../../domain/pace.ts';
import type { PageText } from '../../domain/page-text.ts';
import { likeness, repeats, shinglesOf } from './near-duplicates.ts';
import type { NamedPassage, PageTraits } from './page-traits.ts';
import { singleSpaced } from './single-spaced.ts';

/** Share of pages that a text must stand on to belong to the site, and least number of pages for saying so. */
const siteShare = 0.3;
const leastPages = 4;
/** Two pages may repeat each other; three do it by habit. */
const leastRepeats = 3;
/** Likeness above which a passage of a repeated page is another wording of one in the page that it repeats. */
const samePassage = 0.7;

/** A page whose text is stored, with what was read from it. */
export interface ReadPage {
  page: CorpusPage;
  text: PageText;
  traits: PageTraits;
}

/** A passage that others are compared with; its shingles are made when first asked for. */
interface Shingled {
  passage: Passage;
  shingles: Set<number> | null;
}

/** What one comparison of two passages costs, in the pace's characters. */
const comparisonCost = 20;
/** What a character of a new passage costs: a few hundred rules look at it for praise and for text that speaks to a model. */
const markCost = 10;

interface Candidate extends NamedPassage {
  page: number;
  text: string;
}

/** The passages of all pages: each text once, with every place it stands at. `pages` is in order of address. */
export async function mergePassages(pages: readonly ReadPage[], pace: Pace): Promise<Passage[]> {
  const order = bestFirst(pages);
  const texts = order.flatMap((index) => {
    const read = pages[index];
    return read === undefined ? [] : [{ text: read.text.text, sketch: () => read.traits.sketch(read.text.text) }];
  });
  const firstOf = await repeats(texts, pace);
  const original = new Map(order.map((index, at) => [index, order[firstOf[at] ?? at] ?? index]));
  const siteBlocks = await siteText(pages, original, pace);
  const passages = new Map<string, Passage>();
  const byPage = new Map<number, Shingled[]>();
  for (const index of order) {
    const read = pages[index];
    if (read === undefined) continue;
    const own: Shingled[] = [];
    byPage.set(index, own);
    const first = original.get(index) ?? index;
    const originals = first === index ? [] : (byPage.get(first) ?? []);
    if (pace.due(read.text.text.length)) await pace.rest();
    for (const found of read.traits.passages(read.text, siteBlocks(read))) {
      const candidate = { ...found, page: index, text: read.text.text.slice(found.start, found.end) };
      const place = { page: index, start: found.start, end: found.end };
      const known = passages.get(candidate.id) ?? reworded(candidate, originals);
      // A wording is looked for among all passages of the repeated page.
      if (pace.due(candidate.text.length + (known === undefined ? originals.length * comparisonCost : 0)))
        await pace.rest();
      if (known !== undefined) {
        known.places.push(place);
        continue;
      }
      const passage = newPassage(candidate, read);
      if (pace.due(candidate.text.length * markCost)) await pace.rest();
      passages.set(passage.id, passage);
      own.push({ passage, shingles: null });
    }
  }
  return [...passages.values()].sort((a, b) => {
    const [first, second] = [a.places[0], b.places[0]];
    return (first?.page ?? 0) - (second?.page ?? 0) || (first?.start ?? 0) - (second?.start ?? 0);
  });
}

/** Current pages before old ones, explaining before praising, short addresses before long: the first gives its text. */
function bestFirst(pages: readonly ReadPage[]): number[] {
  const rank = ({ page }: ReadPage) =>
    (page.flags.includes('old-version') ? 2 : 0) +
    (page.flags.includes('marketing') ? 1 : 0) +
    (page.url.includes('?') ? 1 : 0);
  return [...pages.keys()].sort((a, b) => {
    const [first, second] = [pages[a], pages[b]];
    if (first === undefined || second === undefined) return a - b;
    return rank(first) - rank(second) || first.page.url.length - second.page.url.length || a - b;
  });
}

/** Which blocks of a page stand on a large share of the documents, repeated pages counted once: they are the site's, not the page's. */
async function siteText(
  pages: readonly ReadPage[],
  original: ReadonlyMap<number, number>,
  pace: Pace,
): Promise<(read: ReadPage) => number[]> {
  const documents = new Set(original.values());
  if (documents.size < leastPages) return () => [];
  const standsOn = new Map<number, number>();
  for (const index of documents) {
    const read = pages[index];
    if (read === undefined) continue;
    if (pace.due(read.text.text.length)) await pace.rest();
    for (const key of new Set(read.traits.blockKeys(read.text))) standsOn.set(key, (standsOn.get(key) ?? 0) + 1);
  }
  const least = Math.max(leastRepeats, siteShare * documents.size);
  return ({ text: page, traits }) =>
    traits.blockKeys(page).flatMap((key, at) => {
      const block = page.blocks[at];
      if (block === undefined || (standsOn.get(key) ?? 0) < least) return [];
      return isNoteName(singleSpaced(page.text.slice(block.start, block.end))) ? [] : [at];
    });
}

/** The passage of the repeated page that says the same in slightly other words, such as another version number. */
function reworded(candidate: Candidate, originals: readonly Shingled[]): Passage | undefined {
  if (originals.length === 0) return undefined;
  const own = shinglesOf(candidate.text);
  return originals.find((one) => {
    if (one.passage.kind !== candidate.kind) return false;
    one.shingles ??= shinglesOf(one.passage.text);
    // Sizes that differ by more than the likeness allows cannot be alike.
    const [size, other] = [own.size, one.shingles.size];
    return Math.min(size, other) >= samePassage * Math.max(size, other) && likeness(own, one.shingles) >= samePassage;
  })?.passage;
}

function newPassage(candidate: Candidate, on: ReadPage): Passage {
  const { id, page, start, end, text, kind, headings } = candidate;
  const { isPraise, isOrder } = candidate.marks();
  const flags = new Set<PassageFlag>(on.page.flags.filter((flag) => flag !== 'injection-suspect'));
  if (kind === 'code') flags.add('code');
  if (isPraise) flags.add('marketing');
  if (isOrder) flags.add('injection-suspect');
  return { id, text, kind, headings, places: [{ page, start, end }], flags: [...flags].sort() };
}

import type { CorpusPage, Passage, PassageFlag } from '../../domain/corpus.ts';
import { sha256 } from '../../domain/digest.ts';
import { isNoteName } from '../../domain/note-name.ts';
import type { Pace } from '../../domain/pace.ts';
import type { Block, PageText } from '../../domain/page-text.ts';
import { likeness, repeats, shinglesOf } from './near-duplicates.ts';
import type { PageTraits } from './page-traits.ts';
import { type PagePassage, splitPassages } from './split-passages.ts';

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

interface Candidate extends PagePassage {
  page: number;
  text: string;
}

/** The passages of all pages: each text once, with every place it stands at. `pages` is in order of address. */
export async function mergePassages(pages: readonly ReadPage[], pace: Pace): Promise<Passage[]> {
  const order = bestFirst(pages);
  const texts = order.map((index) => pages[index]?.text.text ?? '');
  const firstOf = await repeats(texts, pace);
  const original = new Map(order.map((index, at) => [index, order[firstOf[at] ?? at] ?? index]));
  const dropped = await siteText(pages, original, pace);
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
    for (const found of splitPassages(read.text, dropped(index))) {
      const candidate = { ...found, page: index, text: read.text.text.slice(found.start, found.end) };
      const place = { page: index, start: found.start, end: found.end };
      const known = passages.get(passageId(candidate.text)) ?? reworded(candidate, originals);
      // A wording is looked for among all passages of the repeated page.
      if (pace.due(candidate.text.length + (known === undefined ? originals.length * comparisonCost : 0)))
        await pace.rest();
      if (known !== undefined) {
        known.places.push(place);
        continue;
      }
      const passage = newPassage(candidate, read);
      passages.set(passage.id, passage);
      own.push({ passage, shingles: null });
    }
  }
  return [...passages.values()].sort((a, b) => {
    const [first, second] = [a.places[0], b.places[0]];
    return (first?.page ?? 0) - (second?.page ?? 0) || (first?.start ?? 0) - (second?.start ?? 0);
  });
}

/** Digest of a text with white space folded, short enough to read aloud and long enough never to meet another. */
export function passageId(text: string): string {
  return sha256(text.replace(/\s+/g, ' ').trim()).slice(0, 24);
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

/** Tells blocks that stand on a large share of the documents, repeated pages counted once: they are the site's, not the page's. */
async function siteText(
  pages: readonly ReadPage[],
  original: ReadonlyMap<number, number>,
  pace: Pace,
): Promise<(page: number) => (block: Block) => boolean> {
  const documents = new Set(original.values());
  if (documents.size < leastPages) return () => () => false;
  const standsOn = new Map<string, number>();
  const known = new Map<Block, string>();
  const key = (read: ReadPage, block: Block): string => {
    const before = known.get(block);
    if (before !== undefined) return before;
    const own = read.text.text.slice(block.start, block.end).replace(/\s+/g, ' ').toLowerCase();
    known.set(block, own);
    return own;
  };
  for (const index of documents) {
    const read = pages[index];
    if (read === undefined) continue;
    if (pace.due(read.text.text.length)) await pace.rest();
    for (const text of new Set(read.text.blocks.map((block) => key(read, block)))) {
      standsOn.set(text, (standsOn.get(text) ?? 0) + 1);
    }
  }
  const least = Math.max(leastRepeats, siteShare * documents.size);
  return (index) => (block) => {
    const read = pages[index];
    if (read === undefined) return false;
    const text = key(read, block);
    return (standsOn.get(text) ?? 0) >= least && !isNoteName(text);
  };
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
  const { page, start, end, text, kind, headings } = candidate;
  const id = passageId(text);
  const { isPraise, isOrder } = on.traits.marksOf({ id, text, isCode: kind === 'code' });
  const flags = new Set<PassageFlag>(on.page.flags.filter((flag) => flag !== 'injection-suspect'));
  if (kind === 'code') flags.add('code');
  if (isPraise) flags.add('marketing');
  if (isOrder) flags.add('injection-suspect');
  return { id, text, kind, headings, places: [{ page, start, end }], flags: [...flags].sort() };
}

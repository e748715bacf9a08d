import type { CorpusPage, Passage, PassageFlag } from '../../domain/corpus.ts';
import { sha256 } from '../../domain/digest.ts';
import type { Block, PageText } from '../../domain/page-text.ts';
import { speaksToModel } from './injection.ts';
import { likeness, repeats, shinglesOf } from './near-duplicates.ts';
import { praises } from './page-flags.ts';
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
}

interface Candidate extends PagePassage {
  page: number;
  text: string;
}

/** The passages of all pages: each text once, with every place it stands at. `pages` is in order of address. */
export function mergePassages(pages: readonly ReadPage[]): Passage[] {
  const order = bestFirst(pages);
  const firstOf = repeats(order.map((index) => pages[index]?.text.text ?? ''));
  const original = new Map(order.map((index, at) => [index, order[firstOf[at] ?? at] ?? index]));
  const dropped = siteText(pages, original);
  const passages = new Map<string, Passage>();
  const byPage = new Map<number, Passage[]>();
  for (const index of order) {
    const read = pages[index];
    if (read === undefined) continue;
    for (const found of splitPassages(read.text, dropped(index))) {
      const candidate = { ...found, page: index, text: read.text.text.slice(found.start, found.end) };
      const place = { page: index, start: found.start, end: found.end };
      const known =
        passages.get(passageId(candidate.text)) ??
        reworded(candidate, byPage.get(original.get(index) ?? index) ?? [], index, original);
      if (known !== undefined) {
        known.places.push(place);
        continue;
      }
      const passage = newPassage(candidate, read.page.flags);
      passages.set(passage.id, passage);
      byPage.set(index, [...(byPage.get(index) ?? []), passage]);
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
function siteText(
  pages: readonly ReadPage[],
  original: ReadonlyMap<number, number>,
): (page: number) => (block: Block) => boolean {
  const documents = new Set(original.values());
  if (documents.size < leastPages) return () => () => false;
  const standsOn = new Map<string, number>();
  const key = (read: ReadPage, block: Block) =>
    read.text.text.slice(block.start, block.end).replace(/\s+/g, ' ').toLowerCase();
  for (const index of documents) {
    const read = pages[index];
    if (read === undefined) continue;
    for (const text of new Set(read.text.blocks.map((block) => key(read, block)))) {
      standsOn.set(text, (standsOn.get(text) ?? 0) + 1);
    }
  }
  const least = Math.max(leastRepeats, siteShare * documents.size);
  return (index) => (block) => {
    const read = pages[index];
    return read !== undefined && (standsOn.get(key(read, block)) ?? 0) >= least;
  };
}

/** The passage of the repeated page that says the same in slightly other words, such as another version number. */
function reworded(
  candidate: Candidate,
  originals: readonly Passage[],
  index: number,
  original: ReadonlyMap<number, number>,
): Passage | undefined {
  if (original.get(index) === index || originals.length === 0) return undefined;
  const own = shinglesOf(candidate.text);
  return originals.find(
    (passage) => passage.kind === candidate.kind && likeness(own, shinglesOf(passage.text)) >= samePassage,
  );
}

function newPassage(candidate: Candidate, pageFlags: readonly PassageFlag[]): Passage {
  const flags = new Set<PassageFlag>(pageFlags.filter((flag) => flag !== 'injection-suspect'));
  if (candidate.kind === 'code') flags.add('code');
  if (candidate.kind !== 'code' && praises(candidate.text)) flags.add('marketing');
  if (speaksToModel(candidate.text, candidate.kind === 'code')) flags.add('injection-suspect');
  const { page, start, end, text, kind, headings } = candidate;
  return { id: passageId(text), text, kind, headings, places: [{ page, start, end }], flags: [...flags].sort() };
}

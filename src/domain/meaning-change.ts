import { stemOf } from './claim-clause.ts';
import { type MeaningKind, meaningKinds, meaningWords, numberWords, opposites } from './meaning-words.ts';
import { normalise } from './normalise.ts';
import { stopWords } from './stop-words.ts';

/** A word of a sentence as it is compared: as written, and in the form that it is looked up by. */
interface Token {
  written: string;
  bare: string;
}

/** What of two sentences is not in the other, in the order of the page. */
interface Difference {
  gone: Token[];
  come: Token[];
}

/**
 * In what ways the second wording of a sentence may mean something else than the first, in the order of the list of kinds;
 * `wording` alone where only small words, marks, case or endings differ. Empty for equal sentences. It errs towards
 * telling: a person reads both.
 */
export function meaningChange(before: string, after: string): MeaningKind[] {
  if (normalise(before) === normalise(after)) return [];
  const was = tokensOf(before);
  const is = tokensOf(after);
  const difference = differenceOf(was, is);
  const found = new Set<MeaningKind>();
  if (isOpposed(difference)) found.add('opposite');
  if (digits(difference.gone) !== digits(difference.come)) found.add('number');
  for (const token of [...difference.gone, ...difference.come]) {
    const kind = kindOf(token);
    if (kind !== null) found.add(kind);
  }
  if (isReordered(difference)) found.add('roles');
  const [lost, won] = [contentOf(difference.gone), contentOf(difference.come)];
  const strange = [...lost].some((term) => !won.has(term)) || [...won].some((term) => !lost.has(term));
  if (strange) found.add([...difference.gone, ...difference.come].some(isName) ? 'name' : 'content');
  if (found.size === 0) found.add('wording');
  return meaningKinds.filter((kind) => found.has(kind));
}

/** Words, numbers with their marks, and the signs that count as units. */
function tokensOf(sentence: string): Token[] {
  const plain = normalise(sentence)
    .replace(/\b(\p{L}+)n't\b/giu, '$1 n’t')
    .replace(/\b(ca|wo) n’t/gi, (_all, stem: string) => `${stem.toLowerCase() === 'ca' ? 'can' : 'will'} n’t`)
    .replace(/\bcannot\b/gi, 'can not');
  const words = plain.match(/n’t|\d+(?:[.,:]\d+)*|[$€%]|[\p{L}\p{N}][\p{L}\p{N}_./+#-]*/gu) ?? [];
  return words.map((word) => {
    const written = word.replace(/[./-]+$/, '');
    return { written, bare: written === 'n’t' ? 'not' : written.toLowerCase() };
  });
}

/** What is left when the longest common run of words, in order, is taken out of both. */
function differenceOf(was: readonly Token[], is: readonly Token[]): Difference {
  const common = commonLengths(was, is);
  const difference: Difference = { gone: [], come: [] };
  let [i, j] = [0, 0];
  while (i < was.length || j < is.length) {
    const [left, right] = [was[i], is[j]];
    if (left && right && left.bare === right.bare) {
      i += 1;
      j += 1;
    } else if (left && (!right || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      difference.gone.push(left);
      i += 1;
    } else if (right) {
      difference.come.push(right);
      j += 1;
    }
  }
  return difference;
}

function commonLengths(was: readonly Token[], is: readonly Token[]): number[][] {
  const table = Array.from({ length: was.length + 1 }, () => new Array<number>(is.length + 1).fill(0));
  for (let i = was.length - 1; i >= 0; i -= 1) {
    const [row, below] = [table[i], table[i + 1]];
    for (let j = is.length - 1; row && below && j >= 0; j -= 1) {
      const same = was[i]?.bare === is[j]?.bare;
      row[j] = same ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

function kindOf({ bare }: Token): MeaningKind | null {
  if (/\d/.test(bare)) return null;
  // "All-or-nothing" is of the kind of its first telling part.
  const parts = [bare, ...bare.split('-')];
  if (parts.some((part) => numberWords.has(part))) return 'number';
  return meaningWords.find(({ words }) => parts.some((part) => words.has(part)))?.kind ?? null;
}

/** Every figure that differs, as it is written: "1.10" is another version than "1.1". */
function digits(tokens: readonly Token[]): string {
  return tokens
    .map(({ bare }) => bare)
    .filter((bare) => /\d/.test(bare))
    .join(' ');
}

function isOpposed({ gone, come }: Difference): boolean {
  const lost = new Set(gone.map(({ bare }) => bare));
  const won = new Set(come.map(({ bare }) => bare));
  return opposites.some(([one, other]) => (lost.has(one) && won.has(other)) || (lost.has(other) && won.has(one)));
}

/** Letters of a word whose place may matter; articles and most prepositions have fewer. */
const leastPlaced = 4;

/** The same word on both sides, as it was written: it changed its place. */
function isReordered({ gone, come }: Difference): boolean {
  const lost = new Set(gone.map(({ bare }) => bare));
  return come.some(({ bare }) => bare.length >= leastPlaced && lost.has(bare));
}

/** Neither a small word nor a figure. */
function hasWeight({ bare }: Token): boolean {
  return !stopWords.has(bare) && !/^[\d.,:]+$/.test(bare);
}

function contentOf(tokens: readonly Token[]): Set<string> {
  return new Set(tokens.filter(hasWeight).map(({ bare }) => stemOf(bare)));
}

/** A word that is written as names are: with a capital behind its first letter, or a mark of code in it. */
function isName({ written }: Token): boolean {
  return /\p{Ll}\p{Lu}|\p{Lu}{2}|\p{Lu}\p{Ll}|_|\p{L}\d|\p{L}[/.#]\p{L}/u.test(written);
}

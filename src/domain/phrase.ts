import { type Node, parsePhrasePart } from './phrase-parse.ts';
import { type Capture, type PartMatch, type Program, runProgram, toProgram } from './phrase-program.ts';
import type { PhraseUnit, UnitKind, Words } from './phrase-unit.ts';
import { stopWords } from './stop-words.ts';
import { tellingWords } from './telling-words.ts';

interface Part {
  program: Program;
  nodes: readonly Node[];
  /** The unit must not match it. */
  negated: boolean;
  /** What it looks at: the unit, or the titles and address above it. */
  looksAt: 'unit' | 'scope';
}

/** A phrase ready to be matched. */
export interface CompiledPhrase {
  source: string;
  parts: readonly Part[];
  /** The unit kinds it may match; code only where the phrase says so. */
  kinds: ReadonlySet<UnitKind>;
  /** Of each set, a unit must hold at least one word; `foo*` is any word that begins so. Empty: nothing can be said. */
  required: readonly (readonly string[])[];
}

export interface PhraseMatch {
  /** Offsets into the unit's text, over all positive parts. */
  start: number;
  end: number;
  /** The words that the positive parts matched, without what gaps skipped over. */
  spans: readonly { start: number; end: number }[];
  /** The few words that make it this product's, as they stand. */
  found: string;
  captures: readonly Capture[];
}

const kindNames: readonly UnitKind[] = ['prose', 'item', 'row', 'code'];
const plainKinds: readonly UnitKind[] = ['prose', 'item', 'row'];

/** Reads a phrase; throws an error that names the offending part. */
export function compilePhrase(source: string): CompiledPhrase {
  const parts: Part[] = [];
  let kinds: ReadonlySet<UnitKind> = new Set(plainKinds);
  for (const raw of source.split(/(?:^|\s)&(?=\s|$)/).map((part) => part.trim())) {
    const negated = raw.startsWith('!');
    const text = negated ? raw.slice(1).trim() : raw;
    if (text === '') throw new Error(`phrase "${source}": an empty part beside "&"`);
    if (text.startsWith('kind:')) {
      kinds = kindsOf(source, text.slice(5), negated);
      continue;
    }
    const isScope = text.startsWith('in:');
    const nodes = parsed(source, isScope ? text.slice(3) : text);
    parts.push({ program: toProgram(nodes), nodes, negated, looksAt: isScope ? 'scope' : 'unit' });
  }
  const positive = parts.filter((part) => !part.negated && part.looksAt === 'unit');
  if (positive.length === 0) throw new Error(`phrase "${source}": no part that the sentence itself must match`);
  // What looks at the titles comes first: it is the same for a whole section and known from the last unit.
  parts.sort((a, b) => Number(a.looksAt === 'unit') - Number(b.looksAt === 'unit'));
  return { source, parts, kinds, required: positive.flatMap((part) => requiredBy(part.nodes)) };
}

function parsed(source: string, part: string): Node[] {
  try {
    return parsePhrasePart(part);
  } catch (error) {
    throw new Error(`phrase "${source}": ${error instanceof Error ? error.message : String(error)}`);
  }
}

function kindsOf(source: string, text: string, negated: boolean): ReadonlySet<UnitKind> {
  const named = text.replace(/[()\s]/g, '').split('|');
  const known = kindNames.filter((kind) => named.includes(kind));
  if (known.length !== named.length) {
    throw new Error(`phrase "${source}": "kind:${text}" is not one of ${kindNames.join(', ')}`);
  }
  return new Set(negated ? plainKinds.filter((kind) => !known.includes(kind)) : known);
}

/** Where a phrase stands in a unit, or null. */
export function matchPhrase(phrase: CompiledPhrase, unit: PhraseUnit): PhraseMatch | null {
  if (!phrase.kinds.has(unit.kind)) return null;
  const matches: PartMatch[] = [];
  for (const { program, negated, looksAt } of phrase.parts) {
    if (looksAt === 'scope') {
      if (isAbove(program, unit.scope) === negated) return null;
      continue;
    }
    const match = runProgram(program, unit);
    if ((match === null) !== negated) return null;
    if (match !== null) matches.push(match);
  }
  const first = matches[0];
  if (first === undefined) return null;
  const marked = matches.find((match) => match.marked !== null)?.marked;
  return {
    start: Math.min(...matches.map(({ start }) => start)),
    end: Math.max(...matches.map(({ end }) => end)),
    spans: matches.flatMap(({ pieces }) => pieces),
    found: tellingWords(unit, marked ?? first, marked === undefined || marked === null),
    captures: matches.flatMap(({ captures }) => captures),
  };
}

const knownAbove = new WeakMap<readonly Words[], Map<Program, boolean>>();

/** Whether a program matches a title, a heading or the address; units of one section share the answer. */
function isAbove(program: Program, scope: readonly Words[]): boolean {
  const known = knownAbove.get(scope) ?? new Map<Program, boolean>();
  knownAbove.set(scope, known);
  const before = known.get(program);
  if (before !== undefined) return before;
  const answer = scope.some((words) => runProgram(program, words) !== null);
  known.set(program, answer);
  return answer;
}

/** Sets of words of which a unit must hold one each for the nodes to match. */
function requiredBy(nodes: readonly Node[]): string[][] {
  return nodes.flatMap((node): string[][] => {
    if (node.is === 'word') return [[node.open ? `${node.word}*` : node.word]];
    if (node.is === 'marked') return requiredBy(node.inner);
    if (node.is !== 'either') return [];
    const branches = node.branches.map((branch) => rarest(requiredBy(branch)));
    return branches.some((branch) => branch === null) ? [] : [branches.flatMap((words) => words ?? [])];
  });
}

/** The set that promises the fewest candidates: long words are rare, small words and many alternatives are not. */
export function rarest(sets: readonly (readonly string[])[]): readonly string[] | null {
  let best: readonly string[] | null = null;
  let bestWorth = Number.NEGATIVE_INFINITY;
  for (const set of sets) {
    const shortest = Math.min(...set.map((word) => (stopWords.has(word) ? 0 : word.length)));
    const worth = shortest * 2 - set.length;
    if (worth > bestWorth) {
      best = set;
      bestWorth = worth;
    }
  }
  return best;
}

import { toWords } from '../../domain/phrase-unit.ts';
import { termsOf } from '../../domain/stem.ts';

/** How strongly a text speaks of a check: shared word stems, each by how few checks hold it. */
export interface CheckWords {
  /** The weight, 0 where nothing is shared, and the shared stems in order of the text. */
  meets(check: string, text: string): { weight: number; shared: string[] };
  /** The weight of the check that the text speaks of most. */
  most(text: string): number;
}

/** Of fewer checks than these their own words cannot tell which are common: each would seem rare, or all of one check nothing. */
const leastToLearnFrom = 30;
/** Stems that five checks or more of the rubric hold, and what they weigh where that cannot be counted; the frame's weighs nothing. */
const everyday = new Set(
  'product document part data model version stat chang policy nam main request query page text two control decision user log run'.split(
    ' ',
  ),
);
const frame = 'count';
const everydayWeight = 1.8;
const otherWeight = 3.5;

const known = new Map<string, CheckWords>();

/** What a system text says of its checks, as words to compare with. `excluded` cases are left aside. */
export function checkWords(checks: ReadonlyMap<string, string>): CheckWords {
  const key = [...checks.keys(), ...checks.values()].join('\n');
  const made = known.get(key) ?? wordsOf(checks);
  // One evaluation has two or three system texts.
  if (known.size > 10) known.clear();
  known.set(key, made);
  return made;
}

function wordsOf(checks: ReadonlyMap<string, string>): CheckWords {
  const terms = new Map([...checks].map(([id, said]) => [id, new Set(stems(said.split('Does not count:')[0] ?? ''))]));
  const holders = new Map<string, number>();
  for (const own of terms.values()) for (const term of own) holders.set(term, (holders.get(term) ?? 0) + 1);
  const weightOf = (term: string) => {
    if (checks.size >= leastToLearnFrom) return Math.log(checks.size / (holders.get(term) ?? 1));
    if (term === frame) return 0;
    return everyday.has(term) ? everydayWeight : otherWeight;
  };
  const meets = (check: string, text: string) => {
    const own = terms.get(check) ?? new Set();
    const shared = [...new Set(stems(text))].filter((term) => own.has(term));
    const weight = shared.reduce((sum, term) => sum + weightOf(term), 0);
    return { weight, shared };
  };
  const strongest = new Map<string, number>();
  return {
    meets,
    most(text) {
      const found = strongest.get(text) ?? Math.max(...[...checks.keys()].map((check) => meets(check, text).weight));
      if (strongest.size > 20_000) strongest.clear();
      strongest.set(text, found);
      return found;
    },
  };
}

const remembered = new Map<string, string[]>();

function stems(text: string): string[] {
  const made = remembered.get(text) ?? termsOf(toWords(text).words);
  // Requests repeat the same quotes; beyond this the memory is emptied.
  if (remembered.size > 20_000) remembered.clear();
  remembered.set(text, made);
  return made;
}

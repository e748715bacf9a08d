import { toWords } from '../../domain/phrase-unit.ts';
import { type Check, type Rubric, rubricChecks } from '../../domain/rubric.ts';
import { termsOf } from '../../domain/stem.ts';

/** What checks are searched by. */
export interface SearchTerms {
  /** Every term of any query. */
  all: ReadonlySet<string>;
  /** In rubric order, each query as its terms. */
  checks: readonly { check: Check; queries: readonly (readonly string[])[] }[];
}

const prepared = new WeakMap<Rubric, SearchTerms>();

/** The rubric's queries as terms, made once. */
export function searchTerms(rubric: Rubric): SearchTerms {
  const known = prepared.get(rubric);
  if (known !== undefined) return known;
  const checks = rubricChecks(rubric).map(({ check }) => ({
    check,
    queries: check.search.map((query) => termsOf(toWords(query).words)),
  }));
  const made = { all: new Set(checks.flatMap(({ queries }) => queries.flat())), checks };
  prepared.set(rubric, made);
  return made;
}

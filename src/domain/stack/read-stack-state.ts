import type { PriceKind } from '../closed-lists.ts';
import { priceWords } from '../vendor-words.ts';
import { stackConditions } from './stack-conditions.ts';
import type { StackProblem } from './stack-problem.ts';
import type { StackRubric } from './stack-rubric.ts';
import { emptyStack, type StackState } from './stack-state.ts';

/** Each may be part of a clash, so that more would be more work than one answer may take; nobody rules out more by hand. */
const mostExcluded = 20;
/** A slug longer than this is nobody's; addresses are told back to people. */
const longestTold = 40;

/**
 * The state that an address asks for, in canonical form, and a problem for each part of it that was not understood. Lists
 * may be one parameter with commas or the parameter repeated, as forms send them; an empty parameter asks for nothing.
 */
export function readStackState(
  query: URLSearchParams,
  rubric: StackRubric,
): { state: StackState; problems: StackProblem[] } {
  const problems: StackProblem[] = [];
  const known = new Set<string>();
  const problem = (parameter: string, text: string) => {
    problems.push({ kind: 'not-understood', parameter: told(parameter), slug: null, text });
  };
  const all = (name: string): string[] => {
    known.add(name);
    const values = query.getAll(name).flatMap((value) => value.split(','));
    return [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))];
  };
  /** Those of a closed list, in the list's order. */
  const chosen = <T extends string>(name: string, list: readonly T[], what: string): T[] => {
    const asked = all(name);
    for (const value of asked) {
      if (!list.some((each) => each === value)) {
        problem(
          name,
          `“${told(value)}” is no ${what} of the Stack Builder, so it was left out. Choose one from the page.`,
        );
      }
    }
    return list.filter((each) => asked.includes(each));
  };
  const one = <T extends string>(name: string, list: readonly T[], what: string): T | null => {
    const [first, second] = chosen(name, list, what);
    if (first === undefined || second === undefined) return first ?? null;
    const asked = all(name);
    const kept = list.find((each) => each === asked.find((value) => list.some((item) => item === value))) ?? first;
    problem(name, `More than one ${what} was given; ${kept} was kept.`);
    return kept;
  };
  const least = (name: string, most: number): number | null => {
    const [value, ...more] = all(name);
    if (value === undefined) return null;
    const number = /^\d{1,3}$/.test(value) ? Number(value) : Number.NaN;
    if (more.length === 0 && number <= most) return number === 0 ? null : number;
    problem(name, `“${told([value, ...more].join(','))}” is no least total: write a whole number from 0 to ${most}.`);
    return null;
  };
  const flag = (name: string, word: string, meaning: string): boolean => {
    const asked = all(name);
    const wrong = asked.find((value) => value !== word);
    if (wrong !== undefined)
      problem(name, `${name} can only be “${word}” (${meaning}); “${told(wrong)}” was left out.`);
    return asked.includes(word);
  };

  const { stack } = rubric;
  const categories = stack.layers.flatMap((layer) => layer.categories);
  const ids = categories.map(({ id }) => id);
  const slug = (name: string, value: string): boolean => {
    const reads = value.length <= 100 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
    if (!reads) problem(name, `“${told(value)}” cannot be a product’s short name, so it was left out.`);
    return reads;
  };
  const placed = categories.flatMap(({ id, name }) => {
    const [first, ...more] = all(id).filter((value) => slug(id, value));
    if (first === undefined) return [];
    if (more.length > 0) problem(id, `A slot holds one product; for ${name} “${first}” was kept.`);
    return [{ category: id, slug: first }];
  });
  const out = all('out').filter((value) => slug('out', value));
  if (out.length > mostExcluded) problem('out', `Only the first ${mostExcluded} excluded products were kept.`);
  const [asOf, ...otherTimes] = all('as-of');
  if (otherTimes.length > 0) problem('as-of', `More than one time was given; ${told(asOf ?? '')} was kept.`);

  const state: StackState = {
    industry:
      one(
        'industry',
        stack.industries.map(({ id }) => id),
        'industry',
      ) ?? emptyStack.industry,
    context: one(
      'context',
      stack.contexts.map(({ id }) => id),
      'context',
    ),
    conditions: chosen(
      'if',
      stackConditions(stack).map(({ id }) => id),
      'condition',
    ),
    leastInpact: least('inpact', 36),
    leastGoals: least('goals', 25),
    openSource: flag('licence', 'open-source', 'open-source licences only'),
    prices: chosen('price', Object.keys(priceWords) as PriceKind[], 'price'),
    linked: flag('linked', 'yes', 'documented integrations only'),
    placed,
    excluded: out.slice(0, mostExcluded).sort(),
    fill: flag('fill', 'best', 'fill the open slots with the best that pass'),
    asOf: asOf ?? null,
    slot: one('slot', ids, 'category'),
  };
  for (const name of new Set(query.keys())) {
    if (!known.has(name)) problem(name, `“${told(name)}” is nothing that the Stack Builder knows, so it was left out.`);
  }
  return { state, problems };
}

function told(value: string): string {
  return value.length > longestTold ? `${value.slice(0, longestTold)}…` : value;
}

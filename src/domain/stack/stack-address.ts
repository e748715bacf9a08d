import { emptyStack, type StackState } from './stack-state.ts';

/** Parameters of an address that are no category; no category of the rubric may be called so. */
export const stackParameters = [
  'industry',
  'context',
  'if',
  'inpact',
  'goals',
  'licence',
  'price',
  'linked',
  'out',
  'fill',
  'as-of',
  'slot',
] as const;

/**
 * The query of a state, such as `?context=healthcare&vector-database=milvus`, without what is as in an empty stack; empty
 * for that one. Equal states have equal addresses; put a path before it.
 */
export function stackAddress(state: StackState): string {
  const { industry, context, conditions, leastInpact, leastGoals, prices, placed, excluded } = state;
  const pairs: [name: string, value: string][] = [
    ['industry', industry === emptyStack.industry ? '' : industry],
    ['context', context ?? ''],
    ['if', conditions.join(',')],
    ['inpact', leastInpact === null ? '' : String(leastInpact)],
    ['goals', leastGoals === null ? '' : String(leastGoals)],
    ['licence', state.openSource ? 'open-source' : ''],
    ['price', prices.join(',')],
    ['linked', state.linked ? 'yes' : ''],
    ...placed.map(({ category, slug }): [string, string] => [category, slug]),
    ['out', excluded.join(',')],
    ['fill', state.fill ? 'best' : ''],
    ['as-of', state.asOf ?? ''],
    ['slot', state.slot ?? ''],
  ];
  const query = pairs
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2C/g, ',').replace(/%3A/g, ':')}`);
  return query.length === 0 ? '' : `?${query.join('&')}`;
}

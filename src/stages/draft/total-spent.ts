import type { ModelSpent } from '../../ports.ts';

/** The sum; its cost is unknown as soon as one part's is. What reached no provider costs nothing. */
export function totalSpent(parts: readonly ModelSpent[]): ModelSpent {
  const sum = (key: Exclude<keyof ModelSpent, 'costUsd'>) => parts.reduce((total, part) => total + part[key], 0);
  const costs = parts.filter(({ modelCalls }) => modelCalls > 0).map(({ costUsd }) => costUsd);
  return {
    modelCalls: sum('modelCalls'),
    cachedCalls: sum('cachedCalls'),
    inputTokens: sum('inputTokens'),
    outputTokens: sum('outputTokens'),
    costUsd: costs.reduce((total, cost) => (total === null || cost === null ? null : total + cost), 0),
  };
}

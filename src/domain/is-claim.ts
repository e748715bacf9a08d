import type { Claim } from './analysis.ts';

/** Whether a value of a document is a statement, and no plain field beside one. */
export function isClaim(value: unknown): value is Claim {
  return typeof value === 'object' && value !== null && 'text' in value && 'kind' in value;
}

import { DecisionValue } from '../../../domain/closed-lists.ts';

/**
 * The wire schema: every key required, nothing open, no keyword that strict structured output refuses. It names the checks
 * of all dimensions, because providers put the schema before the system text: one that differs would spoil the prefix.
 */
export function judgeSchema(checkIds: readonly string[]): Record<string, unknown> {
  const side = closed({ text, evidence: numbers });
  return closed({ checks: { type: 'array', items: verdict(checkIds) }, whyNotLower: side, whyNotHigher: side });
}

/**
 * As `judgeSchema`, for a further look at a few checks: of the dimension as a whole nothing is asked. The checks go by short
 * names, as many as a dimension can have, so that all looks share one schema and with it the beginning of their requests.
 */
export function lookSchema(names: readonly string[]): Record<string, unknown> {
  return closed({ checks: { type: 'array', items: verdict(names) } });
}

const text = { type: 'string' };
const numbers = { type: 'array', items: { type: 'integer' } };

function verdict(checkIds: readonly string[]): Record<string, unknown> {
  return closed({
    check: { type: 'string', enum: [...checkIds] },
    evidence: numbers,
    decision: { type: 'string', enum: [...DecisionValue.options] },
    why: text,
  });
}

function closed(properties: Record<string, unknown>): Record<string, unknown> {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

import { Fit, Layer, RiskSeverity } from '../../../domain/closed-lists.ts';
import type { Part } from './part.ts';

type Schema = Record<string, unknown>;

const text: Schema = { type: 'string' };
const item = closed({
  text,
  evidence: listOf({ type: 'integer' }),
  absent: listOf(text),
});

/** The wire schema of a part: every key required, nothing open, no keyword that strict structured output refuses. */
export function wireSchema(part: Part, dimensions: readonly string[]): Schema {
  const schemas: Record<Part, Schema> = {
    portrait: closed({ summary: item, analysis: listOf(item), trust: listOf(item) }),
    merits: closed({ strengths: listOf(item), limitations: listOf(item) }),
    risks: closed({
      trustRisks: listOf(closed({ severity: oneOf(RiskSeverity.options), risk: item, mitigation: item })),
      watchFor: listOf(closed({ signal: item, why: item })),
      caution: listOf(item),
    }),
    use: closed({
      bestFor: listOf(item),
      scenarios: listOf(closed({ fit: oneOf(Fit.options), scenario: item, reason: item })),
      integration: closed({ role: item, upstream: item, downstream: item }),
      stackImpact: listOf(closed({ layer: oneOf(Layer.options), effect: item })),
      alternatives: listOf(closed({ product: text, reason: item })),
      pocChecklist: listOf(
        closed({ week: { type: 'integer', enum: [1, 2] }, dimension: oneOf(dimensions), test: text, passes: text }),
      ),
    }),
  };
  return schemas[part];
}

function closed(properties: Schema): Schema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

function oneOf(values: readonly string[]): Schema {
  return { type: 'string', enum: [...values] };
}

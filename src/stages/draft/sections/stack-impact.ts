import type { Analysis } from '../../../domain/analysis.ts';
import type { Layer } from '../../../domain/closed-lists.ts';
import { cited, judgement } from '../claims.ts';
import type { Material } from '../material.ts';
import { sentence } from '../phrasing.ts';
import { tellingFirst } from '../standing.ts';

type StackImpact = Analysis['stackImpact'];

/** Which met checks reach into another layer, most telling check first, and how that is said. */
const reach: Partial<Record<Layer, { checks: readonly string[]; effect: (name: string, found: string) => string }>> = {
  L2: {
    checks: ['contextual.live', 'instant.fresh'],
    effect: (name, found) => `${name} keeps events moving: ${found}`,
  },
  L3: {
    checks: ['lexicon.vocabulary', 'contextual.metadata', 'lexicon.annotation'],
    effect: (name, found) => `Shared meaning can draw on what ${name} records: ${found}`,
  },
  L4: {
    checks: ['natural.meaning'],
    effect: (name, found) => `Retrieval can use ${name} to find by meaning: ${found}`,
  },
  L5: {
    checks: ['permitted.attributes', 'permitted.access-audit', 'permitted.roles', 'permitted.authentication'],
    effect: (name, found) => `Governance has a hold on ${name} through ${found}`,
  },
  L6: {
    checks: ['transparent.traces', 'observability.metrics', 'transparent.telemetry', 'observability.dashboards'],
    effect: (name, found) => `Monitoring can read ${name} through ${found}`,
  },
  L7: {
    checks: ['natural.agent-interface', 'contextual.composition'],
    effect: (name, found) => `Orchestration can build on ${name} through ${found}`,
  },
};

/** The layers that the product works in or reaches into, in order, its own among them. */
export function stackImpact(material: Material): StackImpact {
  return material.rubric.stack.layers.flatMap(({ id }): StackImpact => {
    if (id === material.vendor.layer) return [own(material)];
    const rule = reach[id];
    if (!rule) return [];
    const met = material.checks.filter(
      ({ check, result }) => rule.checks.includes(check.id) && result.decision === 'met',
    );
    const line = tellingFirst(met)
      .flatMap(({ found, proof }) => [cited(sentence(rule.effect(material.vendor.name, found)), proof)])
      .find((claim) => material.sound(claim) && !/\bL[1-7]\b/.test(claim.text));
    return line ? [{ layer: id, effect: line }] : [];
  });
}

function own({ vendor, category }: Material): StackImpact[number] {
  const effect = judgement(sentence(`${vendor.name} ${category.role}`));
  return { layer: vendor.layer, effect };
}

import type { Analysis } from '../../../domain/analysis.ts';
import type { Layer } from '../../../domain/closed-lists.ts';
import { bareThing } from '../check-words.ts';
import { cited, judgement } from '../claims.ts';
import type { Decided, Material } from '../material.ts';
import { possessive, sentence } from '../phrasing.ts';
import { nounsFirst, proofOf, tellingFirst, wordsFound } from '../standing.ts';

type StackImpact = Analysis['stackImpact'];

/** Which met checks reach into another layer, and what they let it do; the observed words follow in brackets. */
const reach: Partial<Record<Layer, { checks: readonly string[]; effect: (name: string, thing: string) => string }>> = {
  L2: {
    checks: ['contextual.live'],
    effect: (name) => `Event streams can be joined to ${name}`,
  },
  L3: {
    checks: ['lexicon.vocabulary', 'contextual.metadata', 'lexicon.annotation'],
    effect: (name, thing) => `Shared definitions can draw on the ${thing} of ${name}`,
  },
  L4: {
    checks: ['natural.meaning'],
    effect: (name) => `Retrieval can ask ${name} by meaning`,
  },
  L5: {
    checks: ['permitted.attributes', 'permitted.access-audit', 'permitted.roles', 'permitted.authentication'],
    effect: (name, thing) => `Governance takes hold at ${possessive(name)} ${thing}`,
  },
  L6: {
    checks: ['transparent.telemetry', 'observability.metrics', 'transparent.traces', 'observability.dashboards'],
    effect: (name, thing) => `Monitoring can take up ${possessive(name)} ${thing}`,
  },
  L7: {
    checks: ['natural.agent-interface', 'contextual.composition'],
    effect: (name, thing) => `Orchestration can build on ${possessive(name)} ${thing}`,
  },
};

/** The layers that the product works in or reaches into, in order, its own among them. */
export function stackImpact(material: Material): StackImpact {
  const others = reached(material).map(({ layer, effect }) => ({ layer, effect }));
  return [own(material), ...others].sort((a, b) => (a.layer < b.layer ? -1 : 1));
}

/** The other layers with which a cited fact shows contact, and that fact. */
export function reached(material: Material): (StackImpact[number] & { item: Decided })[] {
  return material.rubric.stack.layers.flatMap(({ id }) => {
    const rule = reach[id];
    if (!rule || id === material.vendor.layer) return [];
    const met = material.checks.filter(
      ({ check, result }) => rule.checks.includes(check.id) && result.decision === 'met',
    );
    const line = [...nounsFirst(met), ...tellingFirst(met)]
      .filter((item) => wordsFound(item) !== '')
      .map((item) => ({ item, effect: cited(sentence(effectOf(item, rule.effect, material)), proofOf(item)) }))
      .find(({ effect }) => material.sound(effect) && !/\bL[1-7]\b/.test(effect.text));
    return line ? [{ layer: id, ...line }] : [];
  });
}

function effectOf(item: Decided, effect: (name: string, thing: string) => string, { vendor }: Material): string {
  return `${effect(vendor.name, bareThing(item))} (${wordsFound(item)})`;
}

function own({ vendor, category }: Material): StackImpact[number] {
  const effect = judgement(sentence(`${vendor.name} ${category.role}`));
  return { layer: vendor.layer, effect };
}

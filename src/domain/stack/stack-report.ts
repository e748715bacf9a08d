import type { RiskSeverity } from '../closed-lists.ts';
import { candidateOf } from './candidate-of.ts';
import { fillStack } from './fill-stack.ts';
import type {
  Coverage,
  StackContext,
  StackGap,
  StackLayer,
  StackReport,
  StackRisk,
  StackSlot,
} from './report-shape.ts';
import type { ProductName } from './stack-candidate.ts';
import { stackDimensions, weakestOf } from './stack-dimensions.ts';
import type { StackGround } from './stack-ground.ts';
import { stackIntegrations } from './stack-integrations.ts';
import type { StackProblem } from './stack-problem.ts';
import type { StackMaterial } from './stack-product.ts';
import type { StackQuestion } from './stack-question.ts';
import type { StackRubric } from './stack-rubric.ts';
import type { StackState } from './stack-state.ts';
import { type StackStanding, stackStanding } from './standing.ts';

export type * from './report-shape.ts';

const severities = ['critical', 'high', 'medium', 'low'] as const;
const riskOrder: readonly RiskSeverity[] = ['critical', 'high', 'medium', 'low'];

/** Everything about a stack; what it says of risks and integrations rests on the details that are handed in. */
export function stackReport({ products, details }: StackMaterial, state: StackState, rubric: StackRubric): StackReport {
  const question: StackQuestion = { products, state, rubric };
  const stack = stackStanding(question);
  const layers = layersOf(stack, rubric);
  const slots = layers.flatMap((layer) => layer.slots);
  const there = stack.standing.flatMap(({ product }) => products[product] ?? []);
  const named = there.map(({ slug, card }) => ({ slug, name: card.name }));
  const dimensions = stackDimensions(there, rubric);
  return {
    state,
    problems: problemsOf(question),
    layers,
    coverage: coverageOf(slots),
    gaps: gapsOf(slots, question),
    dimensions,
    weakest: weakestOf(dimensions),
    risks: named.flatMap((name) => risksOf(name, details)).sort(bySeverity),
    integrations: stackIntegrations(
      stack.ground.catalogue,
      stack.standing.map(({ product }) => product),
      details,
    ),
    context: contextOf(stack.ground, slots),
    fill: state.fill ? fillStack(question) : null,
    unread: named.filter(({ slug }) => !details.has(slug)),
  };
}

function layersOf({ ground, standing }: StackStanding, { stack }: StackRubric): StackLayer[] {
  return stack.layers.map(({ id, name, categories }) => ({
    ...{ id, name },
    slots: categories.flatMap((category): StackSlot[] => {
      const slot = ground.slots.find((each) => each.category === category.id);
      if (!slot) return [];
      const { severity, because, all, passing } = slot;
      const filled = standing.find((each) => each.category === category.id);
      const others = standing.filter((each) => each.category !== category.id);
      return [
        {
          ...{ category: category.id, name: category.name, layer: id, role: category.role, severity, because },
          filled: filled ? { ...candidateOf(ground, filled.product, others), by: filled.by } : null,
          candidates: all.length,
          passing: passing.length,
        },
      ];
    }),
  }));
}

/** Products that the address names and this catalogue does not have, or not there. */
function problemsOf({ products, state, rubric }: StackQuestion): StackProblem[] {
  const categories = rubric.stack.layers.flatMap((layer) => layer.categories);
  const nameOf = (category: string): string => categories.find(({ id }) => id === category)?.name ?? category;
  return state.placed.flatMap(({ category, slug }): StackProblem[] => {
    const found = products.find((product) => product.slug === slug);
    if (found?.card.category === category) return [];
    const about = { parameter: category, slug };
    if (!found) {
      const when = state.asOf === null ? 'today' : 'at that time';
      return [
        {
          kind: 'unknown-product',
          ...about,
          text: `Nothing is published under “${slug}” ${when}, so its slot, ${nameOf(category)}, stays open.`,
        },
      ];
    }
    return [
      {
        kind: 'other-category',
        ...about,
        text: `${found.card.name} is no product for ${nameOf(category)}: it is listed under ${nameOf(found.card.category)}.`,
      },
    ];
  });
}

function coverageOf(slots: readonly StackSlot[]): StackReport['coverage'] {
  const count = (counted: readonly StackSlot[]): Coverage => ({
    needed: counted.length,
    filled: counted.filter(({ filled }) => filled !== null).length,
  });
  const of = (severity: StackSlot['severity']): Coverage => count(slots.filter((slot) => slot.severity === severity));
  return {
    ...count(slots.filter(({ severity }) => severity !== 'not-required')),
    bySeverity: { critical: of('critical'), high: of('high'), medium: of('medium'), low: of('low') },
  };
}

function gapsOf(slots: readonly StackSlot[], { state, rubric }: StackQuestion): StackGap[] {
  const order = rubric.stack.industries.find(({ id }) => id === state.industry)?.order ?? [];
  return severities.flatMap((severity) =>
    slots
      .filter((slot) => slot.severity === severity && slot.filled === null)
      .sort((a, b) => order.indexOf(a.layer) - order.indexOf(b.layer))
      .map(({ category, name, layer, because, candidates, passing }) => ({
        ...{ category, name, layer, because, candidates, passing, severity },
      })),
  );
}

function risksOf(product: ProductName, details: StackMaterial['details']): StackRisk[] {
  const risks = details.get(product.slug)?.trustRisks ?? [];
  return risks.map(({ severity, risk, mitigation }) => ({ ...product, severity, risk, mitigation }));
}

function bySeverity(a: StackRisk, b: StackRisk): number {
  return riskOrder.indexOf(a.severity) - riskOrder.indexOf(b.severity);
}

function contextOf({ context }: StackGround, slots: readonly StackSlot[]): StackContext | null {
  if (!context) return null;
  const there = slots.flatMap(({ filled }) => filled ?? []);
  const failing = there.flatMap(({ slug, name, fails }) => {
    const why = fails.filter(({ constraint }) => constraint === 'context').map(({ text }) => text);
    return why.length > 0 ? [{ slug, name, why }] : [];
  });
  return {
    id: context.id,
    name: context.name,
    needs: { inpact: context.inpact, goals: context.goals },
    passes: there.length === 0 ? null : failing.length === 0,
    failing,
  };
}

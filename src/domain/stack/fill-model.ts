import type { ChoiceModel, OptionLink } from './choice-model.ts';
import type { GroundSlot, StackGround } from './stack-ground.ts';

/** A model of filling open slots, and the product behind each option; null for leaving the slot open. */
export interface FillModel {
  model: ChoiceModel;
  productOf: readonly (number | null)[];
  /** What of a choice's worth says how many slots are filled, the most critical first. */
  filledOf: (value: number) => number;
  /** The least that a choice is worth which fills so much. */
  valueOf: (filled: number) => number;
}

const needed = ['low', 'medium', 'high', 'critical'] as const;

/**
 * The model in which the most is worth what is best by docs/stack-builder.md, but for the weakest link: slots filled by
 * severity, then integrations, then INPACT, then GOALS, each step worth more than all of the later ones together. What is
 * chosen for the `tied` categories has to be linked, or they stay open.
 */
export function fillModel(
  ground: StackGround,
  slots: readonly GroundSlot[],
  tied: (category: string) => boolean,
): FillModel {
  const { catalogue } = ground;
  const standing = ground.slots.flatMap(({ placed }) => (placed === null ? [] : [placed]));
  // Every figure stays whole and below 2^53: at most 34 slots give (34/4 + 1)^4 · (34² + 1) · (34·36 + 1) · (34·25 + 1) < 10^13.
  const [most, count] = [{ inpact: 0, goals: 0 }, slots.length + standing.length];
  for (const product of slots.flatMap(({ passing }) => passing)) {
    const card = catalogue.products[product]?.card;
    most.inpact = Math.max(most.inpact, card?.inpact.total ?? 0);
    most.goals = Math.max(most.goals, card?.goals.total ?? 0);
  }
  const inpact = slots.length * most.goals + 1;
  const side = (slots.length * most.inpact + 1) * inpact;
  const filled = (count * count + 1) * side;
  const fills = new Map<string, number>();
  let next = filled;
  for (const severity of needed) {
    fills.set(severity, next);
    next *= ground.slots.filter((slot) => slot.severity === severity).length + 1;
  }

  const productOf: (number | null)[] = [];
  const gain: number[] = [];
  const needsLink: boolean[] = [];
  const options = slots.map(({ category, severity, passing }) => {
    const mine: (number | null)[] = tied(category) ? [...passing, null] : [...passing];
    return mine.map((product) => {
      productOf.push(product);
      const links = catalogue.links[product ?? -1];
      const sides = standing.reduce((sum, other) => sum + (links?.get(other) ?? 0), 0);
      const card = catalogue.products[product ?? -1]?.card;
      const totals = (card?.inpact.total ?? 0) * inpact + (card?.goals.total ?? 0);
      gain.push(product === null ? 0 : (fills.get(severity) ?? 0) + sides * side + totals);
      needsLink.push(product !== null && tied(category) && sides === 0);
      return productOf.length - 1;
    });
  });
  const optionOf = new Map(productOf.map((product, option) => [product, option]));
  const links = productOf.map((product): OptionLink[] => {
    if (product === null) return [];
    return [...(catalogue.links[product] ?? [])].flatMap(([other, sides]) => {
      const to = optionOf.get(other);
      return to === undefined ? [] : [{ to, weight: sides * side }];
    });
  });
  return {
    model: { slots: options, gain, links, needsLink },
    productOf,
    filledOf: (value) => Math.floor(value / filled),
    valueOf: (value) => value * filled,
  };
}

import { jointsOf } from './candidate-of.ts';
import { fillReason } from './fill-reason.ts';
import type { FillChoice, StackFill } from './stack-fill.ts';
import type { StackQuestion } from './stack-question.ts';
import type { Placement } from './stack-state.ts';
import { stackStanding } from './standing.ts';

/** The needed slots of a state filled with the best that pass; docs/stack-builder.md says what is best. */
export function fillStack(question: StackQuestion): StackFill {
  const filled = { ...question, state: { ...question.state, fill: true } };
  const { ground, standing, filling } = stackStanding(filled);
  const { products } = ground.catalogue;
  const choices = standing.flatMap(({ category, product, by }): FillChoice[] => {
    const slot = ground.slots.find((each) => each.category === category);
    const found = products[product];
    if (by === 'person' || !slot || !found || !filling) return [];
    const others = standing.filter((each) => each.category !== category);
    const share = filling.share;
    const keeping = slot.passing.filter((each) => (ground.catalogue.weakest[each]?.share ?? 0) >= share);
    const choice = {
      ...{ category, slug: found.slug, name: found.card.name },
      candidates: slot.all.length,
      passing: slot.passing.length,
      keeping: keeping.length,
      joints: jointsOf(ground, product, others),
    };
    return [{ ...choice, reason: fillReason(choice, { ground, product, keeping, others, state: question.state }) }];
  });
  const placed: Placement[] = standing.map(({ category, product }) => ({
    category,
    slug: products[product]?.slug ?? '',
  }));
  const lost = question.state.placed.filter(({ category }) => !placed.some((each) => each.category === category));
  const order = ground.slots.map(({ category }) => category);
  return {
    proof: filling?.proven ? 'best' : 'not-proven-best',
    choices,
    open: ground.slots
      .filter(({ category, isOpen }) => isOpen && !standing.some((each) => each.category === category))
      .map(({ category }) => category),
    kept: {
      ...question.state,
      fill: false,
      placed: [...placed, ...lost].sort((a, b) => order.indexOf(a.category) - order.indexOf(b.category)),
    },
  };
}

import type { FrameworkTotal } from '../levels.ts';
import { listedWords } from '../listed-words.ts';
import { priceWords } from '../vendor-words.ts';
import { isOpenSource } from './open-source-licence.ts';
import { stackCatalogue } from './stack-catalogue.ts';
import type { ConstraintId } from './stack-constraint.ts';
import type { StackProduct } from './stack-product.ts';
import type { StackQuestion } from './stack-question.ts';
import type { StackState } from './stack-state.ts';

/** What a state asks of products. */
export interface StackConstraint {
  id: ConstraintId;
  /** As a noun phrase with its figures. */
  text: string;
  /** The state without it. */
  without: StackState;
  /** Whether a product by itself does not meet it. `linked` refuses nobody here: it is a matter between products. */
  refuses: (product: StackProduct) => boolean;
  /** Why a product that it refuses is refused, as a sentence with figures. */
  why: (product: StackProduct) => string;
}

/** The constraints of a state, in the order in which they are told. */
export function stackConstraints({ products, state, rubric }: StackQuestion): StackConstraint[] {
  const { bySlug } = stackCatalogue(products, rubric.stack);
  const cardOf = (slug: string): StackProduct['card'] | undefined => products[bySlug.get(slug) ?? -1]?.card;
  const nameOf = (slug: string): string => cardOf(slug)?.name ?? slug;
  const context = rubric.stack.contexts.find(({ id }) => id === state.context);
  const { inpact, goals } = rubric;
  const { leastInpact, leastGoals, prices } = state;
  const found: StackConstraint[] = [];
  if (context) {
    const asks = `${context.name} asks for`;
    found.push({
      id: 'context',
      text: `${context.name} (${inpact.name} ${context.inpact}, ${goals.name} ${context.goals})`,
      without: { ...state, context: null },
      refuses: ({ card }) => !reaches(card.inpact, context.inpact) || !reaches(card.goals, context.goals),
      why: ({ card }) => {
        const short = [
          ...(reaches(card.inpact, context.inpact)
            ? []
            : [shortfall(inpact.name, card.inpact, `${asks} ${context.inpact}`)]),
          ...(reaches(card.goals, context.goals)
            ? []
            : [shortfall(goals.name, card.goals, `${asks} ${context.goals}`)]),
        ];
        return `${short.join('; ')}.`;
      },
    });
  }
  if (leastInpact !== null) {
    found.push({
      id: 'least-inpact',
      text: `${inpact.name} of at least ${leastInpact}`,
      without: { ...state, leastInpact: null },
      refuses: ({ card }) => !reaches(card.inpact, leastInpact),
      why: ({ card }) => `${shortfall(inpact.name, card.inpact, `you ask for ${leastInpact}`)}.`,
    });
  }
  if (leastGoals !== null) {
    found.push({
      id: 'least-goals',
      text: `${goals.name} of at least ${leastGoals}`,
      without: { ...state, leastGoals: null },
      refuses: ({ card }) => !reaches(card.goals, leastGoals),
      why: ({ card }) => `${shortfall(goals.name, card.goals, `you ask for ${leastGoals}`)}.`,
    });
  }
  if (state.openSource) {
    found.push({
      id: 'open-source',
      text: 'open-source licences only',
      without: { ...state, openSource: false },
      refuses: ({ card }) => !isOpenSource(card.licence),
      why: ({ card }) =>
        card.licence === 'unknown'
          ? 'Its licence is not known, and you ask for an open-source one.'
          : `Its licence, ${card.licence}, is no open-source one.`,
    });
  }
  if (prices.length > 0) {
    const welcome = listedWords(
      prices.map((kind) => priceWords[kind].toLowerCase()),
      'or',
    );
    found.push({
      id: 'price',
      text: `price: ${welcome}`,
      without: { ...state, prices: [] },
      refuses: ({ card }) => !prices.includes(card.price.kind),
      why: ({ card }) => `Its price is “${priceWords[card.price.kind].toLowerCase()}”; you ask for ${welcome}.`,
    });
  }
  if (state.linked) {
    found.push({
      id: 'linked',
      text: 'documented integrations only',
      without: { ...state, linked: false },
      refuses: () => false,
      why: () => 'No documented integration joins it with a product that stands or could stand in this stack.',
    });
  }
  for (const slug of state.excluded) {
    found.push({
      id: `out:${slug}`,
      text: `without ${nameOf(slug)}`,
      without: { ...state, excluded: state.excluded.filter((each) => each !== slug) },
      refuses: (product) => product.slug === slug,
      why: () => 'You excluded it.',
    });
  }
  for (const { category, slug } of state.placed) {
    // What is not there holds no slot.
    if (cardOf(slug)?.category !== category) continue;
    found.push({
      id: `in:${category}`,
      text: `${nameOf(slug)} in its slot`,
      without: { ...state, placed: state.placed.filter((each) => each.category !== category) },
      refuses: (product) => product.card.category === category && product.slug !== slug,
      why: () => `${nameOf(slug)} stands in this slot.`,
    });
  }
  return found;
}

/** A total that is not of every dimension reaches nothing: it neither passes nor fails. */
function reaches({ total, assessed, of }: FrameworkTotal, least: number): boolean {
  return assessed === of && total >= least;
}

function shortfall(name: string, { total, max, assessed, of }: FrameworkTotal, asks: string): string {
  return assessed === of
    ? `${name} is ${total} of ${max}, ${asks}`
    : `${name} was assessed in ${assessed} of ${of} dimensions only (${total} of ${max}), ${asks} over all`;
}

import { bestFilling, type Filling } from './best-filling.ts';
import { stackAddress } from './stack-address.ts';
import { type StackGround, stackGround } from './stack-ground.ts';
import type { StackProduct } from './stack-product.ts';
import type { StackQuestion } from './stack-question.ts';

/** A product in its slot. */
export interface Standing {
  category: string;
  /** Its place in the catalogue. */
  product: number;
  by: 'person' | 'fill';
}

/** A stack as it stands: what was placed, and what fills the rest where the state asks for it. */
export interface StackStanding {
  ground: StackGround;
  /** In the rubric's order. */
  standing: readonly Standing[];
  /** Null unless the state asks to be filled. */
  filling: Filling | null;
}

/** A page, its exports and its details ask for the same stack; more states of one catalogue than these are worked out anew. */
const mostKept = 32;
const known = new WeakMap<readonly StackProduct[], Map<string, { rubric: unknown; standing: StackStanding }>>();

/** What stands in the stack of a question. */
export function stackStanding(question: StackQuestion): StackStanding {
  const { products, state, rubric } = question;
  const kept = known.get(products) ?? new Map();
  known.set(products, kept);
  const key = stackAddress({ ...state, slot: null, asOf: null });
  const seen = kept.get(key);
  if (seen?.rubric === rubric) return seen.standing;
  const standing = build(question);
  kept.set(key, { rubric, standing });
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return standing;
}

function build(question: StackQuestion): StackStanding {
  const ground = stackGround(question);
  const filling = question.state.fill ? bestFilling(ground, question.state.linked) : null;
  const standing = ground.slots.flatMap(({ category, placed }): Standing[] => {
    if (placed !== null) return [{ category, product: placed, by: 'person' }];
    const product = filling?.chosen.get(category);
    return product === undefined ? [] : [{ category, product, by: 'fill' }];
  });
  return { ground, standing, filling };
}

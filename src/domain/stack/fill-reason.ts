import { listedWords } from '../listed-words.ts';
import type { Joint } from './stack-candidate.ts';
import type { FillChoice } from './stack-fill.ts';
import type { StackGround } from './stack-ground.ts';
import type { StackState } from './stack-state.ts';
import type { Standing } from './standing.ts';

interface Chosen {
  ground: StackGround;
  product: number;
  /** Products of the slot that pass and keep the weakest link of what is filled in. */
  keeping: readonly number[];
  /** What stands in the other slots. */
  others: readonly Standing[];
  state: StackState;
}

/** Why a product was chosen, as sentences with figures. */
export function fillReason(choice: Omit<FillChoice, 'reason'>, chosen: Chosen): string {
  return `${field(choice, chosen)} ${decided(choice, chosen)}`;
}

function field({ candidates, passing, keeping }: Omit<FillChoice, 'reason'>, chosen: Chosen): string {
  const { ground, state } = chosen;
  const asks = ground.constraints.filter(({ id }) => !id.startsWith('in:'));
  if (candidates === 1)
    return asks.length > 0 ? 'The only product of its category, and it passes.' : 'The only product of its category.';
  const what = asks.length === 1 && state.context !== null ? (ground.context?.name ?? '') : 'what you ask for';
  const passes = asks.length === 0 ? '' : `${passing} ${passing === 1 ? 'passes' : 'pass'} ${what}`;
  const link = weakestOf(chosen);
  const keeps =
    keeping === passing || link === null
      ? ''
      : `${keeping} ${passes === '' ? '' : 'of these '}${keeping === 1 ? 'keeps' : 'keep'} the weakest link of what is filled in at ${link}`;
  const found = [passes, keeps].filter((part) => part !== '').join(', and ');
  return found === ''
    ? `There are ${candidates} products of this category.`
    : `Of ${candidates} products of this category ${found}.`;
}

/**
 * "4 of 6": the smallest level of what was filled in, as choices are made by it: what a person placed can be weaker. Null where
 * it is a dimension that was not assessed.
 */
function weakestOf({ ground, product, others }: Chosen): string | null {
  const filled = others.flatMap((each) => (each.by === 'fill' ? [each.product] : []));
  const links = [product, ...filled].flatMap((each) => ground.catalogue.weakest[each] ?? []);
  const least = links.reduce<(typeof links)[number] | null>(
    (found, link) => (found === null || link.share < found.share ? link : found),
    null,
  );
  return least === null || least.level === null ? null : `${least.level} of ${least.max}`;
}

function decided({ name, joints }: Omit<FillChoice, 'reason'>, { ground, product, keeping, others }: Chosen): string {
  const { products, links } = ground.catalogue;
  const sidesOf = (each: number): number =>
    others.reduce((sum, other) => sum + (links[each]?.get(other.product) ?? 0), 0);
  const totalsOf = (each: number): number[] => {
    const card = products[each]?.card;
    return [sidesOf(each), card?.inpact.total ?? 0, card?.goals.total ?? 0];
  };
  const mine = totalsOf(product);
  const joined = joints.length > 0 ? `${name} is joined ${jointWords(joints)}` : '';
  const rivals = keeping.filter((each) => each !== product);
  if (rivals.length === 0) return joined === '' ? '' : `${joined}.`;
  const isAhead = (theirs: readonly number[], steps: number): boolean =>
    theirs.slice(0, steps).every((value, step) => value === mine[step]);
  const alike = rivals.map(totalsOf);
  if (alike.some((theirs) => compare(theirs, mine) > 0)) {
    return `${joined === '' ? name : joined}${joined === '' ? ' stands' : ', which stands'} here because others of the stack have no other link.`;
  }
  const tied = (steps: number): number => alike.filter((theirs) => isAhead(theirs, steps)).length;
  if (tied(1) === 0) return `${joined}: more than any other of them.`;
  const lead =
    joined === ''
      ? `No documented integration sets one of them apart; ${name} has`
      : `${joined}, as others are, and has`;
  if (tied(2) === 0) return `${lead} the highest INPACT total, ${mine[1]}.`;
  if (tied(3) === 0) return `${lead} the highest GOALS total, ${mine[2]}, among those of the highest INPACT total.`;
  return `${lead} the highest totals, with ${tied(3)} ${tied(3) === 1 ? 'other' : 'others'}; it comes first by its short name.`;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const step = a.findIndex((value, each) => value !== b[each]);
  return step === -1 ? 0 : (a[step] ?? 0) - (b[step] ?? 0);
}

/** More names than these would hide the point; the report lists them all. */
const mostNamed = 3;

function jointWords(joints: readonly Joint[]): string {
  const part = (sides: 1 | 2, by: string): string[] => {
    const names = joints.filter((joint) => joint.sides === sides).map(({ name }) => name);
    if (names.length === 0) return [];
    const more = names.length - mostNamed;
    return [`with ${listedWords(more > 0 ? [...names.slice(0, mostNamed), `${more} more`] : names)} by ${by}`];
  };
  return [...part(2, 'both vendors’ documents'), ...part(1, 'one vendor’s documents')].join(', and ');
}

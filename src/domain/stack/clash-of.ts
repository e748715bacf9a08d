import { listedWords } from '../listed-words.ts';
import { type RecentlyUsed, recentlyUsed } from '../recently-used.ts';
import { type ClashGround, clashGround } from './clash-ground.ts';
import { mostWork, type SearchWork } from './search-work.ts';
import { type Possibility, smallestClash } from './smallest-clash.ts';
import { stackAddress } from './stack-address.ts';
import type { ProductName } from './stack-candidate.ts';
import type { ClashPart, StackClash } from './stack-clash.ts';
import type { ConstraintId } from './stack-constraint.ts';
import type { StackConstraint } from './stack-constraints.ts';
import { type GroundSlot, type StackGround, stackGround } from './stack-ground.ts';
import type { StackProduct } from './stack-product.ts';
import type { StackQuestion } from './stack-question.ts';
import type { StackRubric } from './stack-rubric.ts';
import { stackStanding } from './standing.ts';

/** Products told of what dropping a constraint lets in; the slot shows all of them. */
const mostNamed = 5;

/** Clashes remembered of one catalogue: people go to and fro between a few states, and asking again costs nothing. */
const mostKept = 256;
const known = new WeakMap<readonly StackProduct[], { rubric: StackRubric; kept: RecentlyUsed<Remembered> }>();

interface Remembered {
  clash: StackClash | null;
}

/**
 * Why a slot, or with null the whole stack, cannot be filled: the smallest set of constraints that clash. Null where it can
 * be. The whole is every needed category of which the catalogue has a product, and everything that was placed, at once.
 */
export function clashOf(question: StackQuestion, slot: string | null): StackClash | null {
  const { products, state, rubric } = question;
  const seen = known.get(products);
  const kept = seen?.rubric === rubric ? seen.kept : recentlyUsed<Remembered>(mostKept);
  known.set(products, { rubric, kept });
  const key = `${slot ?? ''}${stackAddress(state)}`;
  const before = kept.get(key);
  if (before) return before.clash;
  const clash = workedOut(question, slot);
  kept.set(key, { clash }, 1);
  return clash;
}

function workedOut(question: StackQuestion, slot: string | null): StackClash | null {
  const ground = stackGround(question);
  const work: SearchWork = { left: mostWork };
  const clash = clashGround(ground, work);
  const wanted = ground.slots.filter(({ category, isOpen, placed, all }) =>
    slot === null ? placed !== null || (isOpen && all.length > 0) : category === slot,
  );
  const [one] = wanted;
  const possibility = (kept: ReadonlySet<ConstraintId>): Possibility => {
    if (slot === null) return clash.possibleAtOnce(wanted, kept);
    return one ? clash.isPossibleIn(one, kept) : 'yes';
  };
  const ids = ground.constraints.map(({ id }) => id);
  const everything = new Set(ids);
  const whole = possibility(everything);
  if (whole === 'yes') return null;
  if (whole === 'unknown') return isFilled(question, wanted) ? null : notKnown(ground, slot);
  const found = smallestClash(ids, possibility, work);
  if (!found) return null;
  const blockedBy = (constraints: ReadonlySet<ConstraintId>): GroundSlot[] =>
    wanted.filter((each) => clash.possibleIn(each, constraints).length === 0);
  const blocked = blockedBy(everything);
  const told: Told = { ground, clash, everything, blocked, possibility, names: namesOf(question) };
  const parts = ground.constraints
    .filter(({ id }) => found.things.includes(id))
    .map((constraint) => partOf(constraint, told));
  const proof = found.proven ? 'smallest' : 'not-proven-smallest';
  const isWhy = blockedBy(new Set(found.things)).length > 0;
  return {
    ...{ slot, proof, parts },
    blocked: blocked.map(({ category }) => category),
    text: textOf(parts, {
      ...told,
      proof,
      isWhy,
      isParted: blocked.some(({ category }) => question.aside?.has(category)),
    }),
  };
}

/** Whether the stack that the state fills has everything that is wanted: then it is possible, and no search has to say so. */
function isFilled(question: StackQuestion, wanted: readonly GroundSlot[]): boolean {
  const { standing, ground } = stackStanding(question);
  const passing = new Set(ground.slots.flatMap((slot) => slot.passing));
  return wanted.every(({ category }) =>
    standing.some((each) => each.category === category && passing.has(each.product)),
  );
}

/** What is told where the work ran out before anything was found. */
function notKnown({ constraints }: StackGround, slot: string | null): StackClash {
  const asked = listedWords(constraints.map(({ text }) => text));
  const text = `Whether everything can be filled at once with ${asked} was not found out: the search was cut short. Ask for less, or fill the stack to see how far it goes.`;
  return { slot, proof: 'not-known', blocked: [], parts: [], text };
}

interface Told {
  ground: StackGround;
  clash: ClashGround;
  everything: ReadonlySet<ConstraintId>;
  blocked: readonly GroundSlot[];
  possibility: (kept: ReadonlySet<ConstraintId>) => Possibility;
  names: ReadonlyMap<string, string>;
}

function partOf({ id, text, without }: StackConstraint, told: Told): ClashPart {
  const kept = new Set(told.everything);
  kept.delete(id);
  const { products, weakest } = told.ground.catalogue;
  const rank = (place: number): number[] => {
    const card = products[place]?.card;
    return [weakest[place]?.share ?? 0, card?.inpact.total ?? 0, card?.goals.total ?? 0];
  };
  const places = told.blocked.flatMap((slot) => told.clash.possibleIn(slot, kept));
  const letsIn = places
    .sort((a, b) => {
      const [mine, theirs] = [rank(a), rank(b)];
      const step = mine.findIndex((value, each) => value !== theirs[each]);
      if (step !== -1) return (theirs[step] ?? 0) - (mine[step] ?? 0);
      return (products[a]?.slug ?? '') < (products[b]?.slug ?? '') ? -1 : 1;
    })
    .flatMap((place): (ProductName & { category: string })[] => {
      const found = products[place];
      return found ? [{ slug: found.slug, name: found.card.name, category: found.card.category }] : [];
    });
  const possible = told.possibility(kept);
  return {
    ...{ constraint: id, text, without, possible: possible === 'unknown' ? null : possible === 'yes' },
    letsIn: letsIn.slice(0, mostNamed),
    letsInCount: letsIn.length,
    effect: effectOf(letsIn, possible),
  };
}

const alone: Record<Possibility, string> = {
  yes: 'Without it everything can be filled at once.',
  no: 'By itself that lets nothing in: another constraint stands against it too.',
  unknown: 'Whether everything can be filled without it was not found out: the search was cut short.',
};

function effectOf(letsIn: readonly ProductName[], possible: Possibility): string {
  if (letsIn.length === 0) return alone[possible];
  const more = letsIn.length - mostNamed;
  const names = letsIn.slice(0, mostNamed).map(({ name }) => name);
  const listed = listedWords(more > 0 ? [...names, `${more} more`] : names);
  return `Without it ${listed} ${letsIn.length === 1 ? 'passes' : 'pass'}.`;
}

interface Concluded extends Told {
  proof: StackClash['proof'];
  /** Whether the constraints that are named leave a slot without any product by themselves. */
  isWhy: boolean;
  /** Whether invented products were left out that belong there. */
  isParted: boolean;
}

function textOf(parts: readonly ClashPart[], { blocked, names, proof, isWhy, isParted }: Concluded): string {
  const where = listedWords(blocked.map(({ category }) => names.get(category) ?? category));
  if (parts.length === 0)
    return `${isParted ? 'Invented products aside, the' : 'The'} catalogue has no product for ${where} yet.`;
  const asked = listedWords(parts.map(({ text }) => text));
  const cut = proof === 'smallest' ? '' : ' The search was cut short: fewer of these may clash already.';
  if (blocked.length === 0) return `Each slot can be filled, but not all of them at once with: ${asked}.${cut}`;
  const whole = parts.length === 1 ? asked : `${asked} at once`;
  if (blocked.length === 1 && isWhy) {
    const nothing = isParted ? 'Invented products aside, nothing' : 'Nothing';
    return `${nothing} in the catalogue fills ${where} with ${whole}.${cut}`;
  }
  const together = proof === 'smallest' ? 'The fewest constraints that make' : 'Constraints that make';
  return `${where} cannot be filled. ${together} the whole impossible: ${whole}.${cut}`;
}

function namesOf({ rubric }: StackQuestion): ReadonlyMap<string, string> {
  return new Map(rubric.stack.layers.flatMap(({ categories }) => categories.map(({ id, name }) => [id, name])));
}

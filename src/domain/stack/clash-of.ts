import { listedWords } from '../listed-words.ts';
import type { Work } from './choice-worth.ts';
import { type ClashGround, clashGround } from './clash-ground.ts';
import { smallestClash } from './smallest-clash.ts';
import type { ProductName } from './stack-candidate.ts';
import type { ClashPart, StackClash } from './stack-clash.ts';
import type { ConstraintId } from './stack-constraint.ts';
import type { StackConstraint } from './stack-constraints.ts';
import { type GroundSlot, type StackGround, stackGround } from './stack-ground.ts';
import type { StackQuestion } from './stack-question.ts';

/** Models that a search looks into for one clash: those of small catalogues take fewer than a hundred. */
const mostWork = 5_000;
/** Products told of what dropping a constraint lets in; the slot shows all of them. */
const mostNamed = 5;

/**
 * Why a slot, or with null the whole stack, cannot be filled: the smallest set of constraints that clash. Null where it can
 * be. The whole is every needed category of which the catalogue has a product, and everything that was placed, at once.
 */
export function clashOf(question: StackQuestion, slot: string | null): StackClash | null {
  const ground = stackGround(question);
  const work: Work = { left: mostWork, anyOfEqual: true };
  const clash = clashGround(ground, work);
  const wanted = ground.slots.filter(({ category, isOpen, placed, all }) =>
    slot === null ? placed !== null || (isOpen && all.length > 0) : category === slot,
  );
  const isPossible = (kept: ReadonlySet<ConstraintId>): boolean =>
    slot === null
      ? clash.possibleAtOnce(wanted, kept)
      : wanted.every((each) => clash.possibleIn(each, kept).length > 0);
  const ids = ground.constraints.map(({ id }) => id);
  const found = smallestClash(ids, isPossible);
  if (!found) return null;
  const everything = new Set(ids);
  const blocked = wanted.filter((each) => clash.possibleIn(each, everything).length === 0);
  const told: Told = { ground, clash, everything, blocked, isPossible, names: namesOf(question) };
  const parts = ground.constraints.filter(({ id }) => found.includes(id)).map((constraint) => partOf(constraint, told));
  return {
    slot,
    proof: work.left > 0 ? 'smallest' : 'not-proven-smallest',
    blocked: blocked.map(({ category }) => category),
    parts,
    text: textOf(parts, told),
  };
}

interface Told {
  ground: StackGround;
  clash: ClashGround;
  everything: ReadonlySet<ConstraintId>;
  blocked: readonly GroundSlot[];
  isPossible: (kept: ReadonlySet<ConstraintId>) => boolean;
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
  const possible = told.isPossible(kept);
  return {
    ...{ constraint: id, text, without, possible },
    letsIn: letsIn.slice(0, mostNamed),
    letsInCount: letsIn.length,
    effect: effectOf(letsIn, possible),
  };
}

function effectOf(letsIn: readonly ProductName[], possible: boolean): string {
  if (letsIn.length === 0) {
    return possible
      ? 'Without it everything can be filled at once.'
      : 'By itself that lets nothing in: another constraint stands against it too.';
  }
  const more = letsIn.length - mostNamed;
  const names = letsIn.slice(0, mostNamed).map(({ name }) => name);
  const listed = listedWords(more > 0 ? [...names, `${more} more`] : names);
  return `Without it ${listed} ${letsIn.length === 1 ? 'passes' : 'pass'}.`;
}

function textOf(parts: readonly ClashPart[], { blocked, names }: Told): string {
  const where = listedWords(blocked.map(({ category }) => names.get(category) ?? category));
  if (parts.length === 0) return `The catalogue has no product for ${where} yet.`;
  const asked = listedWords(parts.map(({ text }) => text));
  if (blocked.length === 0) return `Each slot can be filled, but not all of them at once with: ${asked}.`;
  const whole = parts.length === 1 ? asked : `${asked} at once`;
  return blocked.length === 1
    ? `Nothing in the catalogue fills ${where} with ${whole}.`
    : `${where} cannot be filled. The fewest constraints that make the whole impossible: ${whole}.`;
}

function namesOf({ rubric }: StackQuestion): ReadonlyMap<string, string> {
  return new Map(rubric.stack.layers.flatMap(({ categories }) => categories.map(({ id, name }) => [id, name])));
}

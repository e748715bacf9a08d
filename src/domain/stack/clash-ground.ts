import type { OptionLink } from './choice-model.ts';
import { choiceWorth, type Work } from './choice-worth.ts';
import type { StackCatalogue } from './stack-catalogue.ts';
import type { ConstraintId } from './stack-constraint.ts';
import type { GroundSlot, StackGround } from './stack-ground.ts';

/** What is possible under some of a state's constraints. */
export interface ClashGround {
  /** Products of a slot that could stand in it under these alone, by their place in the catalogue. */
  possibleIn: (slot: GroundSlot, kept: ReadonlySet<ConstraintId>) => number[];
  /** Whether all of these slots can be filled at once. */
  possibleAtOnce: (slots: readonly GroundSlot[], kept: ReadonlySet<ConstraintId>) => boolean;
}

/** Works out which product each constraint refuses, once. */
export function clashGround({ catalogue, constraints, slots }: StackGround, work: Work): ClashGround {
  // Whatever is asked, only what is needed or has something placed in it takes part: a category that is not needed joins nobody.
  const taking = slots.filter(({ isOpen, placed }) => isOpen || placed !== null);
  const slotOf = new Map(taking.flatMap((slot) => slot.all.map((product): [number, GroundSlot] => [product, slot])));
  const refusals = new Map<number, readonly ConstraintId[]>();
  const refusedBy = (place: number): readonly ConstraintId[] => {
    const known = refusals.get(place);
    if (known) return known;
    const product = catalogue.products[place];
    const found = product ? constraints.filter(({ refuses }) => refuses(product)).map(({ id }) => id) : [];
    refusals.set(place, found);
    return found;
  };
  const passes = (place: number, kept: ReadonlySet<ConstraintId>): boolean =>
    !refusedBy(place).some((id) => kept.has(id));
  /** What is placed stands whether it passes or not: that is a clash of its own slot, not of those that it joins. */
  const joins = (place: number, kept: ReadonlySet<ConstraintId>): boolean => {
    const slot = slotOf.get(place);
    return slot !== undefined && (slot.placed === place || passes(place, kept));
  };
  const isJoined = (place: number, kept: ReadonlySet<ConstraintId>): boolean => {
    for (const other of catalogue.links[place]?.keys() ?? []) if (joins(other, kept)) return true;
    return false;
  };
  const linksOf = (place: number): number => catalogue.links[place]?.size ?? 0;
  return {
    possibleIn: ({ all }, kept) =>
      all.filter((place) => passes(place, kept) && (!kept.has('linked') || isJoined(place, kept))),
    possibleAtOnce: (wanted, kept) => {
      const left = wanted.map(({ all }) => all.filter((place) => passes(place, kept)));
      if (left.some((products) => products.length === 0)) return false;
      if (!kept.has('linked')) return true;
      // Those with most links nearly always do, and what is possible with some is possible with all.
      const linked = left.map((products) => [...products].sort((a, b) => linksOf(b) - linksOf(a)).slice(0, few));
      return canAllBeLinked(linked, catalogue, work) || canAllBeLinked(left, catalogue, work);
    },
  };
}

/** How many products of a slot are tried before all of them. */
const few = 12;

/** Whether one product can be chosen for each slot so that each has a link to another of them. */
function canAllBeLinked(slots: readonly (readonly number[])[], { links }: StackCatalogue, work: Work): boolean {
  const products = slots.flat();
  const optionOf = new Map(products.map((product, option) => [product, option]));
  const linksOf = (product: number): OptionLink[] =>
    [...(links[product]?.keys() ?? [])].flatMap((other) => {
      const to = optionOf.get(other);
      return to === undefined ? [] : [{ to, weight: 0 }];
    });
  const model = {
    slots: slots.map((each) => each.map((product) => optionOf.get(product) ?? 0)),
    gain: products.map(() => 0),
    links: products.map(linksOf),
    needsLink: products.map(() => true),
  };
  return choiceWorth(0, model, work) !== null;
}

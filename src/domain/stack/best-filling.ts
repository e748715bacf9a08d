import { type Choice, choiceWorth, type Work } from './choice-worth.ts';
import { type FillModel, fillModel } from './fill-model.ts';
import { joinedSlots } from './joined-slots.ts';
import type { GroundSlot, StackGround } from './stack-ground.ts';

/** What goes into the open slots. */
export interface Filling {
  /** By category: the product, by its place in the catalogue. */
  chosen: ReadonlyMap<string, number>;
  /** The weakest link of what was chosen, from 0 to 1; 1 where nothing was. */
  share: number;
  proven: boolean;
}

/** Models that a search looks into for one filling. Of 400 measured states over 5,000 products 393 needed fewer. */
const mostWork = 4_000;

/** The open slots filled as well as can be, by the order of docs/stack-builder.md. */
export function bestFilling(ground: StackGround, linked: boolean): Filling {
  const work: Work = { left: mostWork, anyOfEqual: false };
  const open = ground.slots.filter(({ isOpen, passing }) => isOpen && passing.length > 0);
  const shareOf = (product: number): number => ground.catalogue.weakest[product]?.share ?? 0;
  const keeping = (share: number): GroundSlot[] => {
    const slots = open
      .map((slot) => ({ ...slot, passing: slot.passing.filter((product) => shareOf(product) >= share) }))
      .filter(({ passing }) => passing.length > 0);
    return linked ? joinedSlots(ground, slots) : slots;
  };
  const found = new Map<number, Filled>();
  const filledWith = (share: number): Filled => {
    const known = found.get(share) ?? filledFrom(ground, keeping(share), { linked, work });
    found.set(share, known);
    return known;
  };
  const shares = [...new Set([0, ...open.flatMap(({ passing }) => passing.map(shareOf))])].sort((a, b) => b - a);
  const best = highestThatFills(mostFilled(ground, keeping(0))) ?? highestThatFills(filledWith(0).filled);
  const chosen = best?.chosen ?? new Map<string, number>();
  return { chosen, share: Math.min(1, ...[...chosen.values()].map(shareOf)), proven: work.left > 0 };

  /** The filling with the highest weakest link that fills that much: with fewer products to choose from never more is filled. */
  function highestThatFills(filled: number): Filled | null {
    for (const share of shares) {
      if (mostFilled(ground, keeping(share)) < filled) continue;
      const filling = filledWith(share);
      if (filling.filled === filled) return filling;
    }
    return null;
  }
}

interface Filled {
  chosen: Map<string, number>;
  /** How many slots, the most critical first, as one number. */
  filled: number;
}

/** What could be filled at most, as one number: every slot that has a product left. */
function mostFilled(ground: StackGround, slots: readonly GroundSlot[]): number {
  const { filledOf, model } = fillModel(
    ground,
    slots.map((slot) => ({ ...slot, passing: slot.passing.slice(0, 1) })),
    () => false,
  );
  return filledOf(model.gain.reduce((sum, gain) => sum + gain, 0));
}

/**
 * The best filling from these slots. That a product has to be linked is asked only of slots in which one was chosen that is
 * not, and of more of them until none is left: a best choice that meets it unasked is the best of those that meet it.
 */
function filledFrom(
  ground: StackGround,
  slots: readonly GroundSlot[],
  { linked, work }: { linked: boolean; work: Work },
): Filled {
  const tied = new Set<string>();
  for (;;) {
    const filling = fillModel(ground, slots, (category) => tied.has(category));
    const best = choiceWorth(Number.NEGATIVE_INFINITY, filling.model, work);
    const chosen = chosenOf(slots, filling, best);
    const loose = linked ? unjoined(ground, chosen) : [];
    if (loose.length === 0) return { chosen, filled: filling.filledOf(best?.value ?? 0) };
    for (const category of loose) tied.add(category);
  }
}

function chosenOf(slots: readonly GroundSlot[], { productOf }: FillModel, best: Choice | null): Map<string, number> {
  const chosen = new Map<string, number>();
  slots.forEach(({ category }, slot) => {
    const product = productOf[best?.picks[slot] ?? -1] ?? null;
    if (product !== null) chosen.set(category, product);
  });
  return chosen;
}

function unjoined({ catalogue, slots }: StackGround, chosen: ReadonlyMap<string, number>): string[] {
  const standing = new Set([...chosen.values(), ...slots.flatMap(({ placed }) => (placed === null ? [] : [placed]))]);
  const isJoined = (product: number): boolean =>
    [...(catalogue.links[product]?.keys() ?? [])].some((other) => standing.has(other));
  return [...chosen].flatMap(([category, product]) => (isJoined(product) ? [] : [category]));
}

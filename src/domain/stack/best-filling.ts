import { type Choice, choiceWorth, modelSize } from './choice-worth.ts';
import { type FillModel, fillModel } from './fill-model.ts';
import { joinedSlots } from './joined-slots.ts';
import { mostWork, type SearchWork, spend } from './search-work.ts';
import type { GroundSlot, StackGround } from './stack-ground.ts';
import { startingChoice } from './starting-choice.ts';

/** What goes into the open slots. */
export interface Filling {
  /** By category: the product, by its place in the catalogue. */
  chosen: ReadonlyMap<string, number>;
  /** The weakest link of what was chosen, from 0 to 1; 1 where nothing was. */
  share: number;
  proven: boolean;
}

/** The open slots filled as well as can be, by the order of docs/stack-builder.md; where the work runs out, as well as was found. */
export function bestFilling(ground: StackGround, linked: boolean): Filling {
  const work: SearchWork = { left: mostWork };
  const open = ground.slots.filter(({ isOpen, passing }) => isOpen && passing.length > 0);
  const shareOf = (product: number): number => ground.catalogue.weakest[product]?.share ?? 0;
  const weakestOf = ({ chosen }: Filled): number => Math.min(1, ...[...chosen.values()].map(shareOf));
  const keeping = (share: number): GroundSlot[] => {
    const slots = open
      .map((slot) => ({ ...slot, passing: slot.passing.filter((product) => shareOf(product) >= share) }))
      .filter(({ passing }) => passing.length > 0);
    return linked ? joinedSlots(ground, slots) : slots;
  };
  const shares = [...new Set([0, ...open.flatMap(({ passing }) => passing.map(shareOf))])].sort((a, b) => b - a);
  let proven = true;
  let best: Filled = { chosen: new Map(), filled: 0, proven: true };
  const most = mostFilled(ground, keeping(0));
  if (!highestThatFills(most)) {
    const widest = filledWith(0, 0);
    // The highest that fills as much is better or the same.
    best = widest;
    proven = widest.proven;
    highestThatFills(widest.filled);
  }
  return { chosen: best.chosen, share: weakestOf(best), proven };

  /** Looks for the filling with the highest weakest link that fills that much: with fewer products to choose from never more is filled. */
  function highestThatFills(filled: number): boolean {
    for (const share of shares) {
      if (mostFilled(ground, keeping(share)) < filled) continue;
      const filling = filledWith(share, filled);
      const ahead = filling.filled - best.filled || weakestOf(filling) - weakestOf(best);
      if (ahead >= 0) best = filling;
      if (!filling.proven) proven = false;
      if (filling.filled >= filled) return true;
    }
    return false;
  }

  /** The best filling of products of that share that fills at least so much; it takes three quarters of what work is left, so that others have some. */
  function filledWith(share: number, least: number): Filled {
    const part: SearchWork = { left: (work.left * 3) / 4 };
    const before = part.left;
    const filling = filledFrom(ground, keeping(share), { linked, work: part, least });
    spend(work, before - part.left);
    return filling;
  }
}

interface Filled {
  chosen: Map<string, number>;
  /** How many slots, the most critical first, as one number. */
  filled: number;
  /** Whether no filling is better, or none fills as much as was asked for. */
  proven: boolean;
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

interface Wanted {
  linked: boolean;
  work: SearchWork;
  /** What has to be filled at least, as one number: with less the search may stop. */
  least: number;
}

/**
 * The best filling from these slots. That a product has to be linked is asked only of slots in which one was chosen that is
 * not, and of more of them until none is left: a best choice that meets it unasked is the best of those that meet it. Where
 * the work runs out it is asked of all of them, and the best that was found stands.
 */
function filledFrom(ground: StackGround, slots: readonly GroundSlot[], { linked, work, least }: Wanted): Filled {
  const tied = new Set<string>();
  for (;;) {
    const filling = fillModel(ground, slots, (category) => tied.has(category));
    spend(work, modelSize(filling.model) * 3);
    const start = startingChoice(filling.model, work);
    const enough = Math.max(start?.value ?? Number.NEGATIVE_INFINITY, filling.valueOf(least));
    const found = choiceWorth(enough, filling.model, { work, anyOfEqual: false });
    const best = found ?? start;
    const chosen = chosenOf(slots, filling, best);
    const loose = linked ? unjoined(ground, chosen) : [];
    const proven = work.left > 0;
    if (proven && found === null) return { chosen: new Map(), filled: 0, proven };
    if (loose.length === 0) return { chosen, filled: filling.filledOf(best?.value ?? 0), proven };
    for (const category of proven ? loose : slots.map((slot) => slot.category)) tied.add(category);
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

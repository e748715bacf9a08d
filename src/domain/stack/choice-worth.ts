import { canBeLinked } from './can-be-linked.ts';
import { type ChoiceModel, narrowed, unnarrowed } from './choice-model.ts';
import { cutDominated } from './cut-dominated.ts';
import { dualBound } from './dual-bound.ts';
import { modelParts } from './model-parts.ts';
import { type SearchWork, spend } from './search-work.ts';
import { settledChoice } from './settled-choice.ts';
import { worthwhile } from './worthwhile.ts';

/** An option a slot, and what they are worth together. */
export interface Choice {
  picks: readonly number[];
  value: number;
}

/** What a search may cost, and how far it goes. */
export interface Search {
  /** Shared by all that one answer takes. */
  work: SearchWork;
  /** Whether any of equally good choices will do; otherwise the one whose options come first is looked for. */
  anyOfEqual: boolean;
}

/** Sweeps of the bound at a time. Measured over 5,000 products: half as many, or twice, take a third longer in all. */
const sweeps = 20;

/**
 * The best choice of a model that is worth at least `least`, among equals the one whose options come first, slot by slot;
 * null where there is none. It is proven as long as work is left; without, it is the best, if any, that was found.
 */
export function choiceWorth(least: number, model: ChoiceModel, search: Search): Choice | null {
  if (search.work.left <= 0) return null;
  // Read for what can be linked, for what is settled, and to be split.
  spend(search.work, modelSize(model) * 6);
  const linkable = canBeLinked(model);
  if (!linkable) return null;
  const whole = linkable === model.slots ? unnarrowed(model) : narrowed(model, linkable);
  const { picks, value, rest } = settledChoice(whole);
  const open = rest.slots.length === 0 ? { picks: [], value: 0 } : choiceOfParts(least - value, rest, search);
  if (!open || open.value + value < least) return null;
  const found = [...open.picks];
  return {
    picks: picks.map((pick) => {
      const option = pick === -1 ? (rest.origin[found.shift() ?? -1] ?? -1) : pick;
      return whole.origin[option] ?? -1;
    }),
    value: open.value + value,
  };
}

/** Looks at parts of a model that no link joins one after the other: what one may be worth at most, the others need not be. */
function choiceOfParts(least: number, model: ChoiceModel, search: Search): Choice | null {
  const parts = modelParts(model);
  if (parts.length === 1) return choiceOfPart(least, model, search);
  const models = parts.map((part) =>
    narrowed(
      model,
      part.map((slot) => model.slots[slot] ?? []),
    ),
  );
  const bounds = models.map(
    (part) => dualBound(part, { sweeps, enough: Number.NEGATIVE_INFINITY, work: search.work }).bound,
  );
  let most = bounds.reduce((sum, bound) => sum + bound, 0);
  const picks = model.slots.map(() => -1);
  for (const [place, part] of models.entries()) {
    const bound = bounds[place] ?? 0;
    const best = choiceOfPart(least - (most - bound), part, search);
    if (!best) return null;
    most += best.value - bound;
    parts[place]?.forEach((slot, each) => {
      picks[slot] = part.origin[best.picks[each] ?? -1] ?? -1;
    });
  }
  return { picks, value: most };
}

/**
 * Branch and bound: bounds the model, leaves out what cannot be part of a better choice, looks into the most promising
 * option of a slot, and goes on without it.
 */
function choiceOfPart(least: number, model: ChoiceModel, search: Search): Choice | null {
  const { work, anyOfEqual } = search;
  let here = unnarrowed(model);
  let best: Choice | null = null;
  const only = (slots: readonly (readonly number[])[]): typeof here => {
    const next = narrowed(here, slots);
    return { ...next, origin: next.origin.map((option) => here.origin[option] ?? -1) };
  };
  while (work.left > 0) {
    const needed: number = best === null ? least : best.value + (anyOfEqual ? 1 : 0);
    const dual = dualBound(here, { sweeps, enough: needed - 1, work });
    const left = worthwhile(here, dual, needed);
    const linkable = left && canBeLinked({ ...here, slots: left });
    if (!linkable) return best;
    if (best && dual.bound === needed && !mayComeFirst(linkable, here.origin, best.picks)) return best;
    const cut = cutDominated(here, linkable, work);
    const slot = branchSlot(cut, here);
    const option = highest(cut[slot] ?? [], dual.total, here);
    const tried = only(cut.map((options, each) => (each === slot ? [option] : options)));
    // Both ways on are made anew, which costs more than being read.
    spend(work, modelSize(here) * 6);
    const found = choiceWorth(needed, tried, search);
    if (found) {
      const picks = found.picks.map((pick) => tried.origin[pick] ?? -1);
      if (!best || found.value > best.value || comesFirst(picks, best.picks)) best = { picks, value: found.value };
    }
    if (slot === -1) return best;
    here = only(cut.map((options, each) => (each === slot ? options.filter((other) => other !== option) : options)));
  }
  return best;
}

/** Options and links of a model. */
export function modelSize({ gain, links }: ChoiceModel): number {
  return links.reduce((sum, { length }) => sum + length, gain.length);
}

/** The slot to decide next: the one whose options have most links, because deciding it moves the bound most. -1 where each has one option. */
function branchSlot(slots: readonly (readonly number[])[], here: ChoiceModel): number {
  let [found, most] = [-1, -1];
  slots.forEach((options, slot) => {
    const worth = options.reduce((sum, option) => sum + (here.links[option]?.length ?? 0), 1);
    if (options.length > 1 && worth > most) [found, most] = [slot, worth];
  });
  return found;
}

/** The option that may add most; among equals the one with most links, which is the easiest to go on from. */
function highest(options: readonly number[], total: Float64Array, { links }: ChoiceModel): number {
  const rank = (option: number): [number, number] => [total[option] ?? 0, links[option]?.length ?? 0];
  let [found, most] = [-1, [Number.NEGATIVE_INFINITY, 0]];
  for (const option of options) {
    const mine = rank(option);
    if (mine[0] > (most[0] ?? 0) || (mine[0] === most[0] && mine[1] > (most[1] ?? 0))) [found, most] = [option, mine];
  }
  return found;
}

/** Whether one choice comes before another of the same slots: options are numbered in the order in which they come. */
function comesFirst(picks: readonly number[], others: readonly number[]): boolean {
  const slot = picks.findIndex((pick, each) => pick !== others[each]);
  return slot !== -1 && (picks[slot] ?? 0) < (others[slot] ?? 0);
}

/** Whether any choice of these options could come before one. */
function mayComeFirst(
  slots: readonly (readonly number[])[],
  origin: readonly number[],
  picks: readonly number[],
): boolean {
  const first = slots.map(([option]) => origin[option ?? -1] ?? -1);
  return comesFirst(first, picks);
}

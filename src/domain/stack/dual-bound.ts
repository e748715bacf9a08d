import type { ChoiceModel } from './choice-model.ts';
import { type SearchWork, spend } from './search-work.ts';

/**
 * Two slots with links between their options. Part of what a link is worth is booked to the options at its ends, so that
 * the best of each slot, looked at alone, comes close to the best of all together.
 */
interface SlotPair {
  readonly first: number;
  readonly second: number;
  /** Where in `booked` the options of either slot begin. */
  readonly firstAt: number;
  readonly secondAt: number;
  /** Option of the first slot, option of the second, weight: three numbers a link. */
  readonly links: number[];
}

/** An upper bound of a model, and for each option what it may contribute at most. */
export interface DualBound {
  /** No choice is worth more than this. */
  bound: number;
  /** By option: its gain with everything that is booked to it. */
  readonly total: Float64Array;
}

interface Bounding {
  sweeps: number;
  enough: number;
  work: SearchWork;
}

interface Sending {
  readonly model: ChoiceModel;
  readonly total: Float64Array;
  readonly booked: Float64Array;
  readonly pairsOf: readonly (readonly SlotPair[])[];
  /** Room for one message and for what it is made of, used again and again. */
  readonly message: Float64Array;
  readonly kept: Float64Array;
}

/**
 * Bounds a model from above by passing messages between slots, there and back, until the bound stands still, falls to
 * `enough`, or `sweeps` have been made. Sequential tree-reweighted message passing in whole numbers: any booking gives a true
 * bound, so that rounding costs tightness and never truth.
 */
export function dualBound(model: ChoiceModel, { sweeps, enough, work }: Bounding): DualBound {
  const { slots } = model;
  const { pairs, pairsOf, size } = pairsIn(model);
  const looked = pairs.reduce((sum, { links }) => sum + links.length / 3, size + model.gain.length);
  spend(work, looked * 4);
  const widest = slots.reduce((most, options) => Math.max(most, options.length), 0);
  const total = Float64Array.from(model.gain);
  const booked = new Float64Array(size);
  const sending = { model, total, booked, pairsOf, message: new Float64Array(widest), kept: new Float64Array(widest) };
  let bound = boundOf(sending, pairs);
  for (let sweep = 0; sweep < sweeps && bound > enough && work.left > 0; sweep += 1) {
    // There, back, and the bound.
    spend(work, looked * 3);
    for (let slot = 0; slot < slots.length; slot += 1) send(slot, true, sending);
    for (let slot = slots.length - 1; slot >= 0; slot -= 1) send(slot, false, sending);
    const before = bound;
    // Bookings and bound belong together: the last bound is kept, be it a little above the one before.
    bound = boundOf(sending, pairs);
    if (bound >= before) break;
  }
  return { bound, total };
}

/** Books anew what a slot passes to those after it, or before it on the way back. */
function send(slot: number, forward: boolean, sending: Sending): void {
  const mine = sending.pairsOf[slot] ?? [];
  let ahead = 0;
  for (const pair of mine) if ((pair.first === slot) === forward) ahead += 1;
  const share = 1 / Math.max(ahead, mine.length - ahead, 1);
  for (const pair of mine) if ((pair.first === slot) === forward) sendOver(pair, { forward, share }, sending);
}

function sendOver(pair: SlotPair, { forward, share }: { forward: boolean; share: number }, sending: Sending): void {
  const { model, total, booked, message, kept } = sending;
  const [near, far] = forward ? [pair.first, pair.second] : [pair.second, pair.first];
  const [nearAt, farAt] = forward ? [pair.firstAt, pair.secondAt] : [pair.secondAt, pair.firstAt];
  const [from, to] = [model.slots[near]?.[0] ?? 0, model.slots[far]?.[0] ?? 0];
  const [size, count] = [model.slots[near]?.length ?? 0, model.slots[far]?.length ?? 0];
  let best = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < size; place += 1) {
    const value = Math.floor(share * (total[from + place] ?? 0)) - (booked[nearAt + place] ?? 0);
    kept[place] = value;
    if (value > best) best = value;
  }
  // The best is taken off a message: only differences between options matter, and figures stay small.
  message.fill(0, 0, count);
  const { links } = pair;
  const [nearest, farthest] = forward ? [0, 1] : [1, 0];
  for (let at = 0; at < links.length; at += 3) {
    const value = (kept[(links[at + nearest] ?? 0) - from] ?? 0) + (links[at + 2] ?? 0) - best;
    const place = (links[at + farthest] ?? 0) - to;
    if (value > (message[place] ?? 0)) message[place] = value;
  }
  for (let place = 0; place < count; place += 1) {
    const value = message[place] ?? 0;
    total[to + place] = (total[to + place] ?? 0) + value - (booked[farAt + place] ?? 0);
    booked[farAt + place] = value;
  }
}

/** The best of each slot, and for each pair the most that two options are worth together beside what is booked. */
function boundOf({ model, total, booked }: Sending, pairs: readonly SlotPair[]): number {
  let bound = 0;
  for (const options of model.slots) {
    let best = Number.NEGATIVE_INFINITY;
    for (const option of options) best = Math.max(best, total[option] ?? 0);
    bound += best;
  }
  for (const { first, second, firstAt, secondAt, links } of pairs) {
    const [here, there] = [model.slots[first] ?? [], model.slots[second] ?? []];
    let most = -leastOf(booked, firstAt, here.length) - leastOf(booked, secondAt, there.length);
    const [from, to] = [firstAt - (here[0] ?? 0), secondAt - (there[0] ?? 0)];
    for (let at = 0; at < links.length; at += 3) {
      const off = (booked[from + (links[at] ?? 0)] ?? 0) + (booked[to + (links[at + 1] ?? 0)] ?? 0);
      most = Math.max(most, (links[at + 2] ?? 0) - off);
    }
    bound += most;
  }
  return bound;
}

function leastOf(values: Float64Array, from: number, count: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = from; at < from + count; at += 1) least = Math.min(least, values[at] ?? 0);
  return least;
}

function pairsIn({ slots, links }: ChoiceModel): { pairs: SlotPair[]; pairsOf: SlotPair[][]; size: number } {
  const slotOf = new Int32Array(links.length);
  slots.forEach((options, slot) => {
    for (const option of options) slotOf[option] = slot;
  });
  const between: (SlotPair | undefined)[] = [];
  const pairs: SlotPair[] = [];
  const pairsOf: SlotPair[][] = slots.map(() => []);
  let size = 0;
  for (let option = 0; option < links.length; option += 1) {
    const first = slotOf[option] ?? 0;
    for (const { to, weight } of links[option] ?? []) {
      const second = slotOf[to] ?? 0;
      if (second <= first) continue;
      let pair = between[first * slots.length + second];
      if (!pair) {
        const secondAt = size + (slots[first]?.length ?? 0);
        pair = { first, second, firstAt: size, secondAt, links: [] };
        size = secondAt + (slots[second]?.length ?? 0);
        between[first * slots.length + second] = pair;
        pairs.push(pair);
        pairsOf[first]?.push(pair);
        pairsOf[second]?.push(pair);
      }
      pair.links.push(option, to, weight);
    }
  }
  return { pairs, pairsOf, size };
}

import type { ChoiceModel } from './choice-model.ts';
import { type Choice, modelSize } from './choice-worth.ts';
import { type SearchWork, spend } from './search-work.ts';

/** Rounds of mending: nearly always the third or fourth changes nothing more. */
const mostRounds = 8;

/**
 * A good choice, quickly: slot after slot what adds most to what was chosen before, then slot by slot whatever is better
 * beside the others, until nothing is. It is what a search starts from, and what is left where its work runs out. Null where
 * it comes upon none; there may be one all the same.
 */
export function startingChoice(model: ChoiceModel, work: SearchWork): Choice | null {
  const { slots, gain, links, needsLink } = model;
  const size = modelSize(model);
  const picks = slots.map(() => -1);
  /** By option: what it adds beside the picks of other slots, and how many of these it has a link to. */
  const worth = Float64Array.from(gain);
  const joins = new Int32Array(gain.length);
  const pick = (slot: number, option: number): void => {
    for (const [each, sign] of [
      [picks[slot] ?? -1, -1],
      [option, 1],
    ] as const) {
      for (const { to, weight } of links[each] ?? []) {
        worth[to] = (worth[to] ?? 0) + sign * weight;
        joins[to] = (joins[to] ?? 0) + sign;
      }
    }
    picks[slot] = option;
  };
  const stands = (option: number): boolean => !needsLink[option] || (joins[option] ?? 0) > 0;

  spend(work, size * 2);
  for (let round = 0; round < slots.length; round += 1) {
    spend(work, gain.length);
    const [slot, option] = nextPick();
    if (slot === -1) return null;
    pick(slot, option);
  }
  for (let round = 0; round < mostRounds && mend(); round += 1) spend(work, size);
  if (!picks.every(stands)) return null;
  const value = picks.reduce((sum, option) => sum + ((gain[option] ?? 0) + (worth[option] ?? 0)) / 2, 0);
  return { picks, value };

  /**
   * What adds most, of the options that stand and add anything. While there is none, an option that has links to a slot that
   * is still open: the one with most, for others to stand by.
   */
  function nextPick(): [slot: number, option: number] {
    let [slot, found, rank, most] = [-1, -1, -1, -1];
    slots.forEach((options, each) => {
      if (picks[each] !== -1) return;
      for (const option of options) {
        const adds = stands(option) && ((needsLink[option] ?? false) || (worth[option] ?? 0) > 0);
        const count = links[option]?.length ?? 0;
        const mine = adds ? 2 : needsLink[option] && count > 0 ? 1 : 0;
        const much = adds ? (worth[option] ?? 0) : count;
        if (mine < rank || (mine === rank && much <= most)) continue;
        [slot, found, rank, most] = [each, option, mine, much];
      }
    });
    return [slot, found];
  }

  /** Puts a better option into each slot that has one beside the others; false where none has. */
  function mend(): boolean {
    let changed = false;
    slots.forEach((options, slot) => {
      const now = picks[slot] ?? -1;
      // Picks of other slots that stand by this one alone: whatever takes its place has to be linked to them.
      const waiting = (links[now] ?? []).filter(({ to }) => picks.includes(to) && needsLink[to] && joins[to] === 1);
      let best = now;
      for (const option of options) {
        if (!stands(option)) continue;
        if (stands(best) && (worth[option] ?? 0) <= (worth[best] ?? 0)) continue;
        if (waiting.length > 0 && !waiting.every(({ to }) => (links[option] ?? []).some((link) => link.to === to)))
          continue;
        best = option;
      }
      if (best === now) return;
      pick(slot, best);
      changed = true;
    });
    return changed;
  }
}

import type { ChoiceModel } from './choice-model.ts';
import { type SearchWork, spend } from './search-work.ts';

/** Each option is held against so many of the most promising of its slot: others seldom do as well as one that these do not. */
const rivals = 12;

/**
 * The slots without options that another of the same slot always does as well as: whatever is chosen elsewhere, putting
 * that one in its place loses nothing, and among equals it comes first. Cuts again until nothing is left to cut.
 */
export function cutDominated(model: ChoiceModel, slots: readonly (readonly number[])[], work: SearchWork): number[][] {
  const { gain, links, needsLink } = model;
  const left = slots.map((options) => [...options]);
  const slotOf = new Int32Array(gain.length).fill(-1);
  left.forEach((options, slot) => {
    for (const option of options) slotOf[option] = slot;
  });
  const promise = links.map((mine, option) => mine.reduce((sum, { weight }) => sum + weight, gain[option] ?? 0));
  const weightTo = new Float64Array(gain.length).fill(-1);
  const least = new Float64Array(slots.length);

  for (let cut = true; cut && work.left > 0; ) {
    cut = false;
    left.forEach((options, slot) => {
      if (options.length < 2) return;
      const strong = [...options].sort((a, b) => (promise[b] ?? 0) - (promise[a] ?? 0)).slice(0, rivals);
      for (const rival of strong) {
        if (slotOf[rival] === -1) continue;
        for (const { to, weight } of links[rival] ?? []) weightTo[to] = weight;
        for (const option of options) {
          if (option === rival || slotOf[option] === -1 || !isDominated(option, rival)) continue;
          slotOf[option] = -1;
          cut = true;
        }
        for (const { to } of links[rival] ?? []) weightTo[to] = -1;
      }
      left[slot] = options.filter((option) => slotOf[option] !== -1);
    });
  }
  return left;

  /** `weightTo` holds the links of the rival, -1 where it has none. */
  function isDominated(option: number, rival: number): boolean {
    // What depends on a link to the option has to find one to the rival; and the rival may not need what it lacks.
    const isTied = needsLink[rival] ?? false;
    if (isTied && !needsLink[option]) return false;
    let ahead = (gain[rival] ?? 0) - (gain[option] ?? 0);
    least.fill(0);
    spend(work, slots.length + (links[option]?.length ?? 0));
    for (const { to, weight } of links[option] ?? []) {
      const slot = slotOf[to] ?? -1;
      if (slot === -1) continue;
      const there = weightTo[to] ?? -1;
      if (there === -1 && (isTied || needsLink[to])) return false;
      const loss = Math.max(0, there) - weight;
      if (loss >= (least[slot] ?? 0)) continue;
      ahead += loss - (least[slot] ?? 0);
      least[slot] = loss;
    }
    return ahead > 0 || (ahead === 0 && rival < option);
  }
}

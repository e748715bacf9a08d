import { type ChoiceModel, type NarrowedModel, narrowed } from './choice-model.ts';

/** What is decided of a model, and the model of what is not. */
export interface SettledChoice {
  /** By slot of the whole model: the option, or -1 where that is open. */
  picks: number[];
  /** What the decided slots are worth. */
  value: number;
  /** The open slots, with links to what is decided turned into gains. */
  rest: NarrowedModel;
}

/** Takes slots of a single option out of a model, but for those whose option still waits for a link that it needs. */
export function settledChoice(model: ChoiceModel): SettledChoice {
  const gain = [...model.gain];
  const needsLink = [...model.needsLink];
  const picks = model.slots.map((options) => (options.length === 1 ? (options[0] ?? -1) : -1));
  const single = new Set(picks.filter((pick) => pick !== -1));
  picks.forEach((pick, slot) => {
    const waits = needsLink[pick] && !(model.links[pick] ?? []).some(({ to }) => single.has(to));
    if (waits) picks[slot] = -1;
  });
  let value = 0;
  const settled = new Set<number>();
  for (const pick of picks) {
    if (pick === -1) continue;
    value += gain[pick] ?? 0;
    settled.add(pick);
    for (const { to, weight } of model.links[pick] ?? []) {
      if (settled.has(to)) continue;
      gain[to] = (gain[to] ?? 0) + weight;
      needsLink[to] = false;
    }
  }
  const open = model.slots.filter((_, slot) => picks[slot] === -1);
  return { picks, value, rest: narrowed({ ...model, gain, needsLink }, open) };
}

/** A link between two options of different slots. */
export interface OptionLink {
  to: number;
  /** A whole number, 0 or more. */
  weight: number;
}

/**
 * One option is to be chosen for each slot, so that what they gain and the weights of the links between them sum to the
 * most. Options are numbers from 0, slot after slot, and every figure is whole, with sums below 2^53.
 */
export interface ChoiceModel {
  /** Options of each slot; among equals the earlier is chosen, in the first slot first. */
  readonly slots: readonly (readonly number[])[];
  /** By option. */
  readonly gain: readonly number[];
  /** By option, and the same from both ends. */
  readonly links: readonly (readonly OptionLink[])[];
  /** By option: whether it may only be chosen with one that it has a link to. */
  readonly needsLink: readonly boolean[];
}

/** A smaller model, and what each of its options is called in the one that it was made of. */
export interface NarrowedModel extends ChoiceModel {
  readonly origin: readonly number[];
}

/** The model with only these slots and options, numbered anew in the same order. */
export function narrowed(model: ChoiceModel, slots: readonly (readonly number[])[]): NarrowedModel {
  const origin = slots.flat();
  const now = new Int32Array(model.gain.length).fill(-1);
  for (let place = 0; place < origin.length; place += 1) now[origin[place] ?? 0] = place;
  const gain: number[] = [];
  const links: (readonly OptionLink[])[] = [];
  const needsLink: boolean[] = [];
  for (const option of origin) {
    gain.push(model.gain[option] ?? 0);
    needsLink.push(model.needsLink[option] ?? false);
    const kept: OptionLink[] = [];
    for (const { to, weight } of model.links[option] ?? []) {
      const there = now[to] ?? -1;
      if (there !== -1) kept.push({ to: there, weight });
    }
    links.push(kept);
  }
  let next = 0;
  return { origin, slots: slots.map((options) => options.map(() => next++)), gain, links, needsLink };
}

/** The model as one that nothing was taken from. */
export function unnarrowed(model: ChoiceModel): NarrowedModel {
  return { ...model, origin: model.gain.map((_, option) => option) };
}

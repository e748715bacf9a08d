import type { ChoiceModel } from './choice-model.ts';
import type { DualBound } from './dual-bound.ts';

/** The options with which a choice may still be worth `least`; null where none is worth that. */
export function worthwhile({ slots }: ChoiceModel, { bound, total }: DualBound, least: number): number[][] | null {
  if (bound < least) return null;
  return slots.map((options) => {
    let most = Number.NEGATIVE_INFINITY;
    for (const option of options) most = Math.max(most, total[option] ?? 0);
    const needed = least - bound + most;
    return options.filter((option) => (total[option] ?? 0) >= needed);
  });
}

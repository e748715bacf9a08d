import type { ChoiceModel } from './choice-model.ts';

/** The slots of a model in parts that no link joins, each in order. */
export function modelParts({ slots, links }: ChoiceModel): number[][] {
  const slotOf = new Int32Array(links.length).fill(-1);
  slots.forEach((options, slot) => {
    for (const option of options) slotOf[option] = slot;
  });
  const seen = new Set<number>();
  return slots.flatMap((_, start) => {
    if (seen.has(start)) return [];
    const part = [start];
    seen.add(start);
    for (const slot of part) {
      for (const option of slots[slot] ?? []) {
        for (const { to } of links[option] ?? []) {
          const there = slotOf[to] ?? -1;
          if (there === -1 || seen.has(there)) continue;
          seen.add(there);
          part.push(there);
        }
      }
    }
    return [part.sort((a, b) => a - b)];
  });
}

import type { GroundSlot, StackGround } from './stack-ground.ts';

/** The slots with only the products that have a link to one that is placed, or to another that is left; empty ones fall out. */
export function joinedSlots({ catalogue, slots: all }: StackGround, slots: readonly GroundSlot[]): GroundSlot[] {
  const left = new Set(slots.flatMap(({ passing }) => passing));
  const placed = new Set(all.flatMap((slot) => (slot.placed === null ? [] : [slot.placed])));
  const isJoined = (product: number): boolean => {
    for (const other of catalogue.links[product]?.keys() ?? []) {
      if (placed.has(other) || left.has(other)) return true;
    }
    return false;
  };
  // Removing one removes the last link of its neighbours only if they are removed themselves: links go both ways, so one
  // pass finds them all.
  for (const product of [...left]) if (!isJoined(product)) left.delete(product);
  return slots
    .map((slot) => ({ ...slot, passing: slot.passing.filter((product) => left.has(product)) }))
    .filter(({ passing }) => passing.length > 0);
}

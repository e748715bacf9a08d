import type { ChoiceModel } from './choice-model.ts';

/** The options that need no link or have one to an option that is left; null where a slot is left without any. */
export function canBeLinked({ slots, links, needsLink }: ChoiceModel): readonly (readonly number[])[] | null {
  if (slots.some((options) => options.length === 0)) return null;
  if (!needsLink.includes(true)) return slots;
  const there = new Set(slots.flat());
  // One pass is enough: what falls out has no link to anything that is left, so that nothing loses a link by it.
  const kept = slots.map((options) =>
    options.filter((option) => !needsLink[option] || (links[option] ?? []).some(({ to }) => there.has(to))),
  );
  return kept.some((options) => options.length === 0) ? null : kept;
}

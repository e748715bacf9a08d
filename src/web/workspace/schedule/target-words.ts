import type { Stack } from '../../../domain/rubric.ts';
import { ScheduleTarget } from '../../../domain/schedule.ts';
import type { Vendor } from '../../../domain/vendor.ts';

interface Known {
  stack: Stack;
  vendors: readonly Pick<Vendor, 'slug' | 'name'>[];
}

/** What a schedule is set for, as the subject of "is read again". */
export function targetWords(target: ScheduleTarget, { stack, vendors }: Known): string {
  if (target === 'all') return 'Everything without a nearer schedule';
  const [kind, id] = [target.slice(0, target.indexOf(':')), target.slice(target.indexOf(':') + 1)];
  if (kind === 'layer') return `Layer ${id.slice(1)}, ${stack.layers.find((layer) => layer.id === id)?.name ?? id}`;
  return vendors.find(({ slug }) => slug === id)?.name ?? id;
}

/** The target that a form or an address names; null where it names none. */
export function targetNamed(text: string | undefined): ScheduleTarget | null {
  const parsed = ScheduleTarget.safeParse(text);
  return parsed.success ? parsed.data : null;
}

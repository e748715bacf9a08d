import { z } from 'zod';
import type { Analysis } from './analysis.ts';
import { Fit, Layer, RiskSeverity } from './closed-lists.ts';
import { listItemAt } from './edit-lists.ts';
import { fieldFaults } from './issue-words.ts';

const words = z.string().trim().min(1, 'must not be empty');

/** The fields that are no claims and that a person may set, by list; everything else follows by code or is the vendor's. */
const settable: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  trustRisks: { severity: RiskSeverity },
  scenarios: { fit: Fit },
  stackImpact: { layer: Layer },
  alternatives: { name: words },
  pocChecklist: {
    week: z.enum(['1', '2']).transform(Number),
    dimension: words,
    test: words,
    passes: words,
  },
};

export type FieldSet = { ok: true; before: string } | { ok: false; reason: string };

/** Sets a field such as `scenarios.1.fit`, and gives what it was. */
export function setField(analysis: Analysis, at: string, value: string): FieldSet {
  const cut = at.lastIndexOf('.');
  const field = at.slice(cut + 1);
  const item = listItemAt(at.slice(0, cut));
  const rule = item ? settable[item.listPath]?.[field] : undefined;
  const holder = item?.list.of(analysis)[item.index] as Record<string, unknown> | undefined;
  if (!rule || !holder) return { ok: false, reason: `"${at}" is no field that can be set.` };
  const parsed = rule.safeParse(value);
  if (!parsed.success) return { ok: false, reason: `${field}: ${fieldFaults(parsed.error)[0]?.message}` };
  const before = String(holder[field]);
  holder[field] = parsed.data;
  // A link to another analysis is of the product that was named before.
  if (item?.listPath === 'alternatives') holder.slug = null;
  return { ok: true, before };
}

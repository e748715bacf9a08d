import { z } from 'zod';
import type { RefusedField, VendorRow } from '../../actions/check-rows.ts';
import type { PreviewedVendor } from '../../actions/preview-vendors.ts';
import { readingScopeOf } from '../../domain/reading-scope.ts';
import { SiteView } from '../../domain/site-view.ts';

/** A row of the preview as the form holds it. */
export interface FormRow extends PreviewedVendor {
  /** Whether it is ticked to be analysed. */
  picked: boolean;
}

/** Fields that have a place of their own in the form; every other one that a row names is shown beneath them. */
export const plainFields: readonly string[] = ['url', 'name', 'layer', 'category'];

const Kept = z.strictObject({ scope: z.string(), site: SiteView, guessed: z.array(z.enum(['name', 'category'])) });

/** The rows that a posted preview holds, as the person corrected them; what was seen of a site stays while the row says to read just that. */
export function formRows(posted: Readonly<Record<string, string>>): FormRow[] {
  const count = Math.min(Number(posted.rows) || 0, 1_000);
  return Array.from({ length: count }, (_, at) => {
    const of = (name: string): string => posted[`row.${at}.${name}`] ?? '';
    const fields: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(posted)) {
      const field = name.startsWith(`row.${at}.f.`) ? name.slice(`row.${at}.f.`.length) : null;
      if (field !== null && value.trim() !== '') fields[field] = field === 'sources' ? value.split(/\s+/) : value;
    }
    const [layer, category] = of('place').split('/');
    if (layer && category) Object.assign(fields, { layer, category });
    const kept = seenBefore(of('seen'));
    const same = kept !== null && kept.scope === scopeKey(fields);
    return {
      line: Number(of('line')) || at + 1,
      fields,
      guessed: same ? kept.guessed : [],
      site: same ? kept.site : null,
      problems: [],
      picked: of('pick') !== '',
    };
  });
}

/** What the form keeps of a look at a site, to be posted back. */
export function keptLook({ fields, site, guessed }: FormRow): string {
  return site === null ? '' : JSON.stringify({ scope: scopeKey(fields), site, guessed });
}

/** Names what a look was at: a look stays true while the row still says to read just that. */
export function scopeKey(fields: VendorRow['fields']): string {
  return JSON.stringify(readingScopeOf(fields));
}

/** Each row with what is wrong with it. */
export function withProblems(rows: readonly FormRow[], refused: readonly RefusedField[]): FormRow[] {
  return rows.map((row) => ({ ...row, problems: refused.filter(({ line }) => line === row.line) }));
}

/** The row as the actions take it. */
export function rowOf({ line, fields }: FormRow): VendorRow {
  return { line, fields };
}

function seenBefore(text: string): z.infer<typeof Kept> | null {
  if (text === '') return null;
  try {
    return Kept.parse(JSON.parse(text));
  } catch {
    // Somebody else's text: the site is simply looked at again.
    return null;
  }
}

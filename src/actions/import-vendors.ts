import type { Person } from '../domain/person.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { checkRows, type RefusedField, slugTaken, type VendorRow } from './check-rows.ts';

export interface ImportResult {
  added: string[];
  /** Bad rows by line and field. */
  refused: RefusedField[];
}

/**
 * Adds many vendors. Every row is checked before any is added; with bad rows nothing is added unless `partial`, which
 * adds the good ones. Throws `Refused` (422) with all bad rows when it added nothing because of them.
 */
export async function importVendors(
  office: Office,
  list: { rows: VendorRow[]; partial: boolean },
  person: Person,
): Promise<ImportResult> {
  allow(person, 'enqueue');
  const { good, refused } = await checkRows(office, list.rows);
  const result: ImportResult = { added: [], refused };
  if (refused.length > 0 && !list.partial) throw refusedRows(result);
  for (const { line, vendor } of good) {
    if ((await office.store.vendors.add(vendor, person.email)) === 'added') result.added.push(vendor.slug);
    else result.refused.push(slugTaken(line, vendor.slug));
  }
  return result;
}

function refusedRows(result: ImportResult): Refused {
  const rows = new Set(result.refused.map(({ line }) => line)).size;
  return new Refused({
    status: 422,
    code: 'bad-rows',
    message: `${rows} ${rows === 1 ? 'row is' : 'rows are'} wrong; nothing was added.`,
    advice: 'Correct them, or import the good ones with --partial.',
    details: result.refused.map(({ line, field, message }) => ({ path: `line ${line}, ${field}`, message })),
  });
}

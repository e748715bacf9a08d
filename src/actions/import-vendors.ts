import type { Person } from '../domain/person.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { addVendor } from './add-vendor.ts';
import { allow } from './allow.ts';
import { vendorFrom } from './vendor-input.ts';

/** A row of a list, with the line it stood on in the file. */
export interface VendorRow {
  line: number;
  fields: Record<string, unknown>;
}

export interface ImportResult {
  added: string[];
  /** Bad rows by line and field. */
  refused: { line: number; field: string; message: string }[];
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
  const result: ImportResult = { added: [], refused: [] };
  const seen = new Map<string, number>();
  const good: VendorRow[] = [];
  for (const row of list.rows) {
    const problem = await rowProblem(office, row, seen);
    if (problem) result.refused.push(...problem);
    else good.push(row);
  }
  if (result.refused.length > 0 && !list.partial) throw refusedRows(result);
  for (const row of good) {
    const vendor = await addVendor(office, row.fields, person);
    result.added.push(vendor.slug);
  }
  return result;
}

async function rowProblem(
  office: Office,
  row: VendorRow,
  seen: Map<string, number>,
): Promise<ImportResult['refused'] | null> {
  try {
    const { slug } = vendorFrom(row.fields, office.rubric.stack, office.clock.now().toISOString());
    const earlier = seen.get(slug);
    if (earlier) return [{ line: row.line, field: 'slug', message: `"${slug}" stands on line ${earlier} already` }];
    seen.set(slug, row.line);
    if (await office.store.vendors.get(slug)) {
      return [{ line: row.line, field: 'slug', message: `there is already a vendor "${slug}"` }];
    }
    return null;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const details = error.details.length > 0 ? error.details : [{ path: 'row', message: error.message }];
    return details.map(({ path, message }) => ({ line: row.line, field: path, message }));
  }
}

function refusedRows(result: ImportResult): Refused {
  return new Refused({
    status: 422,
    code: 'bad-rows',
    message: `${result.refused.length} ${result.refused.length === 1 ? 'row is' : 'rows are'} wrong; nothing was added.`,
    advice: 'Correct them, or import the good ones with --partial.',
    details: result.refused.map(({ line, field, message }) => ({ path: `line ${line}, ${field}`, message })),
  });
}

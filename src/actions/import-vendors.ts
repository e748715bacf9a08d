import type { Person } from '../domain/person.ts';
import type { Vendor } from '../domain/vendor.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { addressBook } from './add-vendor.ts';
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
  // Read once: a list of thousands would ask for each row anew.
  const seen: Seen = { slugs: new Map(), addresses: new Map() };
  for (const [address, { slug }] of await addressBook(office.store))
    seen.addresses.set(address, `is that of "${slug}"`);
  const good: GoodRow[] = [];
  for (const row of list.rows) {
    const read = await readRow(office, row, seen);
    if ('refused' in read) result.refused.push(...read.refused);
    else good.push(read);
  }
  if (result.refused.length > 0 && !list.partial) throw refusedRows(result);
  for (const { line, vendor } of good) {
    if ((await office.store.vendors.add(vendor, person.email)) === 'added') result.added.push(vendor.slug);
    else result.refused.push(taken(line, vendor.slug));
  }
  return result;
}

interface GoodRow {
  line: number;
  vendor: Vendor;
}

/** What rows before this one, and vendors before this list, hold already: the line of a slug, the owner of an address. */
interface Seen {
  slugs: Map<string, number>;
  addresses: Map<string, string>;
}

async function readRow(
  office: Office,
  { line, fields }: VendorRow,
  seen: Seen,
): Promise<GoodRow | Pick<ImportResult, 'refused'>> {
  const vendor = vendorOrProblems(office, fields);
  if ('problems' in vendor)
    return { refused: vendor.problems.map(({ path, message }) => ({ line, field: path, message })) };
  const { slug, sources } = vendor;
  const earlier = seen.slugs.get(slug);
  if (earlier) return { refused: [{ line, field: 'slug', message: `"${slug}" stands on line ${earlier} already` }] };
  if (await office.store.vendors.get(slug)) return { refused: [taken(line, slug)] };
  const owners = sources.flatMap((source) => seen.addresses.get(source) ?? []);
  if (owners[0]) return { refused: [{ line, field: 'url', message: `this address ${owners[0]}` }] };
  seen.slugs.set(slug, line);
  for (const source of sources) seen.addresses.set(source, `stands on line ${line} already`);
  return { line, vendor };
}

function vendorOrProblems(
  office: Office,
  fields: Record<string, unknown>,
): Vendor | { problems: readonly { path: string; message: string }[] } {
  try {
    return vendorFrom(fields, office.rubric.stack, office.clock.now().toISOString());
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { problems: error.details.length > 0 ? error.details : [{ path: 'row', message: error.message }] };
  }
}

function taken(line: number, slug: string): ImportResult['refused'][number] {
  return { line, field: 'slug', message: `there is already a vendor "${slug}"` };
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

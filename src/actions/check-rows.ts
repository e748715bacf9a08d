import { addressKey } from '../domain/address-key.ts';
import type { Vendor } from '../domain/vendor.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { addressBook } from './add-vendor.ts';
import { vendorFrom } from './vendor-input.ts';

/** A row of a list, with the line it stood on in the file. */
export interface VendorRow {
  line: number;
  fields: Record<string, unknown>;
}

/** What is wrong with a row, by line and field. */
export interface RefusedField {
  line: number;
  field: string;
  message: string;
  /** The product that stands in the way, where it is one that is known already. */
  known?: { slug: string; name: string };
}

/** A row that can be added. */
export interface GoodRow {
  line: number;
  vendor: Vendor;
}

/** Reads every row as a vendor and says which may be added: none twice, none that is known already. Adds nothing. */
export async function checkRows(
  office: Office,
  rows: readonly VendorRow[],
): Promise<{ good: GoodRow[]; refused: RefusedField[] }> {
  const good: GoodRow[] = [];
  const refused: RefusedField[] = [];
  // Read once: a list of thousands would ask for each row anew.
  const seen: Seen = { slugs: new Map(), addresses: new Map(), owners: new Map() };
  for (const [address, vendor] of await addressBook(office.store)) {
    seen.addresses.set(address, `is that of ${vendor.name}, a product already ("${vendor.slug}")`);
    seen.owners.set(address, { slug: vendor.slug, name: vendor.name });
  }
  for (const row of rows) {
    const read = await readRow(office, row, seen);
    if ('refused' in read) refused.push(...read.refused);
    else good.push(read);
  }
  return { good, refused };
}

/** What rows before this one, and vendors before this list, hold already: the line of a slug, the owner of an address (`addressKey`). */
interface Seen {
  slugs: Map<string, number>;
  addresses: Map<string, string>;
  owners: Map<string, { slug: string; name: string }>;
}

async function readRow(
  office: Office,
  { line, fields }: VendorRow,
  seen: Seen,
): Promise<GoodRow | { refused: RefusedField[] }> {
  const vendor = vendorOrProblems(office, fields);
  const isSound = !('problems' in vendor);
  const refused: RefusedField[] = isSound
    ? []
    : vendor.problems.map(({ path, message }) => ({ line, field: path, message }));
  // Told of a row with other faults too: correcting those would be in vain.
  const said = isSound ? vendor.sources : [fields.url].filter((url) => typeof url === 'string');
  const sources = said.map(addressKey);
  const owner = sources.flatMap((source) => seen.addresses.get(source) ?? [])[0];
  const known = sources.flatMap((source) => seen.owners.get(source) ?? [])[0];
  if (owner) {
    refused.push({ line, field: 'url', message: `this address ${owner}`, ...(known ? { known } : {}) });
  }
  for (const source of sources) {
    if (!seen.addresses.has(source)) seen.addresses.set(source, `stands on line ${line} already`);
  }
  if (!isSound) return { refused };
  const { slug } = vendor;
  const earlier = seen.slugs.get(slug);
  if (earlier) refused.unshift({ line, field: 'slug', message: `"${slug}" stands on line ${earlier} already` });
  else if (await office.store.vendors.get(slug)) refused.unshift(slugTaken(line, slug));
  if (refused.length > 0) return { refused };
  seen.slugs.set(slug, line);
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

/** The problem of a row whose slug another vendor has. */
export function slugTaken(line: number, slug: string): RefusedField {
  return { line, field: 'slug', message: `there is already a product "${slug}"` };
}

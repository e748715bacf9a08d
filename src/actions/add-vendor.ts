import { addressKey } from '../domain/address-key.ts';
import type { Person } from '../domain/person.ts';
import type { Vendor } from '../domain/vendor.ts';
import { Refused } from '../errors.ts';
import type { Listed, Office } from '../ports.ts';
import { allow } from './allow.ts';
import { vendorFrom } from './vendor-input.ts';

/** Adds a vendor. Throws `Refused`: 422 for wrong fields, 409 where the slug is taken. */
export async function addVendor(office: Office, input: unknown, person: Person): Promise<Vendor> {
  allow(person, 'enqueue');
  const vendor = vendorFrom(input, office.rubric.stack, office.clock.now().toISOString());
  const twin = await vendorReading(office.store, vendor.sources);
  if (twin && twin.slug !== vendor.slug) throw alreadyRead(twin);
  if ((await office.store.vendors.add(vendor, person.email)) === 'added') return vendor;
  throw new Refused({
    status: 409,
    code: 'slug-taken',
    message: `There is already a product called "${vendor.slug}".`,
    advice: 'Analyse that one again, or choose another name.',
  });
}

/** The vendor whose documentation starts at one of these addresses, or null. */
export async function vendorReading(store: Office['store'], sources: readonly string[]): Promise<Vendor | null> {
  const known = await addressBook(store);
  return sources.flatMap((source) => known.get(addressKey(source)) ?? [])[0] ?? null;
}

/** Every address that documentation is read from, as `addressKey` spells it, with its vendor. */
export async function addressBook(store: Office['store']): Promise<Map<string, Vendor>> {
  const known = new Map<string, Vendor>();
  let after: string | null = null;
  do {
    const page: Listed<Vendor> = await store.vendors.list({ limit: 200, after });
    for (const vendor of page.items) for (const source of vendor.sources) known.set(addressKey(source), vendor);
    after = page.next;
  } while (after);
  return known;
}

/** The refusal of an address that another vendor is analysed from. */
export function alreadyRead(vendor: Vendor): Refused {
  return new Refused({
    status: 409,
    code: 'address-taken',
    message: `This documentation is analysed already, as ${vendor.name} ("${vendor.slug}").`,
    advice: 'Analyse that product again, or give the address where the other product’s documentation starts.',
  });
}

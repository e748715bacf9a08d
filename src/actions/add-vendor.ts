import type { Person } from '../domain/person.ts';
import type { Vendor } from '../domain/vendor.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { vendorFrom } from './vendor-input.ts';

/** Adds a vendor. Throws `Refused`: 422 for wrong fields, 409 where the slug is taken. */
export async function addVendor(office: Office, input: unknown, person: Person): Promise<Vendor> {
  allow(person, 'enqueue');
  const vendor = vendorFrom(input, office.rubric.stack, office.clock.now().toISOString());
  if ((await office.store.vendors.add(vendor, person.email)) === 'added') return vendor;
  throw new Refused({
    status: 409,
    code: 'slug-taken',
    message: `There is already a vendor with the slug "${vendor.slug}".`,
    advice: `Run it with "assay run ${vendor.slug}", edit it with "assay vendors edit ${vendor.slug}", or give another slug.`,
  });
}

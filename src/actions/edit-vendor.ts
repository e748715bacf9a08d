import { z } from 'zod';
import { addressKey } from '../domain/address-key.ts';
import { EntryType, Layer, PriceKind } from '../domain/closed-lists.ts';
import { Licence } from '../domain/licence.ts';
import type { Person } from '../domain/person.ts';
import { Slug, Vendor } from '../domain/vendor.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { alreadyRead, vendorReading } from './add-vendor.ts';
import { allow } from './allow.ts';
import { checkedVendor, Patterns, refusedFields } from './vendor-input.ts';

/** The fields that may be changed after a vendor was added; the slug is its name for ever. */
export const VendorPatch = z
  .strictObject({
    name: Vendor.shape.name,
    layer: Layer,
    category: z.string().min(1),
    entryType: EntryType,
    homepage: Vendor.shape.homepage,
    sources: Vendor.shape.sources,
    /** An empty list takes the patterns away. */
    include: Patterns,
    exclude: Patterns,
    price: z.enum(PriceKind.options),
    priceNote: z.string().max(24),
    licence: Licence,
    archived: z.boolean(),
  })
  .partial();
export type VendorPatch = z.infer<typeof VendorPatch>;

/** Changes a vendor. Throws `Refused`: 404 unknown, 422 wrong fields, 409 when someone else changed it meanwhile or an address is another's. */
export async function editVendor(
  office: Office,
  edit: { slug: string; patch: unknown },
  person: Person,
): Promise<Vendor> {
  allow(person, 'edit');
  const parsed = VendorPatch.safeParse(edit.patch);
  if (!parsed.success) throw refusedFields(parsed.error);
  const vendor = await knownVendor(office, edit.slug);
  const { price, priceNote, ...rest } = parsed.data;
  const changed: Vendor = {
    ...vendor,
    ...rest,
    price: { kind: price ?? vendor.price.kind, note: priceNote ?? vendor.price.note },
    revision: vendor.revision + 1,
    updatedAt: office.clock.now().toISOString(),
  };
  const next = checkedVendor(changed, office.rubric.stack);
  const before = new Set(vendor.sources.map(addressKey));
  const added = next.sources.filter((source) => !before.has(addressKey(source)));
  const twin = added.length > 0 ? await vendorReading(office.store, added) : null;
  if (twin && twin.slug !== vendor.slug) throw alreadyRead(twin);
  if ((await office.store.vendors.replace(next, person.email)) === 'replaced') return next;
  throw new Refused({
    status: 409,
    code: 'changed-meanwhile',
    message: `${vendor.name} was changed by someone else at the same time.`,
    advice: 'Look at it again and repeat the change.',
  });
}

/** The vendor of a slug. Throws `Refused` (404), naming near slugs where there are any. */
export async function knownVendor(office: Pick<Office, 'store'>, slug: string): Promise<Vendor> {
  // No vendor has a slug of another form, and the database refuses some of them.
  const vendor = Slug.safeParse(slug).success ? await office.store.vendors.get(slug) : null;
  if (vendor) return vendor;
  const { items } = await office.store.vendors.list({ limit: 500 });
  const near = items.map((item) => item.slug).filter((known) => known.startsWith(slug.slice(0, 3)));
  throw new Refused({
    status: 404,
    code: 'unknown-vendor',
    message: `There is no product with the slug "${slug}".`,
    advice: near.length > 0 ? `Did you mean ${near.slice(0, 3).join(', ')}?` : 'List them with "assay vendors list".',
  });
}

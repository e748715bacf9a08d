import { z } from 'zod';
import { addressKey } from '../domain/address-key.ts';
import { AddressPattern } from '../domain/address-pattern.ts';
import { EntryType, Layer, PriceKind } from '../domain/closed-lists.ts';
import { fieldFaults } from '../domain/issue-words.ts';
import { Licence } from '../domain/licence.ts';
import type { Stack } from '../domain/rubric.ts';
import { Slug, slugFrom, Vendor } from '../domain/vendor.ts';
import { Refused } from '../errors.ts';

const Address = z
  .string()
  .trim()
  .refine((text) => /^https?:\/\/[^\s/]+/i.test(text) && URL.canParse(text), {
    error: 'must be an address that starts with http:// or https://',
  });

/** Patterns as a list, or as one text with spaces between them, which is what a cell of a table holds. */
export const Patterns = z.preprocess(
  (said) => (typeof said === 'string' ? said.split(/\s+/).filter(Boolean) : said),
  z.array(AddressPattern).max(20),
);

/** What a person says of a vendor: only the address is needed, the rest has sensible readings. */
export const VendorInput = z.strictObject({
  url: Address.describe('where the documentation starts'),
  name: z.string().trim().min(1).max(80).optional(),
  slug: Slug.optional(),
  layer: z.enum(Layer.options, { error: 'must be one of L1 to L7' }),
  category: z.string().optional(),
  entryType: EntryType.optional(),
  homepage: Address.optional(),
  sources: z.array(Address).max(20).optional(),
  include: Patterns.optional().describe('only these addresses are read: /docs/*'),
  exclude: Patterns.optional().describe('these addresses are never read: /blog/*'),
  price: z.enum(PriceKind.options).optional(),
  priceNote: z.string().max(24).optional(),
  licence: Licence.optional(),
});
export type VendorInput = z.infer<typeof VendorInput>;

/** A vendor without U+0000, for which the database has no place. */
const Storable = Vendor.superRefine((vendor, context) => {
  for (const [field, value] of Object.entries({ ...vendor, price: vendor.price.note })) {
    if (![value].flat().some((text) => typeof text === 'string' && text.includes('\u0000'))) continue;
    const path = field === 'price' ? 'priceNote' : field;
    context.addIssue({ code: 'custom', path: [path], message: 'must not hold the character U+0000' });
  }
});

/**
 * A vendor made of what a person said. The name falls back to the host's, the slug to the name's, the category to the
 * first of the layer. Throws `Refused` (422) naming each wrong field.
 */
export function vendorFrom(input: unknown, stack: Stack, at: string): Vendor {
  const parsed = VendorInput.safeParse(input);
  if (!parsed.success) throw refusedFields(parsed.error);
  const said = parsed.data;
  const category = said.category ?? stack.layers.find(({ id }) => id === said.layer)?.categories[0]?.id ?? '';
  const name = said.name ?? nameFromHost(said.url);
  const slug = Slug.safeParse(said.slug ?? slugFrom(name));
  if (!slug.success) {
    throw new Refused({
      status: 422,
      code: 'bad-slug',
      message: `"${said.slug ?? slugFrom(name)}" cannot be a slug: ${slug.error.issues[0]?.message}.`,
      advice: 'Give another one with the field slug.',
      details: [{ path: 'slug', message: slug.error.issues[0]?.message ?? 'invalid' }],
    });
  }
  const vendor: Vendor = {
    slug: slug.data,
    name,
    layer: said.layer,
    category,
    entryType: said.entryType ?? 'product',
    homepage: said.homepage ?? new URL(said.url).origin,
    sources: [said.url, ...(said.sources ?? [])].filter(
      (url, at, all) => all.findIndex((one) => addressKey(one) === addressKey(url)) === at,
    ),
    ...(said.include?.length ? { include: said.include } : {}),
    ...(said.exclude?.length ? { exclude: said.exclude } : {}),
    price: { kind: said.price ?? 'unknown', note: said.priceNote ?? '' },
    licence: said.licence ?? 'unknown',
    archived: false,
    revision: 1,
    createdAt: at,
    updatedAt: at,
  };
  return checkedVendor(vendor, stack);
}

/** The vendor, if it is one that can be stored and read again. Throws `Refused` (422) naming each wrong field. */
export function checkedVendor(vendor: Vendor, stack: Stack): Vendor {
  const layer = stack.layers.find(({ id }) => id === vendor.layer);
  if (!layer?.categories.some(({ id }) => id === vendor.category)) {
    const known = layer?.categories.map(({ id }) => id).join(', ') ?? '';
    const message = `${vendor.layer} (${layer?.name ?? 'unknown'}) has no category "${vendor.category}"; it has ${known}`;
    throw new Refused({
      status: 422,
      code: 'unknown-category',
      message: `${message}.`,
      details: [{ path: 'category', message }],
    });
  }
  const checked = Storable.safeParse(vendor);
  if (!checked.success) throw refusedFields(checked.error);
  return checked.data;
}

/** A refusal (422) that names each field of a zod error in words. */
export function refusedFields(error: z.ZodError): Refused {
  const details = fieldFaults(error);
  return new Refused({
    status: 422,
    code: 'bad-fields',
    message: `${details.map(({ path, message }) => `${path}: ${message}`).join('; ')}.`,
    advice: 'Correct what is named and send it again.',
    details,
  });
}

/** `docs.example.com` reads as "Example": the label before the public suffix, as near as two labels tell. */
function nameFromHost(url: string): string {
  const { hostname } = new URL(url);
  if (/^[\d.]+$|:/.test(hostname)) return hostname;
  const labels = hostname.split('.').filter((label) => !['www', 'docs', 'doc', 'documentation'].includes(label));
  const label = labels.length > 1 ? (labels.at(-2) ?? hostname) : (labels[0] ?? hostname);
  return label.charAt(0).toUpperCase() + label.slice(1);
}

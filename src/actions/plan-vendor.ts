import { addressKey } from '../domain/address-key.ts';
import type { CrawlPlan } from '../domain/crawl-plan.ts';
import { liesBelow } from '../domain/lies-below.ts';
import type { Person } from '../domain/person.ts';
import { type ReadingScope, readingScopeOf } from '../domain/reading-scope.ts';
import type { Stack } from '../domain/rubric.ts';
import type { SiteView } from '../domain/site-view.ts';
import type { Vendor } from '../domain/vendor.ts';
import { VendorPlan } from '../domain/vendor-plan.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { addressBook, alreadyRead } from './add-vendor.ts';
import { allow } from './allow.ts';
import { understoodFields } from './understood-fields.ts';
import { refusedFields, VendorInput, vendorFrom } from './vendor-input.ts';

/** Plans a crawl and says what the site says of itself; throws for nothing that a network does. */
export type PlanCrawl = (scope: ReadingScope) => Promise<{ plan: CrawlPlan; site: SiteView }>;

/** A product of which nobody has to know the place in the stack: its pages may tell it. */
export const PlannedInput = VendorInput.partial({ layer: true });

/**
 * What would be read of a product, and what it is taken to be. Adds nothing. Throws `Refused`: 403 by role, 422 for wrong
 * fields, 409 where another product is read from the address.
 */
export async function planVendor(
  office: Office,
  { input, planCrawl }: { input: unknown; planCrawl: PlanCrawl },
  person: Person,
): Promise<VendorPlan> {
  allow(person, 'enqueue');
  const parsed = PlannedInput.safeParse(input);
  if (!parsed.success) throw refusedFields(parsed.error);
  const { stack } = office.rubric;
  const said = inItsLayer(stack, parsed.data);
  // Wrong fields are known without a look.
  if (said.layer) vendorFrom(said, stack, office.clock.now().toISOString());
  const scope = readingScopeOf(said);
  const known = await addressBook(office.store);
  const twin = scope.sources.flatMap((source) => known.get(addressKey(source)) ?? [])[0];
  if (twin) throw alreadyRead(twin);
  const { plan, site } = await planCrawl(scope);
  const { fields, guessed } = understoodFields(stack, { ...said }, site);
  const { name = null, layer = null, category = null } = fields;
  return VendorPlan.parse({
    ...plan,
    understood: { name, layer, category },
    guessed,
    unread: site.kind === 'unseen' ? { reason: site.reason, advice: site.advice } : null,
    sameSite: siteAbove([...new Set(known.values())], said.url),
  });
}

/** With the layer of the category, where only that was said. Throws `Refused` (422) where no layer, or more than one, has it. */
function inItsLayer<T extends { layer?: string; category?: string }>(stack: Stack, said: T): T {
  if (said.layer || !said.category) return said;
  const holders = stack.layers.filter(({ categories }) => categories.some(({ id }) => id === said.category));
  const [layer] = holders;
  if (layer && holders.length === 1) return { ...said, layer: layer.id };
  const message = layer
    ? `"${said.category}" is a category of ${holders.map(({ id }) => id).join(' and ')}: name the layer too`
    : `no layer has a category "${said.category}"`;
  throw new Refused({
    status: 422,
    code: 'unknown-category',
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    details: [{ path: 'category', message }],
  });
}

/** The product whose documentation starts nearest above an address; null where none does. */
function siteAbove(vendors: readonly Vendor[], url: string): VendorPlan['sameSite'] {
  const { host } = new URL(url);
  const onHost = vendors.filter(({ sources }) => sources.some((source) => new URL(source).host === host));
  const [nearest] = onHost
    .flatMap(({ slug, name, sources }) => sources.map((source) => ({ slug, name, source })))
    .filter(({ source }) => liesBelow(url, source, onHost.length > 1))
    .sort((a, b) => new URL(b.source).pathname.length - new URL(a.source).pathname.length);
  return nearest ?? null;
}

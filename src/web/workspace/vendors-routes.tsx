import type { Context, Hono } from 'hono';
import { allow } from '../../actions/allow.ts';
import { editVendor, knownVendor } from '../../actions/edit-vendor.ts';
import { startRun } from '../../actions/start-run.ts';
import { factsApart } from '../../domain/facts-apart.ts';
import type { Person } from '../../domain/person.ts';
import type { Vendor } from '../../domain/vendor.ts';
import { Refused } from '../../errors.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { turnsOf } from '../public/pager.tsx';
import { frameOf, page } from '../render.ts';
import { fieldsOf, signedIn } from './asked.ts';
import { EditVendorPage } from './edit-vendor-page.tsx';
import { VendorsPage } from './vendors-page.tsx';

type Asked = Context<{ Variables: WebVariables }>;

/** Products on one page of the list. */
const shown = 50;

/** The products that are analysed: their list, their fields, and what can be done with each. */
export function addVendorPages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { office } = parts;

  app.get('/vendors', async (c) => {
    allow(signedIn(c), 'read');
    const archived = c.req.query('archived') !== undefined;
    const { before, after } = c.req.query();
    const { items, ...cursors } = await office.store.vendors.list({ limit: shown, before, after, archived });
    const standings = await office.store.insights.standings(items.map(({ slug }) => slug));
    return page(
      c,
      <VendorsPage
        frame={frameOf(c, parts)}
        stack={office.rubric.stack}
        vendors={items}
        standings={standings}
        archived={archived}
        turns={turnsOf(cursors, '/vendors', { archived: archived ? '1' : null })}
      />,
    );
  });

  app.post('/vendors/:slug/analyse', async (c) => {
    // Asked for from a draft that was sent back, a fresh one is wanted even where nothing changed.
    const again = (await fieldsOf(c)).again === '1';
    const request = { slug: c.req.param('slug'), cause: 'manual', again, offline: false } as const;
    const { run } = await startRun(office, request, signedIn(c));
    return c.redirect(`/runs/${run.id}`, 303);
  });

  app.post('/vendors/:slug/archive', async (c) => {
    const { archived } = await fieldsOf(c);
    const patch = { archived: archived !== 'no' };
    await editVendor(office, { slug: c.req.param('slug'), patch }, signedIn(c));
    return c.redirect(patch.archived ? '/vendors' : '/vendors?archived=1', 303);
  });

  app.get('/vendors/:slug/edit', async (c) => {
    allow(signedIn(c), 'edit');
    const vendor = await knownVendor(office, c.req.param('slug'));
    const saved = c.req.query('saved') !== undefined;
    return editPage(c, parts, { vendor, typed: typedOf(vendor), problem: null, saved });
  });

  app.post('/vendors/:slug/edit', async (c) => {
    const person = signedIn(c);
    const typed = await fieldsOf(c);
    return save(c, parts, { person, typed });
  });
}

async function save(
  c: Asked,
  parts: WebParts,
  { person, typed }: { person: Person; typed: Record<string, string> },
): Promise<Response> {
  const slug = c.req.param('slug') ?? '';
  const [layer = '', category = ''] = (typed.place ?? '').split('/');
  const patch = {
    name: typed.name?.trim(),
    sources: (typed.sources ?? '').split(/\s+/).filter(Boolean),
    homepage: typed.homepage?.trim(),
    layer,
    category,
    entryType: typed.entryType,
    price: typed.price,
    priceNote: typed.priceNote,
    licence: typed.licence?.trim(),
  };
  try {
    await editVendor(parts.office, { slug, patch }, person);
    return c.redirect(`/vendors/${slug}/edit?saved=1`, 303);
  } catch (error) {
    if (!(error instanceof Refused) || error.status === 403 || error.status === 404) throw error;
    const vendor = await knownVendor(parts.office, slug);
    return editPage(c, parts, { vendor, typed, problem: error, saved: false }, error.status);
  }
}

async function editPage(
  c: Asked,
  parts: WebParts,
  shownForm: { vendor: Vendor; typed: Record<string, string>; problem: Refused | null; saved: boolean },
  status?: Refused['status'],
): Promise<Response> {
  const { store, rubric } = parts.office;
  const published = await store.publications.latest(shownForm.vendor.slug);
  const apart = published && !published.withdrawn ? factsApart(published.analysis.vendor, shownForm.vendor) : [];
  const form = <EditVendorPage frame={frameOf(c, parts)} stack={rubric.stack} apart={apart} {...shownForm} />;
  return page(c, form, status ?? 200);
}

function typedOf({
  name,
  sources,
  homepage,
  layer,
  category,
  entryType,
  price,
  licence,
}: Vendor): Record<string, string> {
  return {
    ...{ name, homepage, entryType, licence },
    sources: sources.join('\n'),
    place: `${layer}/${category}`,
    price: price.kind,
    priceNote: price.note,
  };
}

import { z } from 'zod';
import { asOf } from '../../actions/as-of.ts';
import { pastPublication } from '../../actions/past-publication.ts';
import { standing } from '../../actions/standing.ts';
import { whatChanged } from '../../actions/what-changed.ts';
import { withdraw } from '../../actions/withdraw.ts';
import { CatalogueLine, catalogueLine } from '../../domain/catalogue-line.ts';
import { ChangeStory } from '../../domain/change-story.ts';
import { sha256 } from '../../domain/digest.ts';
import { News } from '../../domain/news.ts';
import { Publication } from '../../domain/publication.ts';
import { Refused } from '../../errors.ts';
import type { Store } from '../../ports.ts';
import { askedOfCatalogue, CatalogueFields } from './catalogue-query-fields.ts';
import { filteredPublications } from './filtered-publications.ts';
import { ListQuery, listOf } from './listing.ts';
import { type ApiRoute, route } from './route.ts';

const bySlug = z.object({ slug: z.string() });
/** A day, which means its end in UTC, or an instant. */
const AsOfQuery = z.object({ 'as-of': z.string().max(40).optional() });
const Told = News.extend({ story: ChangeStory });

export const publicationRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/publications',
    right: 'public',
    summary: 'The catalogue: the latest publication of each product, now or as of a past time',
    query: ListQuery.extend(AsOfQuery.shape).extend(CatalogueFields.shape),
    reply: listOf(CatalogueLine).extend({
      /** Where something was asked of the catalogue: how many fit, and how many with each value of a filter. */
      total: z.int().optional(),
      counts: z.record(z.string(), z.record(z.string(), z.int())).optional(),
    }),
    handle: async ({ query, search, answer }, { office, version }) => {
      const moment = asOf(query['as-of'], office.clock.now());
      const wanted = askedOfCatalogue(search, office.rubric);
      const state = await office.store.publications.state();
      answer('etag', `"${sha256(JSON.stringify([version, state, search.toString()])).slice(0, 32)}"`);
      answer('cache-control', 'public, max-age=60');
      const { items, ...rest } = wanted
        ? await filteredPublications(office, { query: wanted, moment }, query)
        : moment
          ? await office.store.news.catalogueAt(moment.at, { ...query, withdrawnSince: false })
          : await office.store.publications.catalogue(query);
      return { items: items.map(catalogueLine), ...rest };
    },
  }),
  route({
    method: 'get',
    path: '/api/publications/{slug}',
    right: 'public',
    summary: 'The latest publication of a product, now or as of a past time',
    params: bySlug,
    query: AsOfQuery,
    reply: Publication,
    handle: async ({ params, query, answer }, { office }) => {
      const moment = asOf(query['as-of'], office.clock.now());
      const publication = moment
        ? await pastPublication(office.store, moment, { slug: params.slug, person: null })
        : await published(office.store, params.slug);
      standing(publication);
      answer('etag', etagOf(publication));
      answer('cache-control', 'public, max-age=60');
      return publication;
    },
  }),
  route({
    method: 'get',
    path: '/api/publications/{slug}/versions/{version}',
    right: 'public',
    summary: 'One version of a product’s publication',
    params: bySlug.extend({ version: z.coerce.number().int().positive() }),
    reply: Publication,
    handle: async ({ params, answer }, { office }) => {
      const publication = await office.store.publications.version(params.slug, params.version);
      if (!publication) throw unpublished(params.slug);
      standing(publication);
      answer('etag', etagOf(publication));
      answer('cache-control', 'public, max-age=60');
      return publication;
    },
  }),
  route({
    method: 'get',
    path: '/api/changes',
    right: 'public',
    summary: 'Publications and withdrawals, newest first, with what each changed',
    query: ListQuery.extend({ slug: z.string().optional() }),
    reply: listOf(Told),
    handle: async ({ query, answer }, { office, version }) => {
      const state = await office.store.publications.state();
      answer('etag', `"${sha256(JSON.stringify([version, office.rubric.digest, state, query])).slice(0, 32)}"`);
      answer('cache-control', 'public, max-age=60');
      const { items, ...cursors } = await office.store.news.list(query);
      return { items: await whatChanged(office, items), ...cursors };
    },
  }),
  route({
    method: 'post',
    path: '/api/publications/{slug}/withdraw',
    right: 'decide',
    summary: 'Takes a publication down, with a reason that readers see',
    params: bySlug,
    body: z.strictObject({ reason: z.string().max(2000) }),
    reply: z.object({ slug: z.string(), withdrawn: z.literal(true) }),
    handle: async ({ params, body, person }, { office }) => {
      await withdraw(office, { slug: params.slug, reason: body.reason }, person);
      return { slug: params.slug, withdrawn: true };
    },
  }),
];

/** Two versions may say the same, and one that was replaced says so: the content alone does not name the answer. */
function etagOf({ contentDigest, version, state }: Publication): string {
  return `"${contentDigest}.${version}.${state}"`;
}

async function published(store: Store, slug: string): Promise<Publication> {
  const publication = await store.publications.latest(slug);
  if (publication) return publication;
  throw unpublished(slug);
}

function unpublished(slug: string): Refused {
  return new Refused({
    status: 404,
    code: 'not-published',
    message: `Nothing is published under "${slug}".`,
    advice: 'See /api/publications for what is.',
  });
}

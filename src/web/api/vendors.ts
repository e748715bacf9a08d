import { z } from 'zod';
import { addVendor } from '../../actions/add-vendor.ts';
import { editVendor, knownVendor, VendorPatch } from '../../actions/edit-vendor.ts';
import { importVendors } from '../../actions/import-vendors.ts';
import { PlannedInput, planVendor } from '../../actions/plan-vendor.ts';
import { VendorInput } from '../../actions/vendor-input.ts';
import { Vendor } from '../../domain/vendor.ts';
import { VendorPlan } from '../../domain/vendor-plan.ts';
import { ListQuery, listOf } from './listing.ts';
import { type ApiRoute, route } from './route.ts';

const bySlug = z.object({ slug: z.string() });
const anyFields = z.record(z.string(), z.unknown());

export const vendorRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/vendors',
    right: 'read',
    summary: 'The products that are analysed',
    query: ListQuery.extend({ archived: z.enum(['true', 'false']).optional() }),
    reply: listOf(Vendor),
    handle: ({ query }, { office }) =>
      office.store.vendors.list({
        limit: query.limit,
        after: query.after,
        before: query.before,
        archived: query.archived === 'true',
      }),
  }),
  route({
    method: 'post',
    path: '/api/vendors',
    right: 'enqueue',
    summary: 'Adds a product',
    body: VendorInput,
    reply: Vendor,
    status: 201,
    handle: ({ body, person }, { office }) => addVendor(office, body, person),
  }),
  route({
    method: 'post',
    path: '/api/vendors/plan',
    right: 'enqueue',
    summary: 'What a crawl of a product would read, and what its pages say it is, without adding it',
    body: PlannedInput,
    reply: VendorPlan,
    handle: ({ body, person }, { office, planCrawl }) => planVendor(office, { input: body, planCrawl }, person),
  }),
  route({
    method: 'post',
    path: '/api/vendors/import',
    right: 'enqueue',
    summary: 'Adds many products; every bad row is named by line and field',
    body: z.strictObject({
      rows: z
        .array(z.strictObject({ line: z.int().positive(), fields: anyFields }))
        .min(1)
        .max(5000),
      partial: z.boolean().default(false),
    }),
    reply: z.object({
      added: z.array(z.string()),
      refused: z.array(z.object({ line: z.int(), field: z.string(), message: z.string() })),
    }),
    handle: ({ body, person }, { office }) => importVendors(office, body, person),
  }),
  route({
    method: 'get',
    path: '/api/vendors/{slug}',
    right: 'read',
    summary: 'One product',
    params: bySlug,
    reply: Vendor,
    handle: ({ params }, { office }) => knownVendor(office, params.slug),
  }),
  route({
    method: 'patch',
    path: '/api/vendors/{slug}',
    right: 'edit',
    summary: 'Changes a product, or archives it',
    params: bySlug,
    body: VendorPatch,
    reply: Vendor,
    handle: ({ params, body, person }, { office }) => editVendor(office, { slug: params.slug, patch: body }, person),
  }),
];

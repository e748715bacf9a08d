import { z } from 'zod';
import { startUpgrade } from '../../actions/start-upgrade.ts';
import { upgradable } from '../../actions/upgradable.ts';
import { Producer } from '../../domain/producer.ts';
import { UpgradeShadow } from '../../domain/upgrade-shadow.ts';
import { type ApiRoute, route } from './route.ts';

const asked = {
  /** No model, whatever is set. */
  offline: z.boolean().default(false),
  budgetUsd: z.number().positive().optional(),
};

/** What a new rubric, prompt, model or program does to what stands, over stored pages. */
export const upgradeRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/upgrades',
    right: 'administer',
    summary: 'The products that a new rubric, prompt, model or program can be tried on, and who would make them now',
    query: z.object({ offline: z.enum(['true', 'false']).default('false') }),
    reply: z.object({
      producer: Producer,
      items: z.array(z.object({ slug: z.string(), name: z.string(), published: z.boolean() })),
    }),
    handle: async ({ query }, { office, upgrades }) => ({
      producer: upgrades.producer(query.offline === 'true'),
      items: await upgradable(office),
    }),
  }),
  route({
    method: 'post',
    path: '/api/upgrades/{slug}/shadow',
    right: 'administer',
    summary: 'What would change if a product were made anew from its stored pages; makes no draft and asks no vendor',
    params: z.object({ slug: z.string() }),
    // Without `ask` the model is not asked: kept replies answer, and what they do not is counted with its price.
    body: z.strictObject({ ...asked, ask: z.boolean().default(false) }),
    reply: UpgradeShadow,
    handle: ({ params, body }, { upgrades }) => upgrades.shadow({ slug: params.slug, ...body }),
  }),
  route({
    method: 'post',
    path: '/api/upgrades/{slug}',
    right: 'administer',
    summary: 'Makes a product anew from its stored pages, for review; the same upgrade of the same analysis once',
    params: z.object({ slug: z.string() }),
    body: z.strictObject(asked),
    reply: z.object({ runId: z.string(), started: z.boolean() }),
    status: 202,
    handle: async ({ params, body, person }, { office, upgrades }) => {
      const producer = upgrades.producer(body.offline);
      const { run, started } = await startUpgrade(office, { slug: params.slug, ...body, producer }, person);
      return { runId: run.id, started };
    },
  }),
];

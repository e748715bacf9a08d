import { z } from 'zod';
import { cancelRun, knownRun, retryRun } from '../../actions/change-run.ts';
import { startRun } from '../../actions/start-run.ts';
import { RunOutcome } from '../../domain/closed-lists.ts';
import { RunStatus } from '../../domain/run.ts';
import { ListQuery, listOf } from './listing.ts';
import { type ApiRoute, route } from './route.ts';

const byId = z.object({ id: z.string() });

const Entry = z.object({
  sequence: z.int(),
  at: z.string(),
  stage: z.string(),
  kind: z.string(),
  text: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

export const runRoutes: readonly ApiRoute[] = [
  route({
    method: 'post',
    path: '/api/runs',
    right: 'enqueue',
    summary: 'Starts an analysis; a run of the same product that is under way is given back',
    body: z.strictObject({
      vendor: z.string(),
      cause: z.enum(['new', 'manual']).default('manual'),
      again: z.boolean().default(false),
      offline: z.boolean().default(false),
      /** In dollars; the settings' own cap holds beside it. */
      budgetUsd: z.number().positive().optional(),
    }),
    reply: z.object({ runId: z.string(), started: z.boolean() }),
    status: 202,
    handle: async ({ body, person, header }, { office }) => {
      const key = header('idempotency-key') ?? null;
      const { run, started } = await startRun(office, { slug: body.vendor, ...body, key }, person);
      return { runId: run.id, started };
    },
  }),
  route({
    method: 'get',
    path: '/api/runs',
    right: 'read',
    summary: 'Runs, newest first',
    query: ListQuery.extend({
      vendor: z.string().optional(),
      outcome: z.enum([...RunOutcome.options, 'running']).optional(),
    }),
    reply: listOf(RunStatus),
    handle: ({ query }, { office }) =>
      office.store.runs.list({
        limit: query.limit,
        after: query.after,
        before: query.before,
        slug: query.vendor,
        outcome: query.outcome,
      }),
  }),
  route({
    method: 'get',
    path: '/api/runs/{id}',
    right: 'read',
    summary: 'Where a run stands',
    params: byId,
    reply: RunStatus,
    handle: ({ params }, { office }) => knownRun(office, params.id),
  }),
  route({
    method: 'get',
    path: '/api/runs/{id}/journal',
    right: 'read',
    summary: 'What happened in a run, oldest first, from a sequence number on',
    params: byId,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(500),
    }),
    reply: z.object({ items: z.array(Entry) }),
    handle: async ({ params, query }, { office }) => {
      await knownRun(office, params.id);
      return { items: await office.store.journal.read(params.id, query.after, query.limit) };
    },
  }),
  route({
    method: 'post',
    path: '/api/runs/{id}/retry',
    right: 'enqueue',
    summary: 'Takes a failed or cancelled run up again where it ended',
    params: byId,
    reply: RunStatus,
    handle: ({ params, person }, { office }) => retryRun(office, params.id, person),
  }),
  route({
    method: 'post',
    path: '/api/runs/{id}/cancel',
    right: 'enqueue',
    summary: 'Stops a run',
    params: byId,
    reply: RunStatus,
    handle: ({ params, person }, { office }) => cancelRun(office, params.id, person),
  }),
];

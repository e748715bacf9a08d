import { z } from 'zod';
import { knownRun } from '../../actions/change-run.ts';
import { knownExchange } from '../../actions/model-calls.ts';
import { ModelCall, ModelExchange } from '../../domain/model-call.ts';
import { ListQuery, listOf } from './listing.ts';
import { type ApiRoute, route } from './route.ts';

/** What a model was asked in runs, what it answered, and what that cost. */
export const modelCallRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/runs/{id}/calls',
    right: 'read',
    summary: 'The calls to a model in a run, oldest first, without their texts',
    params: z.object({ id: z.string() }),
    query: ListQuery,
    reply: listOf(ModelCall),
    handle: async ({ params, query }, { office }) => {
      await knownRun(office, params.id);
      return office.store.ledger.calls(params.id, query);
    },
  }),
  route({
    method: 'get',
    path: '/api/model-exchanges/{digest}',
    right: 'read',
    summary: 'A request to a model as it was sent, and its reply',
    params: z.object({ digest: z.string().regex(/^[0-9a-f]{64}$/, 'must be a digest of 64 hexadecimal digits') }),
    reply: ModelExchange,
    handle: ({ params }, { office }) => knownExchange(office, params.digest),
  }),
];

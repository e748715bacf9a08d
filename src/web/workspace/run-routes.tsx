import type { Hono } from 'hono';
import { allow } from '../../actions/allow.ts';
import { cancelRun, knownRun, retryRun } from '../../actions/change-run.ts';
import { callsOf, knownCall } from '../../actions/model-calls.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { signedIn } from './asked.ts';
import { CallPage } from './call-page.tsx';
import { awaitingReview } from './run-outcome.ts';
import { RunPage } from './run-page.tsx';
import { RunsPage } from './runs-page.tsx';

/** The pages of runs and of their calls to a model. */
export function addRunPages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { office } = parts;
  app.get('/runs', async (c) => {
    allow(signedIn(c), 'read');
    const { items } = await office.store.runs.list({ limit: 100 });
    // Of each product one draft at most waits, so that this many cover all but the largest catalogues.
    const drafts = await office.store.drafts.list({ limit: 200, states: [...awaitingReview] });
    const waiting = new Set(drafts.items.map(({ id }) => id));
    return page(c, <RunsPage frame={frameOf(c, parts)} runs={items} waiting={waiting} />);
  });

  app.get('/runs/:id', async (c) => {
    allow(signedIn(c), 'read');
    const run = await knownRun(office, c.req.param('id'));
    const calls = await callsOf(office, run.runId);
    const journal = await office.store.journal.read(run.runId, 0, 1000);
    const draft = run.draftId ? await office.store.drafts.state(run.draftId) : null;
    const waits = draft !== null && awaitingReview.includes(draft.state);
    return page(c, <RunPage frame={frameOf(c, parts)} run={run} waits={waits} calls={calls} journal={journal} />);
  });

  app.get('/runs/:id/calls/:call', async (c) => {
    allow(signedIn(c), 'read');
    const run = await knownRun(office, c.req.param('id'));
    const { call, exchange } = await knownCall(office, run.runId, c.req.param('call'));
    return page(c, <CallPage frame={frameOf(c, parts)} run={run} call={call} exchange={exchange} />);
  });

  app.post('/runs/:id/retry', async (c) => {
    await retryRun(office, c.req.param('id'), signedIn(c));
    return c.redirect(`/runs/${c.req.param('id')}`, 303);
  });

  app.post('/runs/:id/cancel', async (c) => {
    await cancelRun(office, c.req.param('id'), signedIn(c));
    return c.redirect(`/runs/${c.req.param('id')}`, 303);
  });
}

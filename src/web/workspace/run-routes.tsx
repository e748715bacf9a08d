import type { Hono } from 'hono';
import { allow } from '../../actions/allow.ts';
import { cancelRun, knownRun, retryRun } from '../../actions/change-run.ts';
import { callsOf, knownCall, partOf } from '../../actions/model-calls.ts';
import { unreadVendors } from '../../actions/unread-vendors.ts';
import { asset } from '../asset.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { turnsOf } from '../public/pager.tsx';
import { frameOf, page } from '../render.ts';
import { signedIn } from './asked.ts';
import { CallPage } from './call-page.tsx';
import { liveScripts } from './live-scripts.ts';
import { modelLack } from './model-lack.ts';
import { awaitingReview } from './run-outcome.ts';
import { RunPage } from './run-page.tsx';
import { addRunsEvents } from './runs-events.ts';
import { RunsPage } from './runs-page.tsx';

/** Runs on one page. */
const runsShown = 50;
/** Entries of a journal that one page shows: a run with a model writes about 400. */
const mostEntries = 2_000;

/** The pages of runs and of their calls to a model. */
export function addRunPages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { office } = parts;
  const now = (): string => office.clock.now().toISOString();
  for (const { path, text } of liveScripts) {
    app.get(path, asset({ text, type: 'text/javascript', keep: 'ever' }));
  }
  addRunsEvents(app, parts);

  app.get('/runs', async (c) => {
    allow(signedIn(c), 'read');
    const { before, after } = c.req.query();
    const { search } = new URL(c.req.url);
    const here = `/runs${search}`;
    const { items, ...cursors } = await office.store.runs.list({ limit: runsShown, before, after });
    const states = await office.store.drafts.states(items.flatMap(({ draftId }) => draftId ?? []));
    const waiting = new Set([...states].filter(([, state]) => awaitingReview.includes(state)).map(([id]) => id));
    return page(
      c,
      <RunsPage
        frame={frameOf(c, parts)}
        runs={items}
        turns={turnsOf(cursors, '/runs')}
        waiting={waiting}
        here={here}
        now={now()}
        unread={before || after ? [] : await unreadVendors(office)}
      />,
    );
  });

  app.get('/runs/:id', async (c) => {
    allow(signedIn(c), 'read');
    const run = await knownRun(office, c.req.param('id'));
    const calls = await callsOf(office, run.runId);
    const journal = await office.store.journal.read(run.runId, 0, mostEntries);
    const draft = run.draftId ? await office.store.drafts.state(run.draftId) : null;
    const waits = draft !== null && awaitingReview.includes(draft.state);
    const made =
      run.draftId && calls.length > 0 ? (await office.store.drafts.revisions(run.draftId)).at(-1) : undefined;
    const lack = made ? modelLack(made, calls) : null;
    const shown = { run, waits, calls, lack, journal, now: now() };
    return page(c, <RunPage frame={frameOf(c, parts)} {...shown} />);
  });

  app.get('/runs/:id/calls/:call', async (c) => {
    allow(signedIn(c), 'read');
    const run = await knownRun(office, c.req.param('id'));
    const { call, exchange } = await knownCall(office, run.runId, c.req.param('call'));
    const part = await partOf(office, run, call);
    return page(c, <CallPage frame={frameOf(c, parts)} {...{ run, call, exchange, part }} />);
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

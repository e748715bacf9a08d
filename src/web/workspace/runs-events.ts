import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { allow } from '../../actions/allow.ts';
import { digestOf } from '../../domain/digest.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { signedIn } from './asked.ts';

/** How often running runs are looked at for a listener, in milliseconds: quick to a person, light on the database. */
const interval = 1_000;
/** As many runs as a page of the list holds. */
const watched = 50;
/** A stream ends after so many looks; the browser opens it again, and whoever may not listen any more is refused then. */
const mostLooks = 600;

/** `GET /runs/events`: a `change` whenever a run that is under way has moved on, and `end` once none is. */
export function addRunsEvents(app: Hono<{ Variables: WebVariables }>, { office }: WebParts): void {
  app.get('/runs/events', (c) => {
    allow(signedIn(c), 'read');
    return streamSSE(c, async (stream) => {
      let seen: string | null = null;
      for (let looks = 0; looks < mostLooks && !stream.aborted; looks += 1) {
        const { items } = await office.store.runs.list({ limit: watched, outcome: 'running' });
        const now = digestOf(
          items.map(({ runId, stage, progress, updatedAt }) => ({ runId, stage, progress, updatedAt })),
        );
        if (items.length === 0) {
          await stream.writeSSE({ event: 'end', data: '' });
          return;
        }
        if (now !== seen && seen !== null) await stream.writeSSE({ event: 'change', data: '' });
        seen = now;
        await stream.sleep(interval);
      }
    });
  });
}

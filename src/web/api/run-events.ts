import type { OpenAPIHono } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { knownRun } from '../../actions/change-run.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { askingPerson } from './asking-person.ts';
import { problemReply } from './problem-reply.ts';

/** How often the journal is looked at for a listener, in milliseconds: quick to a person, light on the database. */
const interval = 400;

/** `GET /api/runs/{id}/events`: the journal as server-sent events, and an `end` event when the run has ended. */
export function addRunEvents(app: OpenAPIHono<{ Variables: WebVariables }>, parts: WebParts): void {
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/runs/{id}/events',
    operationId: 'getRunsByIdEvents',
    tags: ['runs'],
    summary: 'What happens in a run as server-sent events; `end` when it has ended',
    security: [{ bearer: [] }],
    request: { params: z.object({ id: z.string() }) },
    responses: {
      200: {
        description: 'Events named after the kind of journal entry.',
        content: { 'text/event-stream': { schema: { type: 'string' } } },
      },
      401: problemReply('No valid token or session.'),
      403: problemReply('The role or the scope is missing.'),
      404: problemReply('There is no such run.'),
    },
  });
  app.get('/api/runs/:id/events', async (c) => {
    askingPerson(c, { right: 'read', scope: 'read' });
    const runId = c.req.param('id');
    await knownRun(parts.office, runId);
    return streamSSE(c, async (stream) => {
      let after = Number(c.req.header('last-event-id') ?? 0) || 0;
      while (!stream.aborted) {
        const status = await knownRun(parts.office, runId);
        const entries = await parts.office.store.journal.read(runId, after, 500);
        for (const entry of entries) {
          after = entry.sequence;
          await stream.writeSSE({ id: String(after), event: entry.kind, data: JSON.stringify(entry) });
        }
        if (status.outcome !== null && entries.length === 0) {
          await stream.writeSSE({ event: 'end', data: JSON.stringify(status) });
          return;
        }
        if (entries.length === 0) await stream.sleep(interval);
      }
    });
  });
}

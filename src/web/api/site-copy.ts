import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { refusedFields } from '../../actions/vendor-input.ts';
import { copiedPages } from '../copied-pages.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { unknownSite } from '../public/unknown-site.ts';
import { askingPerson } from './asking-person.ts';
import { problemReply } from './problem-reply.ts';

/** The pages of a product and a few that they link to; their addresses fit the line of a request. */
const mostPages = 16;

const Query = z.object({
  path: z
    .array(z.string().max(2000).startsWith('/'))
    .min(1)
    .max(mostPages)
    .describe('the addresses of the pages on this server, each as a parameter of its own'),
  at: z.iso.datetime().optional().describe('the time that the pages take for now'),
  placed: z
    .literal('1')
    .optional()
    .describe(`set where it is known where the copy will stand; ${unknownSite} then stands for its address`),
});

/**
 * `GET /api/site-copy`: what `assay export` is made of, and no more than strangers see at the same addresses. Pages stand
 * in the body as they are, one behind the other, and a header tells them apart: an export asks for thousands.
 */
export function addSiteCopy(app: OpenAPIHono<{ Variables: WebVariables }>, parts: WebParts): void {
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/site-copy',
    operationId: 'getSiteCopy',
    tags: ['publications'],
    summary: 'Public pages as they stand in a copy of the site without a server',
    security: [{ bearer: [] }],
    request: { query: Query },
    responses: {
      200: {
        description:
          'The pages, or what is said in their place, one behind the other; `x-pages` is a JSON list of their statuses, types and lengths in bytes, `x-made-by` the version of Assay and its rubric’s digest.',
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      401: problemReply('No valid token or session.'),
      403: problemReply('The role or the scope is missing.'),
      422: problemReply('An address or the time is none, or there are too many.'),
    },
  });
  app.get('/api/site-copy', async (c) => {
    askingPerson(c, { right: 'read', scope: 'read' });
    const asked = Query.safeParse({ ...c.req.query(), path: c.req.queries('path') });
    if (!asked.success) throw refusedFields(asked.error);
    const { path: paths, at, placed } = asked.data;
    const now = at ? new Date(at) : parts.office.clock.now();
    const pages = copiedPages(parts, { now, placed: placed === '1' });
    const told: { status: number; type: string; bytes: number }[] = [];
    const bodies: Buffer[] = [];
    for (const path of paths) {
      const reply = await pages.request(path);
      const body = Buffer.from(await reply.arrayBuffer());
      bodies.push(body);
      const type = reply.headers.get('content-type') ?? 'text/plain';
      told.push({ status: reply.status, type, bytes: body.length });
    }
    return new Response(new Uint8Array(Buffer.concat(bodies)), {
      headers: {
        'content-type': 'application/octet-stream',
        'x-pages': JSON.stringify(told),
        'x-made-by': `${parts.version} ${parts.office.rubric.digest}`,
      },
    });
  });
}

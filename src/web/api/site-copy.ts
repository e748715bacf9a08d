import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { refusedFields } from '../../actions/vendor-input.ts';
import { copiedPages } from '../copied-pages.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { unknownSite } from '../public/unknown-site.ts';
import { askingPerson } from './asking-person.ts';
import { problemReply } from './problem-reply.ts';

const Query = z.object({
  path: z.string().max(2000).startsWith('/').describe('the address of the page on this server'),
  at: z.iso.datetime().optional().describe('the time that the page takes for now'),
  placed: z
    .literal('1')
    .optional()
    .describe(`set where it is known where the copy will stand; ${unknownSite} then stands for its address`),
});

/**
 * `GET /api/site-copy`: what `assay export` is made of, and no more than strangers see at the same address. A page is the
 * body as it is, with its own status in a header: an export asks for thousands.
 */
export function addSiteCopy(app: OpenAPIHono<{ Variables: WebVariables }>, parts: WebParts): void {
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/site-copy',
    operationId: 'getSiteCopy',
    tags: ['publications'],
    summary: 'A public page as it stands in a copy of the site without a server',
    security: [{ bearer: [] }],
    request: { query: Query },
    responses: {
      200: {
        description:
          'The page, or what is said in its place; `x-page-status` is the status it has on the server, `x-made-by` the version of Assay and its rubric’s digest.',
        content: { 'text/html': { schema: { type: 'string' } } },
      },
      401: problemReply('No valid token or session.'),
      403: problemReply('The role or the scope is missing.'),
      422: problemReply('The address or the time is none.'),
    },
  });
  app.get('/api/site-copy', async (c) => {
    askingPerson(c, { right: 'read', scope: 'read' });
    const asked = Query.safeParse(c.req.query());
    if (!asked.success) throw refusedFields(asked.error);
    const { path, at, placed } = asked.data;
    const now = at ? new Date(at) : parts.office.clock.now();
    const reply = await copiedPages(parts, { now, placed: placed === '1' }).request(path);
    const type = reply.headers.get('content-type') ?? 'text/plain';
    const madeBy = `${parts.version} ${parts.office.rubric.digest}`;
    const headers = { 'content-type': type, 'x-page-status': String(reply.status), 'x-made-by': madeBy };
    return new Response(reply.body, { headers });
  });
}

import type { BullQueue } from './backend.ts';
import type { QueueSettings } from './settings.ts';

/** Answers the requests below one path. */
type Board = (request: Request) => Promise<Response>;

/**
 * Bull Board over the queues, to look at and not to touch: every button is off, and whoever mounts it lets GET through
 * alone. Its page is changed in two places, so that nothing foreign is loaded and no inline style is needed.
 */
export async function openBoard(
  queues: readonly BullQueue[],
  { at, kind }: { at: string; kind: QueueSettings['kind'] },
): Promise<Board> {
  const [{ createBullBoard }, { BullMQAdapter }, { HonoAdapter }, { serveStatic }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/hono'),
    import('@hono/node-server/serve-static'),
  ]);
  // The board is asked without the path it stands under, which its own rewriting would look for.
  const serveFiles: typeof serveStatic = (options) =>
    serveStatic({ ...options, rewriteRequestPath: (path) => path.replace(/^\/static/, '') });
  const server = new HonoAdapter(serveFiles);
  server.setBasePath(at);
  type Shown = ConstructorParameters<typeof BullMQAdapter>[0];
  createBullBoard({
    // Each is a BullMQ queue; `BullQueue` only names the part of it that is used elsewhere.
    queues: queues.map((queue) => new BullMQAdapter(queue as unknown as Shown, { readOnlyMode: true })),
    // The package of the server's side brings a copy of the other one, whose types are the same by another name.
    serverAdapter: server as unknown as Parameters<typeof createBullBoard>[0]['serverAdapter'],
    options: {
      // Only Redis knows who is connected; the others would be shown without a worker each.
      uiConfig: {
        showWorkers: kind === 'redis',
        boardTitle: 'Assay: queues',
        miscLinks: [{ text: 'Back to the runs', url: '/runs' }],
      },
    },
  });
  const app = server.registerPlugin();
  return async (request) => {
    const url = new URL(request.url);
    url.pathname = url.pathname.slice(at.length) || '/';
    const reply = await app.fetch(new Request(url, { method: 'GET', headers: request.headers }));
    return reply.headers.get('content-type')?.startsWith('text/html') ? ownPage(reply) : reply;
  };
}

async function ownPage(reply: Response): Promise<Response> {
  const page = (await reply.text())
    .replace(/<link href="https:\/\/[^>]*>/g, '')
    .replace(/(<div id="root">)[\s\S]*?<\/style>\s*(<\/div>)/, '$1Loading$2');
  return new Response(page, { status: reply.status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

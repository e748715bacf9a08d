import type { Context, Hono } from 'hono';
import { allow } from '../../actions/allow.ts';
import { Refused } from '../../errors.ts';
import { asset } from '../asset.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { signedIn } from './asked.ts';
import { boardColours, boardScript } from './board-script.ts';
import { QueuesPage } from './queues-page.tsx';

type Asked = Context<{ Variables: WebVariables }>;

const at = '/queues';

/** For Bull Board's page and files alone: its own scripts and pictures, and its `<base>`; still nothing inline and no other host. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // The one style that its toasts put into the page, by its digest; another one is refused.
  "style-src 'self' 'sha256-r2N1TB/gHbBtBZFKg7ejmq1acVSREzucTAEw6ga4hoU='",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Bull Board for administrators, to look at: nothing but GET reaches it, so nothing can be changed through it. Where it
 * cannot be shown, its page says so with our own counts.
 */
export function addQueuePages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  let opening: ReturnType<WebParts['queue']['board']> | null = null;

  const show = async (c: Asked): Promise<Response> => {
    allow(signedIn(c), 'administer');
    // HEAD comes here too; everything that would change something is refused below.
    try {
      opening ??= parts.queue.board(at);
      const board = await opening;
      const reply = await board(c.req.raw);
      const headers = new Headers(reply.headers);
      headers.set('content-security-policy', policy);
      if (!headers.get('content-type')?.startsWith('text/html')) {
        return new Response(reply.body, { status: reply.status, headers });
      }
      headers.delete('content-length');
      return new Response(withNames(await reply.text()), { status: reply.status, headers });
    } catch (error) {
      opening = null;
      const message = error instanceof Error ? error.message : String(error);
      parts.log('warn', 'The dashboard of the queue cannot be shown.', { message });
      return page(c, <QueuesPage frame={frameOf(c, parts)} counts={await parts.queue.counts()} />, 503);
    }
  };

  app.get(boardScript.path, asset({ text: boardScript.text, type: 'text/javascript', keep: 'ever' }));
  app.get(boardColours.path, asset({ text: boardColours.text, type: 'text/css', keep: 'ever' }));
  app.get(at, show);
  app.get(`${at}/*`, show);
  app.all(`${at}/*`, (c) => {
    allow(signedIn(c), 'administer');
    throw new Refused({
      status: 403,
      code: 'look-only',
      message: 'The queue is only looked at here; nothing was changed.',
      advice: 'Stop a run or take it up again on its own page.',
    });
  });
}

/** Bull Board's page with what makes it usable without sight of its pictures. */
function withNames(html: string): string {
  const head = `<link rel="stylesheet" href="${boardColours.path}"><script type="module" src="${boardScript.path}"></script></head>`;
  return html.replace('</head>', head);
}

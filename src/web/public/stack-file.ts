import type { Hono } from 'hono';
import { stackOf } from '../../actions/stack-of.ts';
import { keptAnswer } from '../kept-answer.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { stackMarkdown } from './markdown/stack-markdown.ts';

/** The stack of an address as a Markdown file; `/api/stack` gives it as JSON. */
export function addStackFile(app: Hono<{ Variables: WebVariables }>, { office, baseUrl }: WebParts): void {
  app.get('/stack.md', async (c) => {
    const told = await stackOf(office, new URL(c.req.url).searchParams, null);
    return keptAnswer(c, { body: stackMarkdown(told, baseUrl), type: 'text/markdown; charset=utf-8', seconds: 60 });
  });
}

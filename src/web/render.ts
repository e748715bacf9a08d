import type { Context } from 'hono';
import type { WebParts, WebVariables } from './parts.ts';
import { copyBase } from './public/copy-base.ts';
import type { Frame } from './public/layout.tsx';

/** A rendered element: JSX turned to text, escaped by hono. */
type Rendered = { toString(): string };
type Status = 200 | 400 | 401 | 403 | 404 | 409 | 410 | 412 | 414 | 422 | 428 | 429 | 500 | 503;

/** Answers with a page. */
export function page(c: Context, element: Rendered, status: Status = 200): Response {
  return c.body(`<!doctype html>${element.toString()}`, status, { 'content-type': 'text/html; charset=utf-8' });
}

/** The frame of a page for whoever asks. */
export function frameOf(c: Context<{ Variables: WebVariables }>, parts: WebParts): Frame {
  if (parts.copy) {
    return { person: null, stylesheet: parts.stylesheet.path, base: copyBase, site: parts.copy.site ?? undefined };
  }
  return {
    person: c.get('person'),
    name: c.get('holder')?.name,
    waiting: c.get('waiting'),
    stylesheet: parts.stylesheet.path,
    base: '',
    site: parts.baseUrl,
  };
}

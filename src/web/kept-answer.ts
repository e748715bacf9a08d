import type { Context } from 'hono';
import { sha256 } from '../domain/digest.ts';

type KeptType =
  | 'text/html; charset=utf-8'
  | 'text/markdown; charset=utf-8'
  | 'text/plain; charset=utf-8'
  | 'application/atom+xml; charset=utf-8'
  | 'application/xml; charset=utf-8'
  | 'application/ld+json'
  | 'application/schema+json'
  | 'application/json'
  | 'image/svg+xml';

/** What may be kept of an answer, and by whom. */
interface Kept {
  body: string;
  type: KeptType;
  /** Seconds that anybody may keep it without asking again. */
  seconds: number;
}

/** Answers with text that may be kept, or with 304 to whoever has this very text. What a signed-in person sees is not kept. */
export function keptAnswer(c: Context, { body, type, seconds }: Kept): Response {
  const etag = `W/"${sha256(body).slice(0, 32)}"`;
  const isPrivate = c.get('person') !== null;
  const headers = {
    'content-type': type,
    etag,
    'cache-control': isPrivate ? 'private, no-cache' : `public, max-age=${seconds}`,
    vary: 'cookie, authorization',
  };
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, headers);
  return c.body(body, 200, headers);
}

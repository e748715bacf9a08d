import type { MiddlewareHandler } from 'hono';
import { contentPolicy } from '../domain/content-policy.ts';

const policy = contentPolicy('by a header');

/** Headers of every answer: nothing but our own files may run, load, frame or receive anything. */
export const safeHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  // One page, which comes with a library, brings a policy of its own.
  if (!c.res.headers.has('content-security-policy')) c.header('content-security-policy', policy);
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'same-origin');
  c.header('cross-origin-opener-policy', 'same-origin');
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
};

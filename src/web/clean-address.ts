import type { MiddlewareHandler } from 'hono';
import { Refused } from '../errors.ts';

/** Refuses an address that holds U+0000: nothing here is called that, and the database has no place for it. */
export const cleanAddress: MiddlewareHandler = async (c, next) => {
  if (!c.req.url.includes('%00')) return next();
  throw new Refused({
    status: 400,
    code: 'odd-address',
    message: 'The address holds a character that no name here has (U+0000).',
    advice: 'Follow a link of the page, or type the address anew.',
  });
};

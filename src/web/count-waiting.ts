import type { MiddlewareHandler } from 'hono';
import { may } from '../domain/person.ts';
import type { WebParts, WebVariables } from './parts.ts';

/** Counts what waits for review, for the header of pages that people see who could take a draft. */
export function countWaiting(parts: WebParts): MiddlewareHandler<{ Variables: WebVariables }> {
  return async (c, next) => {
    const person = c.get('person');
    if (person && c.get('bySession') && may(person, 'enqueue')) {
      const { waiting, claimed } = await parts.office.store.drafts.counts();
      c.set('waiting', waiting + claimed);
    }
    await next();
  };
}

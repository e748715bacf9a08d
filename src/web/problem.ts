import type { Context } from 'hono';
import { z } from 'zod';
import { PipelineError, Refused } from '../errors.ts';

/** An RFC 9457 problem document, with what to do next and, for bad input, what is wrong where. */
export const Problem = z
  .strictObject({
    type: z.string().describe('an URN that names the kind of problem and stays the same'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('what was tried and what was seen'),
    advice: z.string().describe('what to do next'),
    errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).describe('what is wrong where'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** The problem document of an error. Says nothing of the inside of a bug but the request it can be found by. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof Refused) {
    return problem(error.status, error.code, {
      detail: error.message,
      advice: error.advice,
      errors: [...error.details],
    });
  }
  if (error instanceof PipelineError) {
    return problem(503, error.code, { detail: error.reason, advice: error.advice, errors: [] });
  }
  return problem(500, 'internal', {
    detail: 'Something went wrong on our side.',
    advice: `Try again; if it stays, report it with the request ${requestId}.`,
    errors: [],
  });
}

/** Answers with a problem document. */
export function sendProblem(c: Context, found: Problem): Response {
  // They were of the answer that was being made, which anybody may keep.
  c.header('etag', undefined);
  c.header('cache-control', undefined);
  return c.body(JSON.stringify(found), found.status as 400, { 'content-type': 'application/problem+json' });
}

function problem(status: number, code: string, rest: Pick<Problem, 'detail' | 'advice' | 'errors'>): Problem {
  return { type: `urn:assay:problem:${code}`, title: titles[status] ?? 'Error', status, ...rest };
}

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not in this state',
  410: 'Withdrawn',
  412: 'Changed meanwhile',
  414: 'Address too long',
  422: 'Wrong input',
  428: 'Say which version you saw',
  429: 'Too many tries',
  500: 'Internal error',
  503: 'Not available now',
};

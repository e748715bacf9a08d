import { Problem } from '../problem.ts';

/** An answer that is a problem document, for the OpenAPI document. */
export function problemReply(description: string) {
  return { description, content: { 'application/problem+json': { schema: Problem } } };
}

/** Failures of a model that say nothing about the question: a budget, an outage, an account without credit. */
const passing: ReadonlySet<string> = new Set(['capped', 'unavailable', 'quota']);

/** Whether a question that failed so may be answered another time. A refusal or a bad reply is an answer of its kind. */
export function mayAnswerLater(cause: string): boolean {
  return passing.has(cause);
}

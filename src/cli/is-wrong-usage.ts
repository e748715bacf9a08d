/**
 * Refusals of a server that say: this value can never be right, whatever the state of things. For a command they are wrong
 * usage, like a flag that the command itself refuses; every other refusal is a failure of the work.
 */
const wrongValues: ReadonlySet<string> = new Set([
  'bad-cursor',
  'bad-fields',
  'bad-name',
  'bad-slug',
  'bad-webhook',
  'no-cadence',
  'no-date',
  'no-target',
  'reason-missing',
  'unknown-category',
  'unknown-filter',
  'unknown-prompt',
]);

/** Whether a refusal of this code blames what was typed. */
export function isWrongUsage(code: string): boolean {
  return wrongValues.has(code);
}

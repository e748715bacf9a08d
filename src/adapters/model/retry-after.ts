/** What a `Retry-After` header asks for, in whole seconds from `now`; null where there is none or it is no such value. */
export function retryAfterSeconds(value: string | null, now: Date): number | null {
  if (value === null || value.trim() === '') return null;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Math.ceil(Number(value));
  const at = Date.parse(value);
  if (Number.isNaN(at)) return null;
  return Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}

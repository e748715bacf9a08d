/** No zone changes its clock but at a quarter of an hour of UTC. */
const quarter = 15 * 60_000;
/** Years of nights in a few zones. */
const mostKept = 20_000;

/** By zone and quarter of an hour; calendars ask over and over, and `Intl` takes its time. */
const known = new Map<string, number>();

/** Milliseconds by which a time zone's clock is ahead of UTC at an instant. */
export function aheadOfUtc(at: number, timeZone: string): number {
  const key = `${timeZone} ${Math.floor(at / quarter)}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const told = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(told) ?? [];
  const ahead = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  if (known.size >= mostKept) known.clear();
  known.set(key, ahead);
  return ahead;
}

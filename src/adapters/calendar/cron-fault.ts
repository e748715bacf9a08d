import { CronExpressionParser } from 'cron-parser';

/** The fields of a cron expression in their order, each with what it may be. */
const fields: readonly [name: string, values: string][] = [
  ['minute', '0 to 59'],
  ['hour', '0 to 23'],
  ['day of the month', '1 to 31'],
  ['month', '1 to 12, or JAN to DEC'],
  ['day of the week', '0 (Sunday) to 6 (Saturday), or SUN to SAT'],
];

/** What is wrong with a cron expression of five fields, by the field that it is in; null where nothing is. */
export function cronFault(cadence: string): string | null {
  if (isCron(cadence)) return null;
  const given = cadence.trim().split(/\s+/);
  // Each field is tried beside others that say nothing.
  const wrong = fields.findIndex(
    (_, at) => !isCron(fields.map((_field, place) => (place === at ? given[at] : '*')).join(' ')),
  );
  const [name, values] = fields[wrong] ?? [];
  const what = name
    ? `its ${name}, "${given[wrong]}", cannot be read; it takes ${values}, * for any, a list such as 1,3 or a range such as 1-3`
    : `no month of "${given[3]}" has a day ${given[2]}`;
  return `"${cadence}" is no cron expression: ${what}.`;
}

/** Of cron-parser's own: filled in by chance in each process, which would then not agree when a reading is due. */
const byChance = /(?:^|[\s,])H(?=$|[\s,/(])/i;

function isCron(text: string): boolean {
  if (byChance.test(text)) return false;
  try {
    CronExpressionParser.parse(text);
    return true;
  } catch {
    return false;
  }
}

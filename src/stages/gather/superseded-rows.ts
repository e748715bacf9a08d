import type { ReadUnit } from './read-unit.ts';

/** A row whose first cell is a version, of whatever its header says. */
const ofVersion = /^([^:|]{1,60}):\s*v?(\d+(?:\.\d+)+)\s*\|/;
const plainHeader = /^(?:version|release)s?$/i;
const measured = /:\s*\d[\d.,]*\s*(?:\||$)/g;

/** So many numbers beside the version make a row one of measurements, and not of dates or of what a release brought. */
const leastMeasured = 2;

/** Of the tables that measure versions of the product beside one another, the rows of those that are not the latest there. */
export function supersededRows(units: readonly ReadUnit[]): ReadonlySet<ReadUnit> {
  const tables = new Map<string, { unit: ReadUnit; version: number[] }[]>();
  for (const unit of units) {
    const { phrase, page, passage } = unit;
    if (phrase.kind !== 'row') continue;
    const [whole, header = '', version = ''] = ofVersion.exec(phrase.text) ?? [];
    if (whole === undefined || !isOwn(header, phrase.ownName)) continue;
    if ((phrase.text.slice(whole.length).match(measured) ?? []).length < leastMeasured) continue;
    const key = [page.url, ...passage.headings, header].join('\n');
    const rows = tables.get(key) ?? [];
    tables.set(key, rows);
    rows.push({ unit, version: version.split('.').map(Number) });
  }
  const superseded = [...tables.values()].flatMap((rows) =>
    rows.filter(({ version }) => rows.some((other) => isLater(other.version, version))),
  );
  return new Set(superseded.map(({ unit }) => unit));
}

function isOwn(header: string, ownName: ReadonlySet<string>): boolean {
  return plainHeader.test(header.trim()) || [...ownName].some((own) => header.toLowerCase().includes(own));
}

function isLater(a: readonly number[], b: readonly number[]): boolean {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

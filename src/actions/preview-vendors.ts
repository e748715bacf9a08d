import type { Person } from '../domain/person.ts';
import { type ReadingScope, readingScopeOf } from '../domain/reading-scope.ts';
import type { Stack } from '../domain/rubric.ts';
import type { SiteView } from '../domain/site-view.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { checkRows, type RefusedField, type VendorRow } from './check-rows.ts';
import { type Understood, understoodFields } from './understood-fields.ts';

/** Sites looked at together: a person waits, and each host still sees one request at a time. */
const atOnce = 8;
/** After so many milliseconds the rest is shown without a look; a browser's own patience is a few times as long. */
const patience = 20_000;

/** What was understood of one row, with what is wrong with it. */
export interface PreviewedVendor {
  line: number;
  /** As the row says, with what was guessed filled in. */
  fields: Record<string, unknown>;
  guessed: Understood['guessed'];
  /** Null where nobody looked: the address is none, is known already, or time was up. */
  site: SiteView | null;
  problems: Omit<RefusedField, 'line'>[];
}

/** Looks at a site; throws for nothing that a network does. */
export type LookAtSite = (scope: ReadingScope) => Promise<SiteView>;

/**
 * Reads rows as vendors, looks at each site, and fills in what the row left open. Adds and queues nothing. Throws
 * `Refused` (403) by role.
 */
export async function previewVendors(
  office: Office,
  { rows, look }: { rows: readonly VendorRow[]; look: LookAtSite },
  person: Person,
): Promise<PreviewedVendor[]> {
  allow(person, 'enqueue');
  const known = (await checkRows(office, rows)).refused;
  const until = office.clock.now().getTime() + patience;
  const sites = new Map<VendorRow, SiteView>();
  const waiting = rows.filter(({ line, fields }) => isAddress(fields.url) && !isRefused(known, line, 'url'));
  const worker = async (): Promise<void> => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      if (office.clock.now().getTime() < until) sites.set(row, await look(readingScopeOf(row.fields)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const filled = rows.map((row) => fill(office, row, sites.get(row) ?? null));
  const { refused } = await checkRows(office, filled);
  return filled.map((row) => ({
    ...row,
    problems: refused.filter(({ line }) => line === row.line).map(({ line: _at, ...problem }) => problem),
  }));
}

function fill(office: Office, { line, fields }: VendorRow, site: SiteView | null): Omit<PreviewedVendor, 'problems'> {
  const understood = understoodFields(office.rubric.stack, fields, site);
  return { line, ...understood, fields: placed(office.rubric.stack, understood.fields), site };
}

/** In a layer that the row names and whose category nobody knows, that layer's first stands for the person to change. */
function placed(stack: Stack, fields: Record<string, unknown>): Record<string, unknown> {
  const first = stack.layers.find(({ id }) => id === fields.layer)?.categories[0]?.id;
  return fields.category || !first ? fields : { ...fields, category: first };
}

function isRefused(refused: readonly RefusedField[], line: number, field: string): boolean {
  return refused.some((one) => one.line === line && one.field === field);
}

function isAddress(url: unknown): boolean {
  return typeof url === 'string' && /^https?:\/\/[^\s/]+/i.test(url.trim()) && URL.canParse(url.trim());
}

import { z } from 'zod';
import { EditNote } from '../../domain/edit.ts';
import { day } from '../public/day.ts';

/** What the log says beside an entry, in words. */
const words: Readonly<Record<string, string>> = {
  approvedBy: 'approved by',
  archived: 'archived',
  attempt: 'try',
  by: 'because of',
  cadence: 'how often',
  cause: 'cause',
  changed: 'changed',
  contentDigest: 'digest of the text',
  days: 'days',
  draftId: 'draft',
  edits: 'edits',
  ended: 'sessions ended',
  endedSessions: 'sessions ended',
  expiresAt: 'ends',
  from: 'before',
  host: 'host',
  item: 'part',
  items: 'parts',
  label: 'for',
  name: 'name',
  newer: 'later draft',
  parentRevision: 'made from revision',
  paused: 'paused',
  reason: 'reason',
  records: 'made from',
  reviewId: 'decision',
  revision: 'revision',
  role: 'role',
  runId: 'run',
  scopes: 'may',
  seen: 'digest of what was seen',
  slug: 'product',
  stage: 'stage',
  text: 'text',
  timeZone: 'time zone',
  to: 'now',
  tries: 'wrong passwords',
  version: 'version',
};

/** What says little at a glance, such as digests and ids, is told where the entry is opened. */
const whenOpened: ReadonlySet<string> = new Set([
  'contentDigest',
  'draftId',
  'edits',
  'expiresAt',
  'newer',
  'parentRevision',
  'records',
  'reviewId',
  'runId',
  'seen',
]);

/** Fields that name a person; `from` and `to` hold a role as well, which is never missing. */
const namesPerson: ReadonlySet<string> = new Set(['approvedBy', 'from', 'to']);

/** As much of a reason or a name as a row holds. */
const shortest = 40;
/** As much of a change: from what to what is the point of the row. */
const longest = 160;

/** The words for a field; one that is not here is shown by its name. */
export function detailWords(field: string): string {
  return words[field] ?? field;
}

/** Whether a field has words. */
export function knowsDetail(field: string): boolean {
  return field in words;
}

/** What stands in a field, for people: dates as dates, lists as lists, nothing as such. */
export function detailValue(field: string, value: unknown): string {
  if (value === null || value === undefined) return namesPerson.has(field) ? 'nobody' : 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') {
    return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? `${day(value)}, ${value.slice(11, 16)} UTC` : value;
  }
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ') || 'none';
  const edits = Edits.safeParse(value);
  if (edits.success) return edits.data.map(({ did, reason }) => (reason ? `${did} (${reason})` : did)).join('; ');
  const changes = Changes.safeParse(value);
  if (!changes.success) return JSON.stringify(value);
  const told = Object.entries(changes.data).map(([name, { from, to }]) => `${name} from ${from} to ${to}`);
  return told.join(', ') || 'nothing';
}

/** What the edits of one revision did. */
const Edits = z.array(EditNote).min(1);

/** Fields of a thing that became otherwise, by their words. */
const Changes = z.record(z.string(), z.strictObject({ from: z.string(), to: z.string() }));

/** What a row shows of its details before it is opened. */
export function detailInShort(detail: Readonly<Record<string, unknown>>): string {
  const told = Object.entries(detail).filter(([field, value]) => !whenOpened.has(field) && value !== null);
  const parts = told.map(([field, value]) => {
    const text = detailValue(field, value);
    const room = field === 'changed' ? longest : shortest;
    return `${detailWords(field)} ${text.length > room ? `${text.slice(0, room - 1).trimEnd()}…` : text}`;
  });
  return parts.join(' · ') || 'ids and digests';
}

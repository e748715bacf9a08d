import type { AuditState } from '../../actions/audit-state.ts';
import type { VerifiedAudit } from '../../actions/verify-audit.ts';
import type { AuditEntry } from '../../ports.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { day } from '../public/reading.ts';
import { Table } from '../public/table.tsx';
import { ChainView } from './audit-chain-view.tsx';
import { detailInShort, detailValue, detailWords } from './audit-detail-words.ts';
import { actionWords } from './audit-words.ts';

/** What of the log is shown; empty fields leave everything in. */
export interface AuditFilter {
  actor: string;
  action: string;
  subject: string;
}

interface AuditPageProps {
  frame: Frame;
  entries: AuditEntry[];
  filter: AuditFilter;
  state: AuditState;
  /** Null unless the chain was asked to be checked. */
  verified: VerifiedAudit | null;
  /** Whether there are older entries than those shown. */
  more: boolean;
}

/** The kinds of things that are done, as the beginnings of their names. */
const kinds: readonly [beginning: string, name: string][] = [
  ['', 'Everything'],
  ['draft.', 'Drafts'],
  ['publication.', 'Publications'],
  ['run.', 'Runs'],
  ['schedule.', 'Schedules'],
  ['vendor.', 'Products'],
  ['account.', 'People'],
];

/** Who did what when, newest first, and whether the chain of the log holds. */
export function AuditPage({ frame, entries, filter, state, verified, more }: AuditPageProps) {
  const last = entries.at(-1);
  const known = kinds.some(([beginning]) => beginning === filter.action);
  return (
    <Layout frame={frame} title="Audit" here="/audit">
      <h1>Audit</h1>
      <ChainView state={state} verified={verified} />
      <form method="get" action="/audit" class="filter-form">
        <label>
          Who
          <input name="actor" value={filter.actor} maxlength={200} placeholder="address" />
        </label>
        <label>
          What
          <select name="action">
            {known ? null : <option value={filter.action}>{actionWords(filter.action)}</option>}
            {kinds.map(([beginning, name]) => (
              <option value={beginning} selected={beginning === filter.action}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          On what
          <input name="subject" value={filter.subject} maxlength={200} placeholder="id or name" />
        </label>
        <button type="submit">Show</button>
      </form>
      {entries.length === 0 ? (
        <p class="empty">No entry of the log is like that. Leave fields empty to see more.</p>
      ) : (
        <Table
          head={['Entry', 'When', 'Who', 'What', 'On what', 'Details']}
          rows={entries.map((entry) => [
            <span title={entry.hash}>{entry.sequence}</span>,
            <time datetime={entry.at}>{`${day(entry.at)}, ${entry.at.slice(11, 19)} UTC`}</time>,
            <a href={hrefOf({ ...filter, actor: entry.actor })}>{entry.actor}</a>,
            <a href={hrefOf({ ...filter, action: entry.action })} title={entry.action}>
              {actionWords(entry.action)}
            </a>,
            <a href={hrefOf({ ...filter, subject: entry.subject })}>{entry.subject}</a>,
            <Detail detail={entry.detail} />,
          ])}
        />
      )}
      {more && last ? (
        <p>
          <a href={hrefOf(filter, { before: String(last.sequence) })}>Older entries</a>
        </p>
      ) : null}
      {entries.length > 0 ? <Downloads filter={filter} /> : null}
    </Layout>
  );
}

function Downloads({ filter }: { filter: AuditFilter }) {
  const filtered = Object.values(filter).some((value) => value !== '');
  return (
    <section class="downloads">
      <h2>Keep a copy elsewhere</h2>
      <p>
        Whoever can write to the database can write the log anew, up to what a copy outside of it holds.{' '}
        <code>assay verify --checkpoint FILE</code> compares either of these with the log later.
      </p>
      <ul>
        <li>
          <a href={hrefOf(filter, {}, '/audit/export')} download="">
            {filtered ? 'The entries above and older ones like them' : 'The whole log'}
          </a>
          , one JSON value a line
        </li>
        <li>
          <a href="/audit/checkpoint" download="">
            A checkpoint
          </a>
          , one line: how long the log is and the hash of its last entry, signed
        </li>
      </ul>
    </section>
  );
}

function Detail({ detail }: { detail: Record<string, unknown> }) {
  const fields = Object.entries(detail);
  if (fields.length === 0) return null;
  return (
    <details>
      <summary>{detailInShort(detail)}</summary>
      <dl class="detail">
        {fields.map(([name, value]) => (
          <>
            <dt>{detailWords(name)}</dt>
            <dd>{detailValue(name, value)}</dd>
          </>
        ))}
      </dl>
    </details>
  );
}

function hrefOf(filter: AuditFilter, more: Record<string, string> = {}, path = '/audit'): string {
  const query = new URLSearchParams(Object.entries({ ...filter, ...more }).filter(([, value]) => value !== ''));
  return query.size > 0 ? `${path}?${query}` : path;
}

import type { VerifiedAudit } from '../../actions/verify-audit.ts';
import type { AuditEntry } from '../../ports.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { day } from '../public/reading.ts';
import { Table } from '../public/table.tsx';

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
  /** The last row of the whole log. */
  head: AuditEntry | null;
  /** Null unless the chain was asked to be checked. */
  verified: VerifiedAudit | null;
  /** Whether there are older rows than those shown. */
  more: boolean;
}

/** The kinds of things that are done, as the beginnings of their names. */
const kinds: readonly [beginning: string, name: string][] = [
  ['', 'Everything'],
  ['draft.', 'Drafts'],
  ['publication.', 'Publications'],
  ['run.', 'Runs'],
  ['vendor.', 'Products'],
  ['account.', 'People'],
];

/** Who did what when, newest first, and whether the chain of the log holds. */
export function AuditPage({ frame, entries, filter, head, verified, more }: AuditPageProps) {
  const last = entries.at(-1);
  const known = kinds.some(([beginning]) => beginning === filter.action);
  return (
    <Layout frame={frame} title="Audit" here="/audit">
      <h1>Audit</h1>
      <Chain head={head} verified={verified} />
      <form method="get" action="/audit" class="filter-form">
        <label>
          Who
          <input name="actor" value={filter.actor} maxlength={200} placeholder="address" />
        </label>
        <label>
          What
          <select name="action">
            {known ? null : <option value={filter.action}>{filter.action}</option>}
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
        <p class="empty">No row of the log is like that. Leave fields empty to see more.</p>
      ) : (
        <Table
          head={['Row', 'When', 'Who', 'What', 'On what', 'Details']}
          rows={entries.map((entry) => [
            <span title={entry.hash}>{entry.sequence}</span>,
            <time datetime={entry.at}>{`${day(entry.at)}, ${entry.at.slice(11, 19)} UTC`}</time>,
            <a href={hrefOf({ ...filter, actor: entry.actor })}>{entry.actor}</a>,
            <a href={hrefOf({ ...filter, action: entry.action })}>{entry.action}</a>,
            <a href={hrefOf({ ...filter, subject: entry.subject })}>{entry.subject}</a>,
            <Detail detail={entry.detail} />,
          ])}
        />
      )}
      {more && last ? (
        <p>
          <a href={hrefOf(filter, { before: String(last.sequence) })}>Older rows</a>
        </p>
      ) : null}
    </Layout>
  );
}

function Chain({ head, verified }: { head: AuditEntry | null; verified: VerifiedAudit | null }) {
  if (!head) return <p class="soft">Nothing has been done yet.</p>;
  if (!verified) {
    return (
      <p>
        {head.sequence} rows, each holding the hash of the row before it; the last is{' '}
        <code title={head.hash}>{head.hash.slice(0, 16)}</code>. <a href="/audit?check=1">Check the whole chain</a>
      </p>
    );
  }
  if (verified.failures.length === 0) {
    return (
      <p class="notice" role="status">
        The chain holds: all {verified.entries} rows follow from the row before them, up to{' '}
        <code title={head.hash}>{head.hash.slice(0, 16)}</code>.
      </p>
    );
  }
  return (
    <div class="problem" role="alert">
      <p>
        <strong>The chain is broken.</strong> Somebody changed the log outside of Assay. Compare it with a backup.
      </p>
      <ul class="claims">
        {verified.failures.slice(0, 50).map(({ sequence, reason }) => (
          <li>
            Row {sequence}: {reason}.
          </li>
        ))}
      </ul>
    </div>
  );
}

function Detail({ detail }: { detail: Record<string, unknown> }) {
  const fields = Object.entries(detail);
  if (fields.length === 0) return null;
  return (
    <details>
      <summary>{fields.map(([name]) => name).join(', ')}</summary>
      <dl class="detail">
        {fields.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </>
        ))}
      </dl>
    </details>
  );
}

function hrefOf(filter: AuditFilter, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(Object.entries({ ...filter, ...more }).filter(([, value]) => value !== ''));
  return query.size > 0 ? `/audit?${query}` : '/audit';
}

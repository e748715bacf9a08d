import type { DraftState } from '../../domain/closed-lists.ts';
import type { DraftSummary } from '../../domain/draft.ts';
import type { Person } from '../../domain/person.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { Pager, type Turns } from '../public/pager.tsx';
import { Table } from '../public/table.tsx';
import { KeyHelp } from './review/key-help.tsx';
import { reviewScript } from './review/review-script.ts';

export const stateWords: Record<DraftState, string> = {
  waiting: 'Waits for a decision',
  claimed: 'Being reviewed',
  returned: 'Returned for changes',
  approved: 'Approved',
  rejected: 'Rejected',
  superseded: 'Replaced by a newer draft',
};

/** What of the queue is shown; everything open where nothing is named. */
export interface QueueFilter {
  state: DraftState | 'mine' | null;
  slug: string | null;
}

const filters: readonly [state: QueueFilter['state'], name: string][] = [
  [null, 'Open'],
  ['mine', 'Mine'],
  ['waiting', 'Waiting'],
  ['claimed', 'Being reviewed'],
  ['returned', 'Returned'],
  ['approved', 'Approved'],
  ['rejected', 'Rejected'],
  ['superseded', 'Replaced'],
];

interface QueueProps {
  frame: Frame;
  person: Person;
  drafts: DraftSummary[];
  turns: Turns;
  closed: DraftSummary[];
  filter: QueueFilter;
  /** Errors that readers report and nobody has answered. */
  reports: number;
  now: Date;
}

/** What waits for a person, most in need of attention first. */
export function ReviewQueuePage(props: QueueProps) {
  const { frame, person, drafts, turns, closed, filter, reports, now } = props;
  return (
    <Layout frame={frame} title="Review" here="/review" script={reviewScript.path}>
      <h1>Review</h1>
      <nav class="filters" aria-label="Which drafts">
        {filters.map(([state, name]) => (
          <a href={hrefOf(state, filter.slug)} aria-current={state === filter.state ? 'true' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      {reports > 0 ? (
        <p class="notice">
          <a href="/reports">
            {reports === 1 ? '1 report of an error waits' : `${reports} reports of errors wait`} for an answer
          </a>
        </p>
      ) : null}
      {filter.slug ? (
        <p class="soft">
          Drafts of {drafts[0]?.name ?? filter.slug} only. <a href={hrefOf(filter.state, null)}>See all</a>
        </p>
      ) : null}
      {drafts.length === 0 ? <Nothing filter={filter} /> : <DraftTable drafts={drafts} person={person} now={now} />}
      {drafts.length > 0 ? (
        <p class="soft">
          Warnings are what the analysis itself noted. A draft’s page lists them with the parts whose quotes want a
          look.
        </p>
      ) : null}
      <Pager turns={turns} of="drafts" />
      {closed.length > 0 ? (
        <section>
          <h2>Decided lately</h2>
          <DraftTable drafts={closed} person={person} now={now} />
        </section>
      ) : null}
      <KeyHelp />
    </Layout>
  );
}

function Nothing({ filter }: { filter: QueueFilter }) {
  return (
    <div class="empty">
      <h2>{filter.state === null ? 'Nothing waits' : 'No draft is in this state'}</h2>
      <p>
        <a href="/vendors/new">Add a product</a> to analyse, or see <a href="/runs">what is running</a>.
      </p>
    </div>
  );
}

function hrefOf(state: QueueFilter['state'], slug: string | null): string {
  const query = new URLSearchParams({ ...(state ? { state } : {}), ...(slug ? { vendor: slug } : {}) });
  return query.size > 0 ? `/review?${query}` : '/review';
}

function DraftTable({ drafts, person, now }: { drafts: DraftSummary[]; person: Person; now: Date }) {
  return (
    <Table
      head={['Product', 'State', 'Warnings', 'INPACT', 'GOALS', 'Analyst', 'Since']}
      rows={drafts.map((draft) => [
        <a href={`/review/${draft.id}`} data-row="">
          {draft.name}
        </a>,
        stateText(draft, person),
        doubtText(draft),
        `${draft.inpactTotal} of ${draft.inpactMax}`,
        `${draft.goalsTotal} of ${draft.goalsMax}`,
        draft.analyst === 'offline' ? 'Offline analyst' : draft.analyst,
        ageText(draft.updatedAt, now),
      ])}
    />
  );
}

function stateText({ state, reason, holder }: DraftSummary, person: Person): string {
  if (holder !== null) return holder === person.email ? 'You have it' : `${holder} has it`;
  return reason ? `${stateWords[state]}: ${reason}` : stateWords[state];
}

function doubtText({ blocks, warns, moved, disagreed, change }: DraftSummary): string {
  if (change?.open === 0 && blocks === 0) return 'addresses only';
  if (change) {
    const levels = moved === 1 ? '1 moved level' : `${moved} moved levels`;
    const parts = [`${change.open} open`, blocks > 0 ? `${blocks} blocking` : '', moved > 0 ? levels : ''];
    return `change: ${parts.filter(Boolean).join(', ')}`;
  }
  const all = blocks + warns;
  if (all === 0) return 'none';
  const parts: [number, string][] = [
    [blocks, 'blocking'],
    [disagreed, 'disputed'],
    [moved, moved === 1 ? 'moved level' : 'moved levels'],
  ];
  const kinds = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return kinds.length > 0 ? `${all} (${kinds.join(', ')})` : `${all}`;
}

/** How long a draft has stood as it is: "2 days". */
function ageText(since: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 60_000));
  if (minutes < 60) return minutes < 2 ? 'just now' : `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return hours === 1 ? '1 hour' : `${hours} hours`;
  return `${Math.floor(hours / 24)} days`;
}

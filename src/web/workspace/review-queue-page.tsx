import type { DraftState } from '../../domain/closed-lists.ts';
import type { DraftSummary } from '../../domain/draft.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { day } from '../public/reading.ts';
import { Table } from '../public/table.tsx';

export const stateWords: Record<DraftState, string> = {
  waiting: 'Waits for a decision',
  claimed: 'Being reviewed',
  returned: 'Returned for changes',
  approved: 'Approved',
  rejected: 'Rejected',
  superseded: 'Replaced by a newer draft',
};

/** What waits for a person, most in need of attention first. */
export function ReviewQueuePage({
  frame,
  drafts,
  closed,
}: {
  frame: Frame;
  drafts: DraftSummary[];
  closed: DraftSummary[];
}) {
  return (
    <Layout frame={frame} title="Review" here="/review">
      <h1>Review</h1>
      {drafts.length === 0 ? (
        <div class="empty">
          <h2>Nothing waits</h2>
          <p>
            <a href="/vendors/new">Add a product</a> to analyse, or see <a href="/runs">what is running</a>.
          </p>
        </div>
      ) : (
        <DraftTable drafts={drafts} />
      )}
      {closed.length > 0 ? (
        <section>
          <h2>Decided lately</h2>
          <DraftTable drafts={closed} />
        </section>
      ) : null}
    </Layout>
  );
}

function DraftTable({ drafts }: { drafts: DraftSummary[] }) {
  return (
    <Table
      head={['Product', 'State', 'INPACT', 'GOALS', 'Flags', 'Analyst', 'Drafted']}
      rows={drafts.map((draft) => [
        <a href={`/review/${draft.id}`}>{draft.name}</a>,
        draft.reason ? `${stateWords[draft.state]}: ${draft.reason}` : stateWords[draft.state],
        `${draft.inpactTotal} of ${draft.inpactMax}`,
        `${draft.goalsTotal} of ${draft.goalsMax}`,
        flagText(draft),
        draft.analyst === 'offline' ? 'Offline analyst' : draft.analyst,
        day(draft.createdAt),
      ])}
    />
  );
}

function flagText({ blocks, warns }: DraftSummary): string {
  if (blocks + warns === 0) return 'none';
  return [blocks > 0 ? `${blocks} blocking` : '', warns > 0 ? `${warns} to look at` : ''].filter(Boolean).join(', ');
}

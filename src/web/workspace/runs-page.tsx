import { may } from '../../domain/person.ts';
import type { RunStatus } from '../../domain/run.ts';
import type { ReadingStreak } from '../../domain/schedule.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { Pager, type Turns } from '../public/pager.tsx';
import { Table } from '../public/table.tsx';
import { liveScripts } from './live-scripts.ts';
import { moment } from './moment.ts';
import { runOutcome } from './run-outcome.ts';

interface RunsPageProps {
  frame: Frame;
  runs: RunStatus[];
  turns: Turns;
  /** Ids of the drafts that wait for review. */
  waiting: ReadonlySet<string>;
  /** The address of this page, and when it was made. */
  here: string;
  now: string;
  /** Products that could not be read several times in a row. */
  unread: ReadingStreak[];
}

const causeWords: Record<RunStatus['cause'], string> = {
  new: 'new product',
  manual: 'asked for',
  scheduled: 'on schedule',
  upgrade: 'new version of Assay',
};

/** Products named in the notice: more have one cause, and the first show it. */
const mostUnread = 10;

/** Every run, newest first, with where it stands. */
export function RunsPage({ frame, runs, turns, waiting, here, now, unread }: RunsPageProps) {
  const busy = runs.some(({ outcome }) => outcome === null);
  return (
    <Layout frame={frame} title="Runs" here="/runs" scripts={busy ? liveScripts : []}>
      <div class="title-row">
        <h1>Runs</h1>
        {frame.person && may(frame.person, 'administer') ? <a href="/queues">The queue behind them</a> : null}
      </div>
      {unread.length > 0 ? (
        <div class="notice stale">
          <p>
            {unread.length === 1 ? 'One product' : `${unread.length} products`} could not be read three times in a row
            or more:
          </p>
          <ul>
            {unread.slice(0, mostUnread).map(({ slug, failed }) => (
              <li>
                <a href={`/vendors/${slug}/edit`}>{slug}</a>, {failed} times
              </li>
            ))}
            {unread.length > mostUnread ? <li>and {unread.length - mostUnread} more</li> : null}
          </ul>
        </div>
      ) : null}
      {runs.length === 0 ? (
        <div class="empty">
          <h2>No run yet</h2>
          <p>
            <a href="/vendors/new">Add a product</a> and its first analysis starts here.
          </p>
        </div>
      ) : (
        <div
          id="runs"
          data-live={busy ? '/runs/events' : undefined}
          hx-get={here}
          hx-select="#runs"
          hx-trigger="news"
          hx-swap="outerHTML"
        >
          {busy ? (
            <p class="soft">
              As of {now.slice(11, 19)} UTC<span data-live-words=""> </span>· <a href={here}>Look again</a>
            </p>
          ) : null}
          <Table
            head={['Product', 'Where it stands', 'Cause', 'Started']}
            rows={runs.map((run) => [
              <a href={`/runs/${run.runId}`}>{run.vendorName}</a>,
              <>
                {runOutcome(run, run.draftId !== null && waiting.has(run.draftId))}
                {run.draftId ? (
                  <>
                    {' '}
                    · <a href={`/review/${run.draftId}`}>draft</a>
                  </>
                ) : null}
              </>,
              causeWords[run.cause],
              moment(run.createdAt),
            ])}
          />
        </div>
      )}
      <Pager turns={turns} of="runs" />
    </Layout>
  );
}

import type { RunStatus } from '../../domain/run.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { Table } from '../public/table.tsx';
import { moment } from './moment.ts';
import { runOutcome } from './run-outcome.ts';

interface RunsPageProps {
  frame: Frame;
  runs: RunStatus[];
  /** Ids of the drafts that wait for review. */
  waiting: ReadonlySet<string>;
}

/** Every run, newest first, with where it stands. */
export function RunsPage({ frame, runs, waiting }: RunsPageProps) {
  const busy = runs.some(({ outcome }) => outcome === null);
  return (
    <Layout frame={frame} title="Runs" here="/runs" refresh={busy ? 3 : undefined}>
      <h1>Runs</h1>
      {runs.length === 0 ? (
        <div class="empty">
          <h2>No run yet</h2>
          <p>
            <a href="/vendors/new">Add a product</a> and its first analysis starts here.
          </p>
        </div>
      ) : (
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
            run.cause,
            moment(run.createdAt),
          ])}
        />
      )}
    </Layout>
  );
}

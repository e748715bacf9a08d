import type { RunStatus } from '../../domain/run.ts';
import type { JournalEntry } from '../../ports.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { Table } from '../public/table.tsx';

/** The second of an instant, in UTC. */
function moment(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
}

function outcomeText(run: RunStatus): string {
  if (run.outcome === null) return `${run.stage}: ${run.progress || 'waits for a worker'}`;
  if (run.failure) return `failed at ${run.failure.stage}: ${run.failure.reason}`;
  return run.outcome;
}

/** Every run, newest first, with where it stands. */
export function RunsPage({ frame, runs }: { frame: Frame; runs: RunStatus[] }) {
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
              {outcomeText(run)}
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

/** One run with its journal. */
export function RunPage({ frame, run, journal }: { frame: Frame; run: RunStatus; journal: JournalEntry[] }) {
  const again = run.outcome === 'failed' || run.outcome === 'cancelled';
  return (
    <Layout
      frame={frame}
      title={`Run of ${run.vendorName}`}
      here="/runs"
      refresh={run.outcome === null ? 2 : undefined}
    >
      <h1>Run of {run.vendorName}</h1>
      <p>{outcomeText(run)}</p>
      {run.failure ? (
        <div class="problem" role="alert">
          <p>
            <strong>{run.failure.reason}</strong> {run.failure.advice}
          </p>
        </div>
      ) : null}
      {run.draftId ? (
        <p>
          <a href={`/review/${run.draftId}`}>See the draft</a>
        </p>
      ) : null}
      {again ? (
        <form method="post" action={`/runs/${run.runId}/retry`}>
          <button type="submit">Try again from {run.stage}</button>
        </form>
      ) : null}
      {run.outcome === null ? (
        <form method="post" action={`/runs/${run.runId}/cancel`}>
          <button type="submit" class="quiet">
            Stop this run
          </button>
        </form>
      ) : null}
      <h2>Journal</h2>
      <Table
        head={['When', 'Stage', 'What happened']}
        rows={journal.map((entry) => [moment(entry.at), entry.stage, entry.text])}
      />
    </Layout>
  );
}

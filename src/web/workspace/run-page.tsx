import type { ModelCall } from '../../domain/model-call.ts';
import { may } from '../../domain/person.ts';
import type { RunStatus } from '../../domain/run.ts';
import type { JournalEntry } from '../../ports.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { Table } from '../public/table.tsx';
import { moment } from './moment.ts';
import { RunCalls } from './run-calls.tsx';
import { runOutcome } from './run-outcome.ts';

interface RunPageProps {
  frame: Frame;
  run: RunStatus;
  /** Whether its draft waits for review. */
  waits: boolean;
  calls: ModelCall[];
  journal: JournalEntry[];
}

/** One run: where it stands, the calls to the model, and its journal. */
export function RunPage({ frame, run, waits, calls, journal }: RunPageProps) {
  const ended = run.outcome !== null;
  return (
    <Layout frame={frame} title={`Run of ${run.vendorName}`} here="/runs" refresh={ended ? undefined : 2}>
      <h1>Run of {run.vendorName}</h1>
      <p>{runOutcome(run, waits)}</p>
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
      {frame.person && may(frame.person, 'enqueue') ? <NextSteps run={run} /> : null}
      <RunCalls calls={calls} ended={ended} />
      <h2>Journal</h2>
      <Table
        head={['When', 'Stage', 'What happened']}
        rows={journal.map((entry) => [moment(entry.at), entry.stage, entry.text])}
      />
    </Layout>
  );
}

/** What can be done with a run: take it up again, or stop it. */
function NextSteps({ run }: { run: RunStatus }) {
  if (run.outcome === null) {
    return (
      <form method="post" action={`/runs/${run.runId}/cancel`}>
        <button type="submit" class="quiet">
          Stop this run
        </button>
      </form>
    );
  }
  if (run.outcome !== 'failed' && run.outcome !== 'cancelled') return null;
  return (
    <form method="post" action={`/runs/${run.runId}/retry`}>
      <button type="submit">Try again from {run.stage}</button>
    </form>
  );
}

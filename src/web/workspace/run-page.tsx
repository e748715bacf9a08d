import type { Child } from 'hono/jsx';
import type { ModelCall } from '../../domain/model-call.ts';
import { may } from '../../domain/person.ts';
import type { RunStatus } from '../../domain/run.ts';
import type { JournalEntry } from '../../ports.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { Table } from '../public/table.tsx';
import { liveScripts } from './live-scripts.ts';
import { moment } from './moment.ts';
import { RunCalls } from './run-calls.tsx';
import { runOutcome, stageWords } from './run-outcome.ts';
import { RunPages } from './run-pages.tsx';
import { RunSteps } from './run-steps.tsx';

interface RunPageProps {
  frame: Frame;
  run: RunStatus;
  /** Whether its draft waits for review. */
  waits: boolean;
  calls: ModelCall[];
  /** What its draft lacks of the model that was asked, in a sentence or two; null where it lacks nothing. */
  lack: string | null;
  journal: JournalEntry[];
  /** When the page was made. */
  now: string;
}

/** One run: what happened and what can be done about it, then the model's part, the pages, and everything in order. */
export function RunPage({ frame, run, waits, calls, lack, journal, now }: RunPageProps) {
  const ended = run.outcome !== null;
  const told = journal.filter(({ kind }) => kind !== 'page' && kind !== 'progress');
  return (
    <Layout frame={frame} title={`Run of ${run.vendorName}`} here="/runs" scripts={ended ? [] : liveScripts}>
      <p>
        <a href="/runs">Runs</a>
      </p>
      <h1>Run of {run.vendorName}</h1>
      <div
        id="run"
        data-live={ended ? undefined : `/api/runs/${run.runId}/events`}
        hx-get={`/runs/${run.runId}`}
        hx-select="#run"
        hx-trigger="news"
        hx-swap="outerHTML"
      >
        <RunSteps run={run} />
        <Standing frame={frame} run={run} waits={waits} lack={lack} />
        {ended ? (
          <p class="soft">
            {moment(run.createdAt)}, by {run.requestedBy}; took {spanWords(run.createdAt, run.endedAt ?? now)}.
          </p>
        ) : (
          <p class="soft">
            Under way for {spanWords(run.createdAt, now)}, asked for by {run.requestedBy}. As of {now.slice(11, 19)} UTC
            <span data-live-words=""> </span>· <a href={`/runs/${run.runId}`}>Look again</a>
          </p>
        )}
        <RunCalls calls={calls} ended={ended} />
        <RunPages journal={journal} />
        {told.length > 0 ? (
          <section aria-labelledby="notes-title">
            <h2 id="notes-title">Noted on the way</h2>
            <Table
              head={['When', 'While', 'What happened']}
              rows={told.map((entry) => [moment(entry.at), stageName(entry.stage), entry.text])}
            />
          </section>
        ) : null}
      </div>
    </Layout>
  );
}

type StandingProps = Pick<RunPageProps, 'frame' | 'run' | 'waits' | 'lack'>;

/** What happened, and what a person can do next, in one box. */
function Standing({ frame, run, waits, lack }: StandingProps) {
  const acts = frame.person !== null && may(frame.person, 'enqueue');
  if (run.failure) {
    return (
      <div class="problem" role="alert">
        <p>
          <strong>It failed while {stageWords[run.failure.stage]}.</strong> {run.failure.reason}
        </p>
        <p>{run.failure.advice}</p>
        {acts ? (
          <div class="buttons">
            <Act to={`/runs/${run.runId}/retry`}>Try again from there</Act>
            <a href={`/vendors/${run.slug}/edit`}>Edit the product</a>
          </div>
        ) : null}
      </div>
    );
  }
  return (
    <div class="notice" role="status">
      <p>
        <strong>{standingWords(run, waits)}</strong>
      </p>
      {lack === null ? null : <p>{lack}</p>}
      <div class="buttons">
        {run.draftId ? (
          <a class="button" href={`/review/${run.draftId}`}>
            {waits ? 'Review the draft' : 'See the draft'}
          </a>
        ) : null}
        {acts && run.outcome === null ? (
          <Act to={`/runs/${run.runId}/cancel`} quiet>
            Stop this run
          </Act>
        ) : null}
        {acts && run.outcome === 'cancelled' ? <Act to={`/runs/${run.runId}/retry`}>Take it up again</Act> : null}
        {acts && run.outcome === 'unchanged' ? (
          <Act to={`/vendors/${run.slug}/analyse`} again quiet>
            Analyse all the same
          </Act>
        ) : null}
        {acts && lack !== null ? (
          <Act to={`/vendors/${run.slug}/analyse`} again quiet>
            Analyse again with the model
          </Act>
        ) : null}
      </div>
    </div>
  );
}

interface ActProps {
  to: string;
  quiet?: boolean;
  /** Whether a run is wanted that goes on even where nothing changed. */
  again?: boolean;
  children: Child;
}

function Act({ to, quiet = false, again = false, children }: ActProps) {
  const field = again ? { name: 'again', value: '1' } : {};
  return (
    <form method="post" action={to}>
      <button type="submit" class={quiet ? 'quiet' : undefined} {...field}>
        {children}
      </button>
    </form>
  );
}

function standingWords(run: RunStatus, waits: boolean): string {
  if (run.outcome === 'drafted') return waits ? 'The draft is made and waits for review.' : 'The draft was made.';
  if (run.outcome === 'unchanged') {
    return 'Nothing changed since the last draft, neither in the documentation nor in how it is read. No draft was made.';
  }
  if (run.outcome === 'cancelled') return `Somebody stopped it while ${stageWords[run.stage]}.`;
  const words = runOutcome(run, waits);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function stageName(stage: string): string {
  return Object.hasOwn(stageWords, stage) ? stageWords[stage as keyof typeof stageWords] : stage;
}

/** How long something took or takes: "12 s", "3 min 5 s". */
function spanWords(from: string, to: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

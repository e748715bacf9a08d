import type { Surrounding } from '../../actions/surroundings.ts';
import type { ErrorReport, ReportVerdict } from '../../domain/error-report.ts';
import { may, type Person } from '../../domain/person.ts';
import { CitationView } from '../public/claim-view.tsx';
import { type Frame, Layout } from '../public/layout.tsx';
import { Pager, type Turns } from '../public/pager.tsx';
import { day } from '../public/reading.ts';
import { moment } from './moment.ts';

/** A report with what a reviewer needs to judge it. */
export interface ShownReport {
  report: ErrorReport;
  /** What people call the statement. */
  label: string;
  around: Surrounding;
  /** The open draft of the product, with the place in it; null where none waits. */
  draft: { href: string; isPlace: boolean } | null;
  /** Whether the version that it is about still stands. */
  stands: boolean;
}

/** What was wrong with the last form on the page: that of one report, or the one for those ticked, whose `id` is null. */
export interface ReportsProblem {
  id: string | null;
  message: string;
  reason: string;
  ticked: readonly string[];
}

interface ReportsProps {
  frame: Frame;
  person: Person;
  reports: ShownReport[];
  turns: Turns;
  /** Whether those with an answer are shown. */
  answered: boolean;
  /** The products that have such reports, and the one that is shown alone. */
  products: { slug: string; name: string; count: number }[];
  product: string | null;
  problem: ReportsProblem | null;
  done: { name: string; slug: string; draft: string | null } | null;
}

/** Errors that readers report, each with the sentence that shows it, and what reviewers made of them. */
export function ReportsPage(props: ReportsProps) {
  const { frame, person, reports, turns, answered, problem, done } = props;
  const mayAnswer = may(person, 'decide');
  const mayTick = mayAnswer && !answered && reports.length > 1;
  return (
    <Layout frame={frame} title="Reports of errors" here="/review">
      <h1>Errors that readers report</h1>
      <p class="lead">
        Each comes with a sentence that stands in the stored pages. Taking one up changes nothing by itself: the draft
        is edited, or the product is read again.
      </p>
      <nav class="filters" aria-label="Which reports">
        <a href="/reports" aria-current={answered ? undefined : 'true'}>
          Open
        </a>
        <a href="/reports?answered=1" aria-current={answered ? 'true' : undefined}>
          Answered
        </a>
        <a href="/review">Drafts</a>
      </nav>
      <ProductFilter {...props} />
      {done ? <Done done={done} mayRun={may(person, 'enqueue')} /> : null}
      {reports.length === 0 ? (
        <div class="empty">
          <h2>{answered ? 'No report was answered yet' : 'No report waits'}</h2>
          <p>Readers report errors from the page of an analysis, beside each statement.</p>
        </div>
      ) : (
        <ol class="reports">
          {reports.map((shown) => (
            <li id={shown.report.id}>
              <ReportView shown={shown} mayAnswer={mayAnswer} mayTick={mayTick} problem={problem} />
            </li>
          ))}
        </ol>
      )}
      {mayTick ? <DeclineTicked {...props} /> : null}
      <Pager turns={turns} of="reports" />
    </Layout>
  );
}

/** Shows the reports of one product alone; nothing where there is no choice. */
function ProductFilter({ products, product, answered }: ReportsProps) {
  if (products.length < 2 && product === null) return null;
  return (
    <form method="get" action="/reports" class="report-filter">
      {answered ? <input type="hidden" name="answered" value="1" /> : null}
      <label for="product">Product</label>
      <select id="product" name="product">
        <option value="">All</option>
        {products.map(({ slug, name, count }) => (
          <option value={slug} selected={slug === product}>
            {name} ({count})
          </option>
        ))}
      </select>
      <button type="submit" class="quiet">
        Show
      </button>
    </form>
  );
}

/** The form that the ticks of the reports belong to. */
const tickedForm = 'decline-ticked';

function DeclineTicked({ problem, product }: ReportsProps) {
  const own = problem?.id === null ? problem : null;
  return (
    <form method="post" action="/reports" id={tickedForm} class="stacked decline-ticked">
      <h2>Decline those ticked</h2>
      {product ? <input type="hidden" name="product" value={product} /> : null}
      <label for="ticked-reason">One reason for all of them</label>
      <input
        id="ticked-reason"
        name="reason"
        maxlength={2000}
        value={own?.reason ?? ''}
        aria-invalid={own ? 'true' : undefined}
        aria-describedby={own ? 'ticked-problem' : undefined}
      />
      {own ? (
        <p class="field-problem" id="ticked-problem" role="alert">
          {own.message}
        </p>
      ) : null}
      <div class="buttons">
        <button type="submit" class="quiet">
          Decline those ticked
        </button>
      </div>
    </form>
  );
}

/** After a report was taken up: the two ways on. */
function Done({ done: { name, slug, draft }, mayRun }: { done: NonNullable<ReportsProps['done']>; mayRun: boolean }) {
  return (
    <div class="notice" role="status" id="notice">
      <p>You took up the report about {name}.</p>
      {draft ? (
        <p>
          <a href={draft}>Open the draft at the statement</a>
        </p>
      ) : null}
      {mayRun ? (
        <form method="post" action={`/vendors/${slug}/analyse`}>
          <input type="hidden" name="again" value="1" />
          <button type="submit" class={draft ? 'quiet' : undefined}>
            Read the documentation of {name} again
          </button>
        </form>
      ) : null}
    </div>
  );
}

interface ReportViewProps {
  shown: ShownReport;
  mayAnswer: boolean;
  /** Whether it can be declined together with others. */
  mayTick: boolean;
  problem: ReportsProps['problem'];
}

function ReportView({ shown, mayAnswer, mayTick, problem }: ReportViewProps) {
  const { report, label, draft, stands } = shown;
  const { name, slug, version, at, statement, answer } = report;
  return (
    <article>
      <h2>
        {name}: {label}
      </h2>
      <p class="soft">
        About <a href={`/vendors/${slug}/history/${version}`}>version {version}</a>
        {stands ? '' : ', which no longer stands'}, reported on {moment(at)}
      </p>
      <dl class="pairs">
        <dt>Published</dt>
        <dd>{statement}</dd>
      </dl>
      <ReportText report={report} around={shown.around} />
      {draft ? (
        <p>
          <a href={draft.href}>
            {draft.isPlace ? 'The open draft at this statement' : 'The open draft, which no longer says this'}
          </a>
        </p>
      ) : null}
      {answer ? (
        <p>
          <strong>{answer.verdict === 'declined' ? 'Declined' : 'Taken up'}</strong> by {answer.by} on {day(answer.at)}
          {answer.reason ? `: ${answer.reason}` : '.'}
        </p>
      ) : null}
      {answer === null && mayAnswer ? (
        <>
          <AnswerForm id={report.id} problem={problem?.id === report.id ? problem : null} />
          {mayTick ? (
            <label class="tick">
              <input
                type="checkbox"
                name="id"
                value={report.id}
                form={tickedForm}
                checked={problem?.ticked.includes(report.id)}
              />{' '}
              Decline with others, below
            </label>
          ) : null}
        </>
      ) : null}
    </article>
  );
}

/** What the reader says, and the sentence that shows it in its surroundings. */
function ReportText({ report, around }: { report: ErrorReport; around: Surrounding }) {
  const { text, speaksToModel, citation, namedPage } = report;
  return (
    <>
      <dl class="pairs">
        <dt>The reader says</dt>
        <dd>
          {speaksToModel ? <span class="flag warns">Addresses a model, not a person</span> : null} {text}
        </dd>
        {namedPage ? (
          <>
            <dt>Page named</dt>
            <dd>
              {/* A stranger's address: told, and no link to follow. */}
              <code>{namedPage}</code>; the sentence was found on the page below.
            </dd>
          </>
        ) : null}
      </dl>
      <CitationView citation={citation} reading={{ around: () => around }} />
    </>
  );
}

function AnswerForm({ id, problem }: { id: string; problem: ReportsProps['problem'] }) {
  const verdicts: readonly [ReportVerdict, string, string | undefined][] = [
    ['taken-up', 'Take it up', undefined],
    ['declined', 'Decline', 'quiet'],
  ];
  return (
    <form method="post" action={`/reports/${id}`} class="stacked">
      <label for={`reason-${id}`}>Reason, needed to decline</label>
      <input
        id={`reason-${id}`}
        name="reason"
        maxlength={2000}
        value={problem?.reason ?? ''}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? `problem-${id}` : undefined}
      />
      {problem ? (
        <p class="field-problem" id={`problem-${id}`} role="alert">
          {problem.message}
        </p>
      ) : null}
      <div class="buttons">
        {verdicts.map(([verdict, words, look]) => (
          <button type="submit" name="verdict" value={verdict} class={look}>
            {words}
          </button>
        ))}
      </div>
    </form>
  );
}

import type { Reported, ReportInput } from '../../actions/report-error.ts';
import { type Reportable, reportables } from '../../domain/error-report.ts';
import { itemOf } from '../../domain/item.ts';
import { itemLabel } from '../../domain/item-label.ts';
import { may } from '../../domain/person.ts';
import type { Publication } from '../../domain/publication.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { Refused } from '../../errors.ts';
import { Outside } from './claim-view.tsx';
import { type Frame, Layout } from './layout.tsx';

/** A form's fields as they were typed. */
export type TypedReport = Readonly<Record<keyof ReportInput, string>>;

interface ReportPageProps {
  frame: Frame;
  publication: Publication;
  rubric: Rubric;
  typed: TypedReport;
  /** Why it was not taken; null for a form that nobody has sent yet. */
  problem: Refused | Extract<Reported, { kind: 'unproven' }> | null;
}

/** Where a reader says which statement is wrong, and shows the sentence of the documentation that says so. */
export function ReportPage({ frame, publication, rubric, typed, problem }: ReportPageProps) {
  const { analysis, slug, version } = publication;
  const { name } = analysis.vendor;
  const all = reportables(analysis, rubric);
  const chosen = all.find(({ path }) => path === typed.about);
  const mayAdd = frame.person !== null && may(frame.person, 'edit');
  const errors = problem && 'details' in problem ? problem.details : [];
  const problemOf = (field: string) => errors.find(({ path }) => path === field)?.message;
  return (
    <Layout
      frame={frame}
      title={`Report an error in ${name}`}
      description={`Report an error in the analysis of ${name}.`}
    >
      <h1>
        Report an error in <a href={`${frame.base}/vendors/${slug}`}>{name}</a>
      </h1>
      <p class="lead">
        A report counts as every statement here does: by a sentence of {name}’s own documentation. A reviewer gets it
        beside the statement and decides; the analysis changes by a person’s approval only. Nothing you write is
        published.
      </p>
      {problem ? <ProblemOf problem={problem} typed={typed} edit={mayAdd ? `/vendors/${slug}/edit` : null} /> : null}
      {chosen ? (
        <blockquote class="reported">
          <p class="soft">{labelOf(chosen, publication, rubric)}</p>
          <p>{chosen.statement}</p>
        </blockquote>
      ) : null}
      <form method="post" action={`/vendors/${slug}/report`} class="stacked report-form">
        <input type="hidden" name="version" value={String(version)} />
        {problem && 'near' in problem ? <Near problem={problem} /> : null}
        <label for="about">Which statement</label>
        <select id="about" name="about" required aria-describedby={problemOf('about') ? 'about-problem' : undefined}>
          <option value="">Choose one</option>
          {grouped(all, publication, rubric).map(([label, items]) => (
            <optgroup label={label}>
              {items.map(({ path, statement }) => (
                <option value={path} selected={path === typed.about}>
                  {cut(statement)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <FieldProblem field="about" message={problemOf('about')} />
        <LongField
          name="text"
          label="What is wrong with it"
          most={1000}
          typed={typed.text}
          message={problemOf('text')}
        />
        <label for="page">Address of the page that shows it</label>
        <input
          id="page"
          name="page"
          type="url"
          maxlength={2000}
          required
          placeholder="https://"
          value={typed.page}
          aria-describedby={problemOf('page') ? 'page-problem' : undefined}
        />
        <FieldProblem field="page" message={problemOf('page')} />
        <LongField
          name="quote"
          label="The sentence on that page, word for word"
          most={2000}
          typed={typed.quote}
          message={problemOf('quote')}
        />
        <button type="submit">Send the report</button>
      </form>
    </Layout>
  );
}

interface LongFieldProps {
  name: keyof ReportInput;
  label: string;
  /** Characters at most. */
  most: number;
  typed: string;
  message: string | undefined;
}

function LongField({ name, label, most, typed, message }: LongFieldProps) {
  return (
    <>
      <label for={name}>{label}</label>
      <textarea
        id={name}
        name={name}
        rows={3}
        maxlength={most}
        required
        aria-describedby={message ? `${name}-problem` : undefined}
      >
        {typed}
      </textarea>
      <FieldProblem field={name} message={message} />
    </>
  );
}

function FieldProblem({ field, message }: { field: string; message: string | undefined }) {
  return message ? (
    <p class="field-problem" id={`${field}-problem`}>
      {message}
    </p>
  ) : null;
}

interface ProblemProps {
  problem: NonNullable<ReportPageProps['problem']>;
  typed: TypedReport;
  /** Where the sources of the product are changed; null for who may not. */
  edit: string | null;
}

function ProblemOf({ problem, typed, edit }: ProblemProps) {
  if (!('near' in problem)) {
    return (
      <div class="problem" role="alert" id="problem">
        <p>{problem.details.length > 0 ? 'Nothing was sent: something is missing or wrong below.' : problem.message}</p>
        <p>{problem.advice}</p>
      </div>
    );
  }
  return (
    <div class="problem" role="alert" id="problem">
      <p>
        <strong>Nothing was kept and nothing changes:</strong>{' '}
        {problem.pageRead
          ? `the page was read, and this was found wrong with the sentence. ${problem.reason}`
          : 'no page that Assay has read of this product holds this sentence.'}
      </p>
      {problem.pageRead ? (
        <p>Copy the whole sentence from the page, without anything left out or put in, and send it again.</p>
      ) : (
        <p>
          The page <Outside url={typed.page} text={typed.page} /> itself was not read.{' '}
          {edit ? (
            <>
              <a href={edit}>Add its address to the sources</a>: the next analysis reads it.
            </>
          ) : (
            'Whoever runs this catalogue can add its address to the sources of the product; the next analysis reads it, and the sentence then counts by itself.'
          )}
        </p>
      )}
    </div>
  );
}

/** Sentences that may have been meant, each of which one press puts in place of what was typed. */
function Near({ problem: { near } }: { problem: Extract<Reported, { kind: 'unproven' }> }) {
  if (near.length === 0) return null;
  return (
    <fieldset class="near">
      <legend>Did you mean {near.length === 1 ? 'this sentence' : 'one of these sentences'}?</legend>
      {near.map(({ url, title, text }, at) => (
        <div>
          <blockquote>
            <p>{text}</p>
          </blockquote>
          <p class="soft">
            On <Outside url={url} text={title || url} />
          </p>
          <input type="hidden" name={`near.${at}.page`} value={url} />
          <input type="hidden" name={`near.${at}.quote`} value={text} />
          <button type="submit" class="quiet small" name="use" value={String(at)} formnovalidate>
            Send the report with this sentence
          </button>
        </div>
      ))}
    </fieldset>
  );
}

/** What a reader gets whose report was kept, or was known. */
export function ReportedPage({
  frame,
  publication,
  known,
}: Omit<ReportPageProps, 'typed' | 'problem' | 'rubric'> & { known: boolean }) {
  const { analysis, slug } = publication;
  return (
    <Layout frame={frame} title="Report received">
      <div class="empty">
        <h1>{known ? 'This was reported before' : 'The sentence stands in the documentation: your report is kept'}</h1>
        <p>
          {known
            ? 'Somebody showed a reviewer the same sentence for the same statement, so nothing was added.'
            : 'A reviewer now sees it beside the statement and decides what becomes of it.'}{' '}
          If the analysis of {analysis.vendor.name} changes, its history says what.
        </p>
        <p>
          <a href={`${frame.base}/vendors/${slug}`}>Back to the analysis</a> ·{' '}
          <a href={`${frame.base}/vendors/${slug}/history`}>Its history</a>
        </p>
      </div>
    </Layout>
  );
}

/** Statements by what they stand under. */
function grouped(all: readonly Reportable[], publication: Publication, rubric: Rubric): [string, Reportable[]][] {
  const groups = new Map<string, Reportable[]>();
  for (const item of all) {
    const label = groupOf(item, publication, rubric);
    groups.set(label, [...(groups.get(label) ?? []), item]);
  }
  return [...groups];
}

/** The section of a statement, the dimension of a check. */
function groupOf({ path }: Reportable, { analysis }: Publication, rubric: Rubric): string {
  const dimension = /^frameworks\.\w+\.dimensions\.\d+/.exec(path)?.[0];
  if (dimension) return itemLabel(dimension, analysis, rubric);
  return itemLabel(path.replace(/\.\d+(?:\.\w+)?$/, ''), analysis, rubric);
}

function labelOf({ path }: Reportable, { analysis }: Publication, rubric: Rubric): string {
  return itemLabel(itemOf(path), analysis, rubric);
}

/** As much of a statement as a list on a phone shows. */
const shown = 90;

function cut(text: string): string {
  return text.length <= shown ? text : `${text.slice(0, shown).replace(/\s+\S*$/, '')} …`;
}

import type { RunEstimate } from '../../domain/estimate-run.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { type Frame, Layout } from '../public/layout.tsx';
import { estimateWords } from './estimate-words.ts';
import type { FormRow } from './preview-form.ts';
import { PreviewRow } from './preview-row.tsx';

interface PreviewProps {
  frame: Frame;
  rubric: Rubric;
  rows: readonly FormRow[];
  /** The analyst that would draft: `offline`, or a model's id. */
  analyst: string;
  estimate: (pages: number) => RunEstimate;
  /** A sentence on top where something has to be done first. */
  problem: string | null;
  /** Runs that were started before the rest could not be. */
  started: number;
}

/** What was understood of each product, to be corrected in place. Only the button at its end queues anything. */
export function VendorPreviewPage({ frame, rubric, rows, analyst, estimate, problem, started }: PreviewProps) {
  const wrong = rows.filter(({ problems }) => problems.length > 0);
  const ready = rows.filter((row) => row.picked && row.problems.length === 0);
  // Of several rows, the ticks say which.
  const alone = rows.length === 1 ? rows[0] : undefined;
  const isUnread = alone?.site?.kind === 'unseen';
  const known = alone?.problems.find((one) => one.known)?.known;
  const isOpen = !isUnread && !known;
  return (
    <Layout frame={frame} title="Is this right?" here="/vendors">
      <h1>Is this right?</h1>
      <p class="lead">Nothing is queued yet. Correct what is wrong, then start.</p>
      {started > 0 ? (
        <div class="notice" role="status">
          <p>
            {started === 1 ? 'One analysis was started' : `${started} analyses were started`}:{' '}
            <a href="/runs">see the runs</a>.
          </p>
        </div>
      ) : null}
      {problem ? (
        <div class="problem" role="alert">
          <p>{problem}</p>
        </div>
      ) : null}
      {wrong.length > 0 ? (
        <div class="problem" role="alert">
          <p>
            {wrong.length === 1 ? 'One entry needs you' : `${wrong.length} entries need you`}:{' '}
            {wrong.map((row, at) => (
              <>
                {at > 0 ? ', ' : ''}
                <a href={`#row-${rows.indexOf(row)}`}>{rows.length > 1 ? `line ${row.line}` : 'see below'}</a>
              </>
            ))}
            .
          </p>
        </div>
      ) : null}
      <form method="post" action="/vendors/new" class="preview">
        <input type="hidden" name="rows" value={String(rows.length)} />
        {rows.map((row, at) => (
          <PreviewRow
            row={row}
            at={at}
            of={rows.length}
            rubric={rubric}
            costOf={(pages) => estimateWords(analyst, estimate(pages))}
          />
        ))}
        <div class="sum">
          <p>{sumWords(ready, { analyst, estimate })}</p>
          <div class="buttons">
            {isOpen ? (
              <button type="submit" name="does" value="start">
                {rows.length === 1 ? 'Analyse it' : 'Analyse what is ticked'}
              </button>
            ) : null}
            <button type="submit" name="does" value="look" class={isOpen ? 'quiet' : undefined}>
              Look again
            </button>
            {known ? (
              <button type="submit" class="quiet" formaction={`/vendors/${known.slug}/analyse`}>
                Analyse {known.name}
              </button>
            ) : isUnread ? (
              <button type="submit" name="does" value="anyway" class="quiet">
                Add and analyse it anyway
              </button>
            ) : null}
            <a href="/vendors/new">Start over</a>
          </div>
        </div>
      </form>
    </Layout>
  );
}

function sumWords(
  rows: readonly FormRow[],
  model: { analyst: string; estimate: (pages: number) => RunEstimate },
): string {
  if (rows.length < 2) return '';
  const estimates = rows.flatMap(({ site }) => (site?.kind === 'seen' ? [model.estimate(site.plan.read.most)] : []));
  const pages = estimates.reduce((sum, one) => sum + one.pages, 0);
  const usd = estimates.reduce((sum, one) => sum + (one.usd ?? 0), 0);
  const cost =
    model.analyst === 'offline'
      ? 'no cost'
      : usd > 0
        ? `about $${usd.toFixed(2)} with ${model.analyst}`
        : 'cost not known';
  // Where no site was seen there is nothing to count.
  return pages === 0 ? `${rows.length} ticked.` : `${rows.length} ticked: about ${pages} pages in all, ${cost}.`;
}

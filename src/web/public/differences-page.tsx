import type { Differences } from '../../actions/differences.ts';
import type { FieldChange } from '../../domain/analysis-diff.ts';
import { itemOf } from '../../domain/item.ts';
import { itemLabel } from '../../domain/item-label.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { type Frame, Layout } from './layout.tsx';
import { day } from './reading.ts';
import { WordChange } from './word-change.tsx';

interface DifferencesProps {
  frame: Frame;
  differences: Differences;
  rubric: Rubric;
}

/** What differs between two versions: what matters in sentences, then each statement with its words that came and went. */
export function DifferencesPage({ frame, differences, rubric }: DifferencesProps) {
  const { before, after, sentences, changes } = differences;
  const { name } = after.analysis.vendor;
  const own = `${frame.base}/vendors/${after.slug}`;
  const version = (of: Differences['before']) => (
    <>
      <a href={`${own}/history/${of.version}`}>version {of.version}</a> of {day(of.publishedAt)}
    </>
  );
  return (
    <Layout
      frame={frame}
      title={`${name}: version ${before.version} to ${after.version}`}
      description={`What changed in the analysis of ${name} between version ${before.version} and version ${after.version}.`}
      canonical={`/vendors/${after.slug}/history/${before.version}..${after.version}`}
    >
      <h1>
        What changed of <a href={own}>{name}</a>
      </h1>
      <p class="lead">
        From {version(before)} to {version(after)}. <a href={`${own}/history`}>Choose other versions</a>
      </p>
      <ul class="claims">
        {sentences.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      {changes.length > 0 ? (
        <section aria-labelledby="statements">
          <h2 id="statements">Statement by statement</h2>
          <dl class="changes">
            {changes.map((change) => (
              <Change change={change} label={labelOf(change.path, differences, rubric)} />
            ))}
          </dl>
        </section>
      ) : null}
    </Layout>
  );
}

function Change({ change: { before, after }, label }: { change: FieldChange; label: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {before === null ? <strong>New: </strong> : null}
        {after === null ? <strong>Taken out: </strong> : null}
        <WordChange before={before} after={after} />
      </dd>
    </>
  );
}

/** What stands at a path is named in the later version; what was taken out is there no more. */
function labelOf(path: string, { before, after }: Differences, rubric: Rubric): string {
  const item = itemOf(path);
  const part = path === item ? '' : `, ${path.slice(item.length + 1)}`;
  const named = itemLabel(item, after.analysis, rubric);
  return `${named === item ? itemLabel(item, before.analysis, rubric) : named}${part}`;
}

import type { FieldChange } from '../../../domain/analysis-diff.ts';
import type { Draft } from '../../../domain/draft.ts';
import { itemOf } from '../../../domain/item.ts';
import { itemLabel } from '../../../domain/item-label.ts';
import { plainWords } from '../../../domain/plain-words.ts';
import type { Rubric } from '../../../domain/rubric.ts';
import { type Frame, Layout } from '../../public/layout.tsx';
import { day } from '../../public/reading.ts';
import { WordChange } from '../../public/word-change.tsx';
import { itemHref } from './shown.ts';

interface ChangesPageProps {
  frame: Frame;
  rubric: Rubric;
  /** The later of the two, whose places the changes name. */
  draft: Draft;
  /** What it is compared with, in words; null where there is nothing earlier. */
  against: string | null;
  sentences: string[];
  changes: FieldChange[];
  revisions: Omit<Draft, 'analysis'>[];
  /** Whether the person may go back to an earlier revision. */
  mayRestore: boolean;
  latest: { revision: number; contentDigest: string };
}

/** What differs between a draft and what it came from or what is public, by field, and every revision with its author. */
export function ChangesPage(props: ChangesPageProps) {
  const { frame, rubric, draft, against, sentences, changes, revisions } = props;
  const { name } = draft.analysis.vendor;
  return (
    <Layout frame={frame} title={`Changes to the draft of ${name}`} here="/review">
      <h1>
        Changes to the <a href={`/review/${draft.id}`}>draft of {name}</a>
      </h1>
      {against ? (
        <section aria-labelledby="against">
          <h2 id="against">
            Revision {draft.revision} against {against}
          </h2>
          {changes.length === 0 ? <p>Nothing that readers see differs.</p> : null}
          {sentences.length > 0 ? (
            <ul class="claims">
              {sentences.map((sentence) => (
                <li>{sentence}</li>
              ))}
            </ul>
          ) : null}
          <dl class="changes">
            {changes.map((change) => (
              <Change change={change} draft={draft} rubric={rubric} />
            ))}
          </dl>
        </section>
      ) : null}
      <section aria-labelledby="revisions">
        <h2 id="revisions">Revisions</h2>
        {draft.revision > 1 && against !== 'revision 1' ? (
          <p>
            <a href={`/review/${draft.id}/changes?from=1`}>What was edited since it was drafted</a>
          </p>
        ) : null}
        <ol class="revisions" reversed>
          {revisions.map((revision) => (
            <li>
              <Revision revision={revision} of={props} />
            </li>
          ))}
        </ol>
      </section>
    </Layout>
  );
}

function Change({ change, draft, rubric }: { change: FieldChange; draft: Draft; rubric: Rubric }) {
  const { path, before, after } = change;
  const item = itemOf(path);
  const part =
    path === item
      ? ''
      : `, ${path
          .slice(item.length + 1)
          .split('.')
          .at(-1)}`;
  return (
    <>
      <dt>
        <a href={itemHref(draft.id, item)}>
          {itemLabel(item, draft.analysis, rubric)}
          {part}
        </a>
      </dt>
      <dd>
        {before === null ? <strong>New: </strong> : null}
        {after === null ? <strong>Taken out: </strong> : null}
        <WordChange before={before} after={after} />
      </dd>
    </>
  );
}

function Revision({ revision, of }: { revision: Omit<Draft, 'analysis'>; of: ChangesPageProps }) {
  const { id, author, edits, createdAt, parentRevision } = revision;
  const made = author === 'assay' ? 'Drafted by the program' : `By ${author}`;
  return (
    <>
      <p>
        <strong>Revision {revision.revision}.</strong> {made} on {day(createdAt)}, {createdAt.slice(11, 16)} UTC.{' '}
        {parentRevision === null ? null : (
          <a href={`/review/${id}/changes?from=${parentRevision}&to=${revision.revision}`}>What it changed</a>
        )}
      </p>
      {edits && edits.length > 0 ? (
        <ul class="claims">
          {edits.map(({ did, reason }) => (
            <li>
              {plainWords(did, of.rubric)}
              {reason ? <span class="soft">. Reason: {reason}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {of.mayRestore && revision.revision < of.latest.revision ? (
        <form method="post" action={`/review/${id}/edit`} class="inline">
          <input type="hidden" name="do" value="restore" />
          <input type="hidden" name="to" value={String(revision.revision)} />
          <input type="hidden" name="revision" value={String(of.latest.revision)} />
          <input type="hidden" name="contentDigest" value={of.latest.contentDigest} />
          <button type="submit" class="quiet small">
            Go back to this
          </button>
        </form>
      ) : null}
    </>
  );
}

import { progressOf } from '../../../actions/review-desk.ts';
import { itemOf } from '../../../domain/item.ts';
import { itemLabel } from '../../../domain/item-label.ts';
import { may } from '../../../domain/person.ts';
import { plainWords } from '../../../domain/plain-words.ts';
import { ReasonProblem, reasonMarks, reasonProblem } from './reason-problem.tsx';
import { itemHref, mayEdit, type Shown } from './shown.ts';

/** The decision: approving is possible once nothing is missing, and what is missing is listed with the way to it. */
export function DecisionPanel({ shown }: { shown: Shown }) {
  const { desk, person, problem } = shown;
  const { draft, blocks, remarks, lastReview } = desk;
  const returned = lastReview?.verdict === 'returned' && lastReview.revision === draft.revision ? lastReview.id : null;
  if (!mayEdit(shown)) return null;
  if (!may(person, 'decide')) {
    return (
      <section class="decision">
        <h2>What becomes of this draft</h2>
        <p class="soft">Your role is {person.role}: you edit, and a reviewer decides.</p>
      </section>
    );
  }
  const typed = problem?.typed.verdict === undefined ? '' : (problem.typed.reason ?? '');
  const wrong = reasonProblem(shown, 'verdict');
  const { looked, of } = progressOf(desk);
  const unseen = looked < of && blocks.length === 0 ? `${of - looked} of ${of} not looked at` : '';
  return (
    <section class="decision" aria-labelledby="decision-title">
      <h2 id="decision-title">What becomes of this draft</h2>
      <form method="post" action={`/review/${draft.id}`} class="decide">
        <input type="hidden" name="revision" value={String(draft.revision)} />
        <input type="hidden" name="contentDigest" value={draft.contentDigest} />
        {returned ? <input type="hidden" name="afterReturn" value={returned} /> : null}
        {blocks.length > 0 ? (
          <Missing shown={shown} />
        ) : (
          <p class="soft">
            The draft becomes public when you approve, exactly as it is shown here, under your name
            {unseen ? `, with ${unseen}` : ''}.
          </p>
        )}
        {remarks.length > 0 ? (
          <div class="notice">
            <p>These go along when you return it:</p>
            <ul class="claims">
              {remarks.map(({ item, text }) => (
                <li>
                  <a href={itemHref(draft.id, item)}>{itemLabel(item, draft.analysis, shown.reading.rubric)}</a>: {text}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <label for="reason">
          Reason, for the whole draft (needed to {remarks.length > 0 ? 'reject' : 'return or reject'})
        </label>
        <textarea id="reason" name="reason" rows={2} maxlength={4000} {...reasonMarks(wrong, 'reason-problem')}>
          {typed}
        </textarea>
        <ReasonProblem message={wrong} noteId="reason-problem" />
        <div class="buttons">
          <button
            type="submit"
            name="verdict"
            value="approved"
            disabled={blocks.length > 0}
            data-key="a"
            class={unseen ? 'quiet' : ''}
          >
            Approve and publish{unseen ? `, with ${unseen}` : ''}
          </button>
          <button type="submit" name="verdict" value="returned" class="quiet">
            Return for changes
          </button>
          <button type="submit" name="verdict" value="rejected" class="quiet">
            Reject
          </button>
        </div>
      </form>
    </section>
  );
}

function Missing({ shown: { desk, reading } }: { shown: Shown }) {
  const { draft, blocks } = desk;
  return (
    <div class="problem">
      <p>
        {blocks.some(({ remedy }) => remedy === 'reject')
          ? 'This cannot be approved any more:'
          : 'Approval needs these mended first:'}
      </p>
      <ul class="claims">
        {blocks.map(({ path, message }) => (
          <li>
            <a href={itemHref(draft.id, itemOf(path))}>{itemLabel(itemOf(path), draft.analysis, reading.rubric)}</a>:{' '}
            {plainWords(message, reading.rubric)}
          </li>
        ))}
      </ul>
    </div>
  );
}

import { flagKey } from '../../../domain/flag-key.ts';
import { itemOf } from '../../../domain/item.ts';
import { itemLabel } from '../../../domain/item-label.ts';
import { plainWords } from '../../../domain/plain-words.ts';
import { EditForm } from './edit-form.tsx';
import { renewFieldId } from './item-change.tsx';
import { reasonProblem } from './reason-problem.tsx';
import { mayEdit, type Shown } from './shown.ts';
import { typedAnew } from './typed-anew.ts';

/**
 * Why the last form was not taken: what changed meanwhile, and every word that was typed into it. What is wrong with the
 * reason is said at its field.
 */
export function ProblemNotice({ shown }: { shown: Shown }) {
  const { problem, desk, reading } = shown;
  if (!problem) return null;
  const typed = typedAnew(problem.typed, desk.draft.analysis);
  const field = fieldWithProblem(shown);
  // Of one thing that is wrong, its message says it all.
  const details = problem.details.filter(({ message }) => message !== problem.message);
  return (
    <div class="problem" role="alert">
      <p>
        {field ? (
          <>
            Not saved: <a href={`#${field}`}>the reason</a> is missing.
          </>
        ) : (
          <>
            <strong>{plainWords(problem.message, reading.rubric)}</strong> {problem.advice}
          </>
        )}
      </p>
      {details.length > 0 && !field ? (
        <ul class="claims">
          {details.slice(0, 20).map(({ path, message }) => (
            <li>
              {itemLabel(itemOf(path), desk.draft.analysis, reading.rubric)}: {plainWords(message, reading.rubric)}
            </li>
          ))}
        </ul>
      ) : null}
      {typed.length > 0 ? (
        <details open>
          <summary>What you typed is kept here and in its form</summary>
          {typed.map(([name, value]) => (
            <blockquote class="typed" data-name={name}>
              {value}
            </blockquote>
          ))}
        </details>
      ) : null}
    </div>
  );
}

/** The field that says itself what is wrong with it; null where none on this page does. */
function fieldWithProblem(shown: Shown): string | null {
  if (!mayEdit(shown)) return null;
  const { problem } = shown;
  if (reasonProblem(shown, 'verdict')) return 'reason';
  if (problem?.typed.do === 'resolve' && reasonProblem(shown, { flag: problem.typed.at ?? '' })) {
    return isFlagShown(shown, problem.typed.at ?? '') ? `resolve-${problem.typed.at}` : null;
  }
  const { do: does, at = '' } = problem?.typed ?? {};
  if (does === 'renew' && reasonProblem(shown, { renewed: at })) return renewFieldId(at);
  return shown.item !== null && reasonProblem(shown, { check: shown.item }) ? 'decide-reason' : null;
}

/** Whether the flag that was to be resolved is told about the item in focus. */
function isFlagShown({ desk, item }: Shown, key: string): boolean {
  const doubts = desk.attention.find((each) => each.item === item)?.doubts ?? [];
  return doubts.some(({ flag }) => flag !== null && flagKey(flag) === key);
}

/** What sending a draft back or closing it did; an approval is told with the version that it became. */
export function DecidedNotice({ shown: { decided, desk } }: { shown: Shown }) {
  const { state, holder } = desk.standing;
  if (!decided || (state !== 'returned' && state !== 'rejected')) return null;
  return (
    <p class="notice" role="status" id="notice">
      {state === 'rejected' ? 'You rejected it: it is closed, and nothing of it is public.' : 'You returned it.'}{' '}
      {state === 'returned' ? (
        <>
          It waits {holder ? `with ${holder}` : 'for an editor'} under <a href="/review?state=returned">Returned</a>; no
          mail is sent, so tell them.
        </>
      ) : null}
    </p>
  );
}

/** What the last edit did, and the way back. */
export function SavedNotice({ shown }: { shown: Shown }) {
  const { desk, saved } = shown;
  const { draft } = desk;
  if (!saved || !draft.edits || draft.parentRevision === null) return null;
  return (
    <div class="notice" role="status" id="notice">
      <p>
        Saved as revision {draft.revision}:{' '}
        {plainWords(draft.edits.map(({ did }) => did).join('; '), shown.reading.rubric)}.
      </p>
      {mayEdit(shown) ? (
        <EditForm shown={shown} does="restore" at="" hidden={{ to: String(draft.parentRevision) }} className="inline">
          <button type="submit" class="quiet small" data-key="u">
            Undo
          </button>
        </EditForm>
      ) : null}
    </div>
  );
}

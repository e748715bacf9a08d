import { itemOf } from '../../../domain/item.ts';
import { EditForm } from './edit-form.tsx';
import { itemLabel } from './item-label.ts';
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
            <strong>{problem.message}</strong> {problem.advice}
          </>
        )}
      </p>
      {details.length > 0 && !field ? (
        <ul class="claims">
          {details.slice(0, 20).map(({ path, message }) => (
            <li>
              {itemLabel(itemOf(path), desk.draft.analysis, reading.rubric)}: {message}
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
  if (reasonProblem(shown, 'verdict')) return 'reason';
  return shown.item !== null && reasonProblem(shown, { check: shown.item }) ? 'decide-reason' : null;
}

/** What the last edit did, and the way back. */
export function SavedNotice({ shown }: { shown: Shown }) {
  const { desk, saved } = shown;
  const { draft } = desk;
  if (!saved || !draft.edits || draft.parentRevision === null) return null;
  return (
    <div class="notice" role="status" id="notice">
      <p>
        Saved as revision {draft.revision}: {draft.edits.map(({ did }) => did).join('; ')}.
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

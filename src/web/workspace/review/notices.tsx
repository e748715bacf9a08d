import { itemOf } from '../../../domain/item.ts';
import { EditForm } from './edit-form.tsx';
import { itemLabel } from './item-label.ts';
import { mayEdit, type Shown } from './shown.ts';

/** Fields of a form that a person fills in by writing. */
const written = /^(?:text|why|reason|field\..+)$/;

/** Why the last form was not taken: what changed meanwhile, and every word that was typed into it. */
export function ProblemNotice({ shown }: { shown: Shown }) {
  const { problem, desk, reading } = shown;
  if (!problem) return null;
  const typed = Object.entries(problem.typed).filter(([name, value]) => written.test(name) && value.trim() !== '');
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{problem.message}</strong> {problem.advice}
      </p>
      {problem.details.length > 0 ? (
        <ul class="claims">
          {problem.details.slice(0, 20).map(({ path, message }) => (
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

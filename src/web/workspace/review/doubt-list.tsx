import type { Doubt } from '../../../domain/attention.ts';
import type { FlagSeverity } from '../../../domain/closed-lists.ts';
import { flagKey } from '../../../domain/flag-key.ts';
import { plainWords } from '../../../domain/plain-words.ts';
import { EditForm } from './edit-form.tsx';
import { ReasonProblem, reasonMarks, reasonProblem } from './reason-problem.tsx';
import { mayEdit, type Shown, typedOr } from './shown.ts';

export const severities: Record<FlagSeverity, string> = {
  blocks: 'Blocks approval',
  warns: 'Look at this',
  notes: 'Note',
};

/** What is doubtful about the item in focus; a flag is resolved here, with a reason where it blocks. */
export function DoubtList({ shown, doubts }: { shown: Shown; doubts: Doubt[] }) {
  if (doubts.length === 0) return null;
  return (
    <ul class="flags">
      {doubts.map(({ severity, message, flag }) => (
        <li>
          <span class={`flag ${severity}`}>{flag && severity === 'warns' ? 'Warning' : severities[severity]}</span>{' '}
          {plainWords(message, shown.reading.rubric)}
          {flag && flag.kind !== 'lint' && mayEdit(shown) ? (
            <ResolveForm shown={shown} name={flagKey(flag)} needsReason={severity === 'blocks'} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function ResolveForm({ shown, name, needsReason }: { shown: Shown; name: string; needsReason: boolean }) {
  const reason = typedOr(shown, { do: 'resolve', at: name }, { name: 'reason', stands: '' });
  const wrong = reasonProblem(shown, { flag: name });
  const id = `resolve-${name}`;
  return (
    <details class="resolve" open={reason !== '' || wrong !== null}>
      <summary>Resolve</summary>
      <EditForm shown={shown} does="resolve" at={name} className="inline">
        <input
          id={id}
          name="reason"
          maxlength={4000}
          value={reason}
          required={needsReason}
          aria-label={needsReason ? 'Reason, needed' : 'Reason, if there is one'}
          placeholder={needsReason ? 'Reason (needed)' : 'Reason (optional)'}
          {...reasonMarks(wrong, `${id}-problem`)}
        />
        <ReasonProblem message={wrong} noteId={`${id}-problem`} />
        <button type="submit" class="quiet small">
          Resolve
        </button>
      </EditForm>
    </details>
  );
}

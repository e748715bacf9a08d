import type { Doubt } from '../../../domain/attention.ts';
import type { FlagSeverity } from '../../../domain/closed-lists.ts';
import { flagKey } from '../../../domain/flag-key.ts';
import { EditForm } from './edit-form.tsx';
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
          <span class={`flag ${severity}`}>{severities[severity]}</span> {message}
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
  return (
    <details class="resolve" open={reason !== ''}>
      <summary>Resolve</summary>
      <EditForm shown={shown} does="resolve" at={name} className="inline">
        <input
          name="reason"
          maxlength={4000}
          value={reason}
          required={needsReason}
          aria-label={needsReason ? 'Reason, needed' : 'Reason, if there is one'}
          placeholder={needsReason ? 'Reason (needed)' : 'Reason (optional)'}
        />
        <button type="submit" class="quiet small">
          Resolve
        </button>
      </EditForm>
    </details>
  );
}

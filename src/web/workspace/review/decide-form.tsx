import type { CheckResult } from '../../../domain/analysis.ts';
import { DecisionValue } from '../../../domain/closed-lists.ts';
import { decisions } from '../../public/framework-view.tsx';
import { EditForm } from './edit-form.tsx';
import { ReasonProblem, reasonMarks, reasonProblem } from './reason-problem.tsx';
import { type Shown, typedOr } from './shown.ts';

/** The decision on a check, the sentence that readers see beside it, and why it is changed. */
export function DecideForm({ shown, path, check }: { shown: Shown; path: string; check: CheckResult }) {
  const form = { do: 'decide', at: path };
  const chosen = typedOr(shown, form, { name: 'decision', stands: check.decision });
  const wrong = reasonProblem(shown, { check: path });
  return (
    <EditForm shown={shown} does="decide" at={path}>
      <fieldset class="choices">
        <legend>Decision on this check</legend>
        {DecisionValue.options.map((value) => (
          <label>
            <input type="radio" name="decision" value={value} checked={value === chosen} />
            <span class={value}>{decisions[value].mark}</span> {decisions[value].word}
          </label>
        ))}
      </fieldset>
      <label for="why">Sentence that readers see</label>
      <textarea
        id="why"
        name="why"
        rows={3}
        maxlength={4000}
        aria-describedby={check.why === '' ? undefined : 'why-note'}
      >
        {typedOr(shown, form, { name: 'why', stands: check.why })}
      </textarea>
      {check.why === '' ? null : (
        <p class="soft" id="why-note">
          If you change the decision, leave this and it is cleared, because it was written for another decision.
        </p>
      )}
      <label for="decide-reason">Reason for the change (for the record, not published)</label>
      <input
        id="decide-reason"
        name="reason"
        maxlength={4000}
        value={typedOr(shown, form, { name: 'reason', stands: '' })}
        {...reasonMarks(wrong, 'decide-reason-problem')}
      />
      <ReasonProblem message={wrong} noteId="decide-reason-problem" />
      <div class="buttons">
        <button type="submit">Save decision</button>
      </div>
    </EditForm>
  );
}

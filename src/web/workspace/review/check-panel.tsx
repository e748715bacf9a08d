import { otherQuotes } from '../../../actions/review-desk.ts';
import type { CheckResult } from '../../../domain/analysis.ts';
import { DecisionValue } from '../../../domain/closed-lists.ts';
import { Citations } from '../../public/claim-view.tsx';
import { decisions } from '../../public/framework-view.tsx';
import { checkOf } from '../../public/reading.ts';
import { EditForm } from './edit-form.tsx';
import { CitedQuotes, OfferedQuote } from './quote-list.tsx';
import { ReasonProblem, reasonMarks, reasonProblem } from './reason-problem.tsx';
import { mayEdit, type Shown, typedOr } from './shown.ts';

/** A check in focus: the question, the decision to take, the quotes behind it, and what else the pages say. */
export function CheckPanel({ shown, path, check }: { shown: Shown; path: string; check: CheckResult }) {
  const { desk, reading } = shown;
  const known = checkOf(reading.rubric, check.id);
  const others = otherQuotes(desk.evidence, check.id, check.citations);
  return (
    <>
      <p class="question">{known?.question ?? check.id}</p>
      {known ? (
        <details>
          <summary>What counts</summary>
          <p>{known.counts}</p>
          {known.excludes ? <p class="soft">Not enough: {known.excludes}</p> : null}
        </details>
      ) : null}
      {mayEdit(shown) ? <DecideForm shown={shown} path={path} check={check} /> : null}
      <OfflineView shown={shown} check={check} />
      <CitedQuotes shown={shown} at={path} citations={check.citations} />
      {others.length > 0 ? (
        <details class="others" open={check.citations.length === 0 || others[0]?.stance === 'contradicts'}>
          <summary>
            {others.length} other {others.length === 1 ? 'passage' : 'passages'} found for this check
          </summary>
          {others.slice(0, 8).map((quote) => (
            <OfferedQuote shown={shown} targets={[{ at: path, name: 'this check' }]} quote={quote} />
          ))}
        </details>
      ) : null}
    </>
  );
}

function DecideForm({ shown, path, check }: { shown: Shown; path: string; check: CheckResult }) {
  const form = { do: 'decide', at: path };
  const chosen = typedOr(shown, form, { name: 'decision', stands: check.decision });
  const wrong = reasonProblem(shown, { check: path });
  return (
    <EditForm shown={shown} does="decide" at={path}>
      <fieldset class="choices">
        <legend>Decision</legend>
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

/** What the analyst without a model decided, where that is not what stands. */
function OfflineView({ shown: { reading }, check }: { shown: Shown; check: CheckResult }) {
  if (check.offline.decision === check.decision) return null;
  const { mark, word } = decisions[check.offline.decision];
  return (
    <div class="beside">
      The offline analyst said{' '}
      <strong class={check.offline.decision}>
        {mark} {word}
      </strong>
      {check.offline.citations.length > 0 ? ', from ' : '.'}
      <Citations citations={check.offline.citations} reading={reading} />
    </div>
  );
}

import { otherQuotes } from '../../../actions/review-desk.ts';
import type { CheckResult } from '../../../domain/analysis.ts';
import { Citations } from '../../public/claim-view.tsx';
import { decisions } from '../../public/framework-view.tsx';
import { checkOf } from '../../public/reading.ts';
import { CitedQuotes, OfferedQuote } from './quote-list.tsx';
import type { Shown } from './shown.ts';

/** What a check in focus is decided on: the question, the quotes behind the decision, and what else the pages say. */
export function CheckGround({ shown, path, check }: { shown: Shown; path: string; check: CheckResult }) {
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

import type { StackGap } from '../../../domain/stack/stack-report.ts';
import { passingWords } from './choice-sentences.ts';
import { severities } from './severities.ts';
import { SeverityMark } from './severity-mark.tsx';
import type { StackShown } from './stack-shown.ts';
import { candidatesId } from './stack-slot-card.tsx';

/** What the stack lacks: the worst first, and within a severity in the order in which the industry closes layers. */
export function StackGaps({ shown }: { shown: StackShown }) {
  const { report, rubric } = shown;
  const { coverage, gaps } = report;
  const industry = rubric.stack.industries.find(({ id }) => id === report.state.industry);
  return (
    <section class="gaps" id="missing">
      <h2>What is missing</h2>
      <p>
        {coverage.filled} of {coverage.needed} needed slots {coverage.filled === 1 ? 'is' : 'are'} filled.{' '}
        {gaps.length > 0 && industry ? `Close them from the top: ${closing(industry.order)}.` : 'Nothing is missing.'}
      </p>
      {severities.map((severity) => (
        <Group gaps={gaps.filter((gap) => gap.severity === severity)} shown={shown} />
      ))}
    </section>
  );
}

function closing(order: readonly string[]): string {
  return `the worst first, then by layer in the order ${order.join(', ')}`;
}

function Group({ gaps, shown }: { gaps: readonly StackGap[]; shown: StackShown }) {
  const [first] = gaps;
  if (!first) return null;
  const { filled, needed } = shown.report.coverage.bySeverity[first.severity];
  return (
    <>
      <h3>
        <SeverityMark severity={first.severity} />{' '}
        <span class="soft">
          {filled} of {needed} filled
        </span>
      </h3>
      <ol class="gap-list">
        {gaps.map((gap) => (
          <li>
            <span class="layer-id">{gap.layer}</span>{' '}
            <a href={`${shown.address({ ...shown.report.state, slot: gap.category })}#${candidatesId}`}>{gap.name}</a>
            <span class="soft">
              : {passingWords(gap, shown.aside)}. {gap.because}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

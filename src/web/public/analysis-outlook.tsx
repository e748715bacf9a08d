import type { FrameworkResult } from '../../domain/analysis.ts';
import type { FrameworkId } from '../../domain/closed-lists.ts';
import { checksOf } from '../../domain/edit-places.ts';
import { shortestWay } from '../../domain/shortest-way.ts';
import type { SectionProps } from './analysis-sections.tsx';
import { Section } from './analysis-sections.tsx';
import { DecisionMark } from './framework-view.tsx';
import { checkOf, contextName, dimensionOf, type Reading } from './reading.ts';
import { Table } from './table.tsx';

/** For each dimension under its top: the level that comes next, and the checks that would give it. */
export function Raises({ analysis, reading }: SectionProps) {
  if (analysis.raise.length === 0) return null;
  const decisions = new Map(checksOf(analysis).map(({ check }) => [check.id, check.decision]));
  return (
    <Section id="raise" title="What would raise this score">
      <p class="soft">
        Documentation that shows an unmet check raises the level with the next reading; nothing else does.
      </p>
      <dl class="raises">
        {analysis.raise.map(({ dimension, level, nextLevel, needs, checks }) => (
          <div>
            <dt>
              <a href={`#${dimension}`}>{dimensionOf(reading.rubric, dimension)?.name ?? dimension}</a>{' '}
              <span class="soft">
                {level ?? 'not assessed'} → {nextLevel}
              </span>
            </dt>
            <dd>
              {needs === checks.length
                ? needs === 1
                  ? 'With this check met:'
                  : 'With these checks met:'
                : `With ${needs} of these met:`}
              <ul>
                {checks.map((id) => (
                  <li>
                    <DecisionMark decision={decisions.get(id) ?? 'no-evidence'} />{' '}
                    <a href={`#${id}`}>{checkOf(reading.rubric, id)?.label ?? id}</a>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** Each context with both thresholds: passed, or missed by how much and through what it would be reached. */
export function Contexts({ analysis, reading }: SectionProps) {
  const { inpact, goals } = analysis.frameworks;
  return (
    <Section id="contexts" title="Fits these contexts">
      <p class="soft">A context asks for a total on each framework; both have to be reached.</p>
      <Table
        head={['Context', 'INPACT', 'GOALS', 'Shortest way there']}
        rows={analysis.contexts.map((context) => [
          contextName(reading.rubric, context.id),
          <Need need={context.inpact} result={inpact} />,
          <Need need={context.goals} result={goals} />,
          <Ways
            reading={reading}
            ways={[
              { id: 'inpact', result: inpact, needs: context.inpact.needs },
              { id: 'goals', result: goals, needs: context.goals.needs },
            ]}
          />,
        ])}
      />
    </Section>
  );
}

function Need({
  need: { needs, pass },
  result,
}: {
  need: { needs: number; pass: boolean | null };
  result: FrameworkResult;
}) {
  if (pass === null) {
    const missing = result.of - result.assessed;
    return (
      <>
        <strong>? Open</strong> (needs {needs}; {missing} {missing === 1 ? 'dimension is' : 'dimensions are'} not
        assessed)
      </>
    );
  }
  return pass ? (
    <>
      <strong class="met">✓ Passes</strong> ({result.total}, needs {needs})
    </>
  ) : (
    <>
      <strong class="contradicted">✕ Misses by {needs - result.total}</strong> ({result.total}, needs {needs})
    </>
  );
}

interface WaysProps {
  reading: Reading;
  ways: readonly { id: FrameworkId; result: FrameworkResult; needs: number }[];
}

/** The fewest further checks that would reach both totals, as sentences. */
function Ways({ reading, ways }: WaysProps) {
  const found = ways.map(({ id, result, needs }) => shortestWay(reading.rubric[id].levels, result, needs));
  const steps = found.flatMap((way) => way ?? []);
  if (steps.length === 0)
    return found.includes(null) ? <span class="soft">Not known</span> : <span class="soft">–</span>;
  const checks = steps.reduce((sum, step) => sum + step.checks, 0);
  return (
    <>
      {checks === 1 ? '1 more check, ' : `${checks} more checks: `}
      {steps.map((step, at) => (
        <>
          {at > 0 ? ', ' : ''}
          {checks === 1 ? 'in ' : `${step.checks} in `}
          <a href={`#${step.dimension}`}>{dimensionOf(reading.rubric, step.dimension)?.name ?? step.dimension}</a>
        </>
      ))}
      {ways
        .filter((_way, at) => found[at] === null)
        .map(({ id }) => (
          <span class="soft">; {reading.rubric[id].name} is open</span>
        ))}
    </>
  );
}

import type { ComparedContext } from '../../../domain/comparison.ts';
import { contextName } from '../reading.ts';
import { Table } from '../table.tsx';
import { type ComparedShown, namesOf } from './compared-shown.ts';

/** Which contexts each product meets the levels for, and what is lacking. */
export function ComparedContexts({ shown, contexts }: { shown: ComparedShown; contexts: readonly ComparedContext[] }) {
  const { products, rubric } = shown;
  const totals = products.map(({ publication }) => publication.analysis.frameworks);
  return (
    <section id="contexts" aria-labelledby="contexts-title">
      <h2 id="contexts-title">Fit per context</h2>
      <Table
        head={['Context', ...namesOf(shown)]}
        rows={contexts.map(({ id, needs, passes }) => [
          <>
            {contextName(rubric, id)}{' '}
            <span class="soft">
              needs {rubric.inpact.name} {needs.inpact}, {rubric.goals.name} {needs.goals}
            </span>
          </>,
          ...totals.map((total, line) => {
            const lacking = (['inpact', 'goals'] as const).flatMap((framework) => {
              const passed = passes[framework][line];
              if (passed) return [];
              const { name } = rubric[framework];
              if (passed === null || passed === undefined) return [`${name} was not assessed as a whole`];
              return [`${name} lacks ${needs[framework] - total[framework].total}`];
            });
            return lacking.length === 0 ? <strong>● Met</strong> : <>○ {lacking.join('; ')}</>;
          }),
        ])}
      />
    </section>
  );
}

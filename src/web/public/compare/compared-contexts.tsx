import type { FrameworkId } from '../../../domain/closed-lists.ts';
import type { ComparedContext } from '../../../domain/comparison.ts';
import { contextName } from '../reading.ts';
import { Table } from '../table.tsx';
import { type ComparedShown, namesOf } from './compared-shown.ts';

const frameworks = ['inpact', 'goals'] as const;

/** Which contexts each product meets the levels for, and what is lacking, by the rubric that each was analysed under. */
export function ComparedContexts({ shown, contexts }: { shown: ComparedShown; contexts: readonly ComparedContext[] }) {
  const { products, rubric } = shown;
  return (
    <section id="contexts" aria-labelledby="contexts-title">
      <h2 id="contexts-title">Fit per context</h2>
      <Table
        head={['Context', ...namesOf(shown)]}
        rows={contexts.map((context) => [
          <>
            {contextName(rubric, context.id)} <span class="soft">{needWords(shown, context)}</span>
          </>,
          ...products.map((_product, line) => <Fit shown={shown} context={context} line={line} />),
        ])}
      />
    </section>
  );
}

/** "needs INPACT 28, GOALS 20", and both figures where products were analysed under rubrics that ask for different ones. */
function needWords({ rubric }: ComparedShown, { needs }: ComparedContext): string {
  const figures = (framework: FrameworkId) => [...new Set(needs[framework].filter((need) => need !== null))];
  const named = frameworks.flatMap((framework) => {
    const found = figures(framework);
    return found.length === 0 ? [] : [`${rubric[framework].name} ${found.join(' or ')}`];
  });
  if (named.length === 0) return '';
  const isOne = frameworks.every((framework) => figures(framework).length < 2);
  return `needs ${named.join(', ')}${isOne ? '' : ' by the rubric of each'}`;
}

function Fit({ shown, context, line }: { shown: ComparedShown; context: ComparedContext; line: number }) {
  const total = shown.products[line]?.publication.analysis.frameworks;
  const lacking = frameworks.flatMap((framework) => {
    const { name } = shown.rubric[framework];
    const need = context.needs[framework][line];
    const passed = context.passes[framework][line];
    if (passed || !total) return [];
    if (need === null || need === undefined) return ['not in its rubric'];
    if (passed === null || passed === undefined) return [`${name} was not assessed as a whole`];
    return [`${name} lacks ${need - total[framework].total}`];
  });
  return lacking.length === 0 ? <strong>● Met</strong> : <>○ {[...new Set(lacking)].join('; ')}</>;
}

import type { FrameworkId } from '../../../domain/closed-lists.ts';
import type { ComparedDimension } from '../../../domain/comparison.ts';
import { dimensionOf } from '../reading.ts';
import { type ComparedShown, namesOf } from './compared-shown.ts';
import { OverlaidRadar } from './overlaid-radar.tsx';

interface DimensionsProps {
  shown: ComparedShown;
  dimensions: readonly ComparedDimension[];
}

/** Both frameworks as overlaid radars, and every dimension in figures with its difference marked. */
export function ComparedDimensions({ shown, dimensions }: DimensionsProps) {
  const names = namesOf(shown);
  return (
    <section id="dimensions" aria-labelledby="dimensions-title">
      <h2 id="dimensions-title">Levels, dimension by dimension</h2>
      <div class="radars">
        {(['inpact', 'goals'] as const).map((framework) => {
          const own = dimensions.filter((dimension) => dimension.framework === framework);
          return (
            <OverlaidRadar
              title={shown.rubric[framework].name}
              spokes={own.map(({ id }) => dimensionOf(shown.rubric, id)?.name ?? id)}
              max={own[0]?.max ?? 0}
              series={names.map((name, line) => ({ name, levels: own.map(({ levels }) => levels[line] ?? null) }))}
            />
          );
        })}
      </div>
      {(['inpact', 'goals'] as const).map((framework) => (
        <Lines {...{ shown, framework }} dimensions={dimensions.filter((each) => each.framework === framework)} />
      ))}
    </section>
  );
}

function Lines({ shown, framework, dimensions }: DimensionsProps & { framework: FrameworkId }) {
  const names = namesOf(shown);
  return (
    <table class="rows compared-levels">
      <caption>{shown.rubric[framework].name}</caption>
      <thead>
        <tr>
          <th scope="col">Dimension</th>
          {names.map((name) => (
            <th scope="col">{name}</th>
          ))}
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {dimensions.map(({ id, levels, max, difference }) => (
          <tr class={difference ? 'differs' : undefined}>
            <th scope="row">{dimensionOf(shown.rubric, id)?.name ?? id}</th>
            {levels.map((level, line) => (
              <td data-label={names[line] ?? ''}>
                <Level
                  {...{ level, max }}
                  isHighest={Boolean(difference) && level === Math.max(...levels.map(Number))}
                />
              </td>
            ))}
            <td data-label="Difference">{differenceWords(difference)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Level({ level, max, isHighest }: { level: number | null; max: number; isHighest: boolean }) {
  if (level === null) return <span class="soft">not assessed</span>;
  if (!isHighest) return <>{`${level} of ${max}`}</>;
  return (
    <strong>
      {`${level} of ${max}`}
      <span aria-hidden="true"> ▲</span>
      <span class="unseen"> (highest)</span>
    </strong>
  );
}

function differenceWords(difference: number | null): string {
  if (difference === null) return 'cannot be told';
  if (difference === 0) return 'none';
  return difference === 1 ? '1 level' : `${difference} levels`;
}

import type { Rubric } from '../../domain/rubric.ts';
import type { VersionCard } from '../../ports.ts';
import { day, dimensionOf } from './reading.ts';
import { Table } from './table.tsx';

interface TimelineProps {
  /** Oldest first. */
  versions: VersionCard[];
  rubric: Rubric;
}

/** Of more versions than these the latest are drawn: narrower steps could not be told apart on a phone. */
const mostSteps = 16;
const width = 240;
const height = 36;
/** Room above and below, so that a line at either end is not cut. */
const margin = 5;

/** The levels of each dimension over the versions, as lines with their figures in a table behind them. */
export function LevelTimeline({ versions, rubric }: TimelineProps) {
  const shown = versions.slice(-mostSteps);
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last || shown.length < 2) return null;
  return (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title">Levels over time</h2>
      <p class="soft">
        From version {first.version} ({day(first.at)}) to version {last.version} ({day(last.at)}), a step a version.
      </p>
      <div class="timelines">
        {(['inpact', 'goals'] as const).map((id) => (
          <div>
            <h3>{rubric[id].name}</h3>
            <ul>
              {last.card[id].dimensions.map((dimension) => (
                <li>
                  <Line
                    name={dimensionOf(rubric, dimension.id)?.name ?? dimension.id}
                    levels={shown.map(({ card }) => levelIn(card, id, dimension.id))}
                    max={dimension.max}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <details class="figures">
        <summary>As a table</summary>
        <Table
          caption="Levels by version"
          head={['Dimension', ...shown.map(({ version }) => `Version ${version}`)]}
          rows={(['inpact', 'goals'] as const).flatMap((id) =>
            last.card[id].dimensions.map((dimension) => [
              dimensionOf(rubric, dimension.id)?.name ?? dimension.id,
              ...shown.map(({ card }) => levelWords(levelIn(card, id, dimension.id))),
            ]),
          )}
        />
      </details>
    </section>
  );
}

function Line({ name, levels, max }: { name: string; levels: (number | null)[]; max: number }) {
  const from = levels[0] ?? null;
  const to = levels.at(-1) ?? null;
  const words = from === to ? levelWords(to) : `${levelWords(from)} → ${levelWords(to)}`;
  return (
    <>
      <span class="name">{name}</span>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${name}: ${levels.map(levelWords).join(', ')} of ${max}`}
      >
        <line class="ring" x1={0} y1={height - margin} x2={width} y2={height - margin} />
        {steps(levels).map(({ at, level }) => (
          <line class="step" x1={x(at, levels)} x2={x(at + 1, levels)} y1={y(level, max)} y2={y(level, max)} />
        ))}
        {rises(levels).map(({ at, before, after }) => (
          <line class="step" x1={x(at, levels)} x2={x(at, levels)} y1={y(before, max)} y2={y(after, max)} />
        ))}
      </svg>
      <span class="words">{words}</span>
    </>
  );
}

function levelIn(card: VersionCard['card'], framework: 'inpact' | 'goals', dimension: string): number | null {
  return card[framework].dimensions.find(({ id }) => id === dimension)?.level ?? null;
}

function levelWords(level: number | null): string {
  return level === null ? 'not assessed' : String(level);
}

/** One stretch a version; none where the dimension was not assessed. */
function steps(levels: readonly (number | null)[]): { at: number; level: number }[] {
  return levels.flatMap((level, at) => (level === null ? [] : [{ at, level }]));
}

function rises(levels: readonly (number | null)[]): { at: number; before: number; after: number }[] {
  return levels.flatMap((after, at) => {
    const before = levels[at - 1] ?? null;
    return before === null || after === null || before === after ? [] : [{ at, before, after }];
  });
}

function x(at: number, levels: readonly unknown[]): number {
  return Math.round((width * at * 10) / levels.length) / 10;
}

function y(level: number, max: number): number {
  return Math.round((height - margin - ((height - 2 * margin) * level) / max) * 10) / 10;
}

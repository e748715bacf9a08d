import { assessedRuns } from '../assessed-runs.ts';
import { seriesMarks } from './series-mark.tsx';

interface OverlaidRadarProps {
  title: string;
  /** Names of the dimensions, clockwise from the top. */
  spokes: readonly string[];
  max: number;
  /** One line a product, in the order of the columns; null where it was not assessed. */
  series: readonly { name: string; levels: readonly (number | null)[] }[];
}

const size = 300;
const middle = size / 2;
const radius = 100;
/** Room at either side for the names around the web. */
const margin = 56;

/**
 * Radars of several products over each other: each line has a stroke and a mark of its own, so that none is told by colour
 * alone, and is open where a dimension was not assessed. The table of dimensions says the same in figures.
 */
export function OverlaidRadar({ title, spokes, max, series }: OverlaidRadarProps) {
  const label = series
    .map(
      ({ name, levels }) =>
        `${name}: ${spokes.map((spoke, at) => `${spoke} ${levels[at] ?? 'not assessed'}`).join(', ')}`,
    )
    .join('; ');
  const at = (spoke: number, share: number) => point(spoke, { count: spokes.length, share });
  return (
    <figure class="overlaid">
      <svg
        viewBox={`${-margin} 20 ${size + 2 * margin} ${size - 40}`}
        role="img"
        aria-label={`${title}, levels of ${max}. ${label}`}
      >
        {Array.from({ length: max }, (_, ring) => (
          <polygon class="ring" points={polygon(spokes.map((_spoke, spoke) => at(spoke, (ring + 1) / max)))} />
        ))}
        {spokes.map((_spoke, spoke) => {
          const [x, y] = at(spoke, 1);
          return <line class="ring" x1={middle} y1={middle} x2={x} y2={y} />;
        })}
        {series.map(({ levels }, line) => (
          <g class={`series series-${line + 1}`}>
            {assessedRuns(spokes.map((_spoke, spoke) => levels[spoke])).map(({ spokes: run, isClosed }) => {
              const points = polygon(run.map((spoke) => at(spoke, (levels[spoke] ?? 0) / max)));
              return isClosed ? <polygon points={points} /> : <polyline points={points} />;
            })}
            {spokes.map((_spoke, spoke) => {
              const level = levels[spoke];
              if (level === null || level === undefined) return null;
              const [x, y] = at(spoke, level / max);
              return <path d={seriesMarks[line]?.path ?? ''} transform={`translate(${x} ${y})`} />;
            })}
          </g>
        ))}
        {spokes.map((name, spoke) => {
          const [x, y] = at(spoke, 1.14);
          const anchor = Math.abs(x - middle) < 12 ? 'middle' : x < middle ? 'end' : 'start';
          return (
            <text x={x} y={y} text-anchor={anchor} dominant-baseline="middle">
              {name}
            </text>
          );
        })}
      </svg>
      <figcaption>{title}</figcaption>
    </figure>
  );
}

function point(spoke: number, { count, share }: { count: number; share: number }): [number, number] {
  const angle = (2 * Math.PI * spoke) / count - Math.PI / 2;
  return [round(middle + radius * share * Math.cos(angle)), round(middle + radius * share * Math.sin(angle))];
}

function polygon(points: [number, number][]): string {
  return points.map(([x, y]) => `${x},${y}`).join(' ');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

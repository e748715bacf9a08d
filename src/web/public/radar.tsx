import { assessedRuns } from './assessed-runs.ts';

interface Spoke {
  name: string;
  /** Null where not assessed: the spoke is drawn, no point stands on it. */
  level: number | null;
  max: number;
}

const size = 300;
const middle = size / 2;
const radius = 96;
/** Room at either side for the names around the web. */
const margin = 40;

/** A radar of levels as SVG, open where a dimension was not assessed, with the same figures as a table behind it for those who read it otherwise. */
export function Radar({ title, spokes, small }: { title: string; spokes: Spoke[]; small?: boolean }) {
  const rings = spokes[0]?.max ?? 0;
  const shape = spokes.map(({ level, max }, at) => point(at, spokes.length, (level ?? 0) / max));
  const label = spokes.map(({ name, level, max }) => `${name} ${level ?? 'not assessed'} of ${max}`).join(', ');
  return (
    <div class={small ? 'radar small' : 'radar'}>
      <svg
        viewBox={small ? `36 36 ${size - 72} ${size - 72}` : `${-margin} 24 ${size + 2 * margin} ${size - 48}`}
        role="img"
        aria-label={`${title}: ${label}`}
      >
        {Array.from({ length: rings }, (_, ring) => (
          <polygon
            class="ring"
            points={polygon(spokes.map((_spoke, at) => point(at, spokes.length, (ring + 1) / rings)))}
          />
        ))}
        {spokes.map((_spoke, at) => {
          const [x, y] = point(at, spokes.length, 1);
          return <line class="ring" x1={middle} y1={middle} x2={x} y2={y} />;
        })}
        {assessedRuns(spokes.map(({ level }) => level)).map(({ spokes: run, isClosed }) => {
          const points = polygon(run.flatMap((at) => (shape[at] ? [shape[at]] : [])));
          return isClosed ? <polygon class="shape" points={points} /> : <polyline class="shape" points={points} />;
        })}
        {spokes.map(({ level }, at) => {
          if (level === null) return null;
          const [x, y] = shape[at] ?? [middle, middle];
          return <circle class="dot" cx={x} cy={y} r="4" />;
        })}
        {small
          ? null
          : spokes.map(({ name, level }, at) => {
              const [x, y] = point(at, spokes.length, 1.16);
              const anchor = Math.abs(x - middle) < 12 ? 'middle' : x < middle ? 'end' : 'start';
              return (
                <text x={x} y={y} text-anchor={anchor} dominant-baseline="middle">
                  {`${name} ${level ?? '–'}`}
                </text>
              );
            })}
      </svg>
      {small ? null : (
        <details class="figures">
          <summary>As a table</summary>
          <table>
            <caption>{title}</caption>
            <thead>
              <tr>
                <th scope="col">Dimension</th>
                <th scope="col">Level</th>
              </tr>
            </thead>
            <tbody>
              {spokes.map(({ name, level, max }) => (
                <tr>
                  <th scope="row">{name}</th>
                  <td>{level === null ? 'not assessed' : `${level} of ${max}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </div>
  );
}

function point(at: number, count: number, share: number): [number, number] {
  const angle = (2 * Math.PI * at) / count - Math.PI / 2;
  return [round(middle + radius * share * Math.cos(angle)), round(middle + radius * share * Math.sin(angle))];
}

function polygon(points: [number, number][]): string {
  return points.map(([x, y]) => `${x},${y}`).join(' ');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

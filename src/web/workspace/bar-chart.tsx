interface Bar {
  label: string;
  value: number;
  /** The value as people read it. */
  text: string;
}

interface BarChartProps {
  /** What the chart shows, for those who hear it; the figures stand in the table behind it. */
  title: string;
  bars: readonly Bar[];
}

const rowHeight = 28;
const barHeight = 14;
const labelWidth = 184;
const width = 600;
/** Room behind the longest bar for its text. */
const textWidth = 132;

/** Lying bars with their labels before and their values behind them, from nought. */
export function BarChart({ title, bars }: BarChartProps) {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  const room = width - labelWidth - textWidth;
  const height = bars.length * rowHeight;
  return (
    <svg class="bars" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      {bars.map(({ label, value, text }, at) => {
        const length = most === 0 ? 0 : Math.max(value > 0 ? 2 : 0, (value / most) * room);
        const middle = at * rowHeight + rowHeight / 2;
        return (
          <g>
            <text x={labelWidth - 8} y={middle} text-anchor="end" dominant-baseline="central">
              {label}
            </text>
            <rect x={labelWidth} y={middle - barHeight / 2} width={length.toFixed(1)} height={barHeight} />
            <text x={(labelWidth + length + 8).toFixed(1)} y={middle} dominant-baseline="central" class="value">
              {text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

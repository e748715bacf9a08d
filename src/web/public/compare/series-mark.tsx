/** How each product of a comparison is marked: by shape as well as by colour. Paths around 0,0. */
export const seriesMarks: readonly { shape: string; path: string }[] = [
  { shape: 'circle', path: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z' },
  { shape: 'square', path: 'M-4.5 -4.5h9v9h-9z' },
  { shape: 'triangle', path: 'M0 -6L5.5 4H-5.5z' },
  { shape: 'diamond', path: 'M0 -6L6 0L0 6L-6 0z' },
];

/** The mark of a product beside its name: its line with its shape on it. */
export function SeriesMark({ line }: { line: number }) {
  return (
    <svg
      class={`series-mark series series-${line + 1}`}
      viewBox="-20 -8 40 16"
      width="40"
      height="16"
      aria-hidden="true"
    >
      <line x1="-20" y1="0" x2="20" y2="0" />
      <path d={seriesMarks[line]?.path ?? ''} />
    </svg>
  );
}

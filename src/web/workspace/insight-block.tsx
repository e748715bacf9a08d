import type { Child } from 'hono/jsx';
import { Table } from '../public/table.tsx';

interface BlockProps {
  id: string;
  question: string;
  /** The answer in a sentence or two. */
  answer: string;
  chart: Child;
  table: { head: string[]; rows: Child[][] };
}

/** A question, its answer in words, a picture of it, and the figures behind the picture. */
export function InsightBlock({ id, question, answer, chart, table }: BlockProps) {
  return (
    <section class="insight" aria-labelledby={id}>
      <h2 id={id}>{question}</h2>
      <p class="lead">{answer}</p>
      {chart}
      {table.rows.length > 0 ? (
        <details>
          <summary>The figures</summary>
          <Table head={table.head} rows={table.rows} />
        </details>
      ) : null}
    </section>
  );
}

import type { Child } from 'hono/jsx';

interface TableProps {
  /** Column titles; the first column names its row. One without a title holds what can be done with the row. */
  head: string[];
  rows: Child[][];
  caption?: string;
}

/** A table that becomes a list of labelled lines where the screen is too narrow for columns. */
export function Table({ head, rows, caption }: TableProps) {
  return (
    <table class="rows">
      {caption ? <caption>{caption}</caption> : null}
      <thead>
        <tr>{head.map((title) => (title === '' ? <td /> : <th scope="col">{title}</th>))}</tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest]) => (
          <tr>
            <th scope="row">{first}</th>
            {rest.map((cell, at) => (
              <td data-label={head[at + 1] ?? ''}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

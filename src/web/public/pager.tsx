/** Where the pages before and after this one are; null where there is none. */
export interface Turns {
  previous: string | null;
  next: string | null;
}

interface PagerProps {
  turns: Turns;
  /** What the list holds, for those who hear the page: `runs`. */
  of: string;
}

/** The way to the rest of a list, one page at a time; nothing where all of it is shown. */
export function Pager({ turns: { previous, next }, of }: PagerProps) {
  if (!previous && !next) return null;
  return (
    <nav class="pager" aria-label={`Pages of ${of}`}>
      {previous ? (
        <a href={previous} rel="prev">
          ← Previous
        </a>
      ) : null}
      {next ? (
        <a href={next} rel="next">
          Next →
        </a>
      ) : null}
    </nav>
  );
}

/** The addresses of the neighbouring pages of a list that is turned by cursors, under its path with its other fields kept. */
export function turnsOf(
  { previous, next }: Turns,
  path: string,
  fields: Readonly<Record<string, string | null | undefined>> = {},
): Turns {
  const kept = Object.entries(fields).filter((field): field is [string, string] => Boolean(field[1]));
  const to = (name: 'before' | 'after', cursor: string | null): string | null =>
    cursor === null ? null : `${path}?${new URLSearchParams([...kept, [name, cursor]])}`;
  return { previous: to('before', previous), next: to('after', next) };
}

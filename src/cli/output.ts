/** Results go to standard output, everything else to standard error; `--json` prints one value and nothing more. */

/** Prints a result for programs. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Prints a line of a result for people. */
export function printLine(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Prints a line about the work, on standard error. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Prints rows in aligned columns under a header; says `empty` when there are none. */
export function printTable(header: string[], rows: string[][], empty: string): void {
  if (rows.length === 0) {
    printLine(empty);
    return;
  }
  const widths = header.map((title, at) => Math.max(title.length, ...rows.map((row) => (row[at] ?? '').length)));
  const line = (cells: string[]): string =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  printLine(line(header.map((title) => title.toUpperCase())));
  for (const row of rows) printLine(line(row));
}

/** Columns of the terminal, between 60 and 100: longer lines are hard to read. */
export function columns(): number {
  return Math.min(100, Math.max(60, process.stdout.columns ?? 80));
}

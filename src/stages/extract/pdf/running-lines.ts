import type { PdfLine } from './page-lines.ts';

/** Lines at either end of a page among which its running head and foot are looked for. */
const atEachEnd = 3;
/** Share of the pages, and least number, on which a line stands before it counts as the book's and not the page's. */
const runningShare = 0.4;
const leastPages = 3;
const pageNumber = /^(page\s+)?[\divxlc]{1,6}(\s*(\/|of)\s*\d{1,5})?$/i;

/** The pages without their running heads, feet and numbers. */
export function withoutRunningLines(pages: readonly (readonly PdfLine[])[]): PdfLine[][] {
  const counts = new Map<string, number>();
  for (const lines of pages) {
    for (const key of new Set(ends(lines).map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const least = Math.max(leastPages, runningShare * pages.length);
  return pages.map((lines) => {
    const outer = new Set(ends(lines));
    return lines.filter(
      (line) => !outer.has(line) || !((counts.get(keyOf(line)) ?? 0) >= least || isNumber(line, lines)),
    );
  });
}

/** The highest and lowest lines; in the order of the file a foot may come first. */
function ends(lines: readonly PdfLine[]): PdfLine[] {
  const byHeight = [...lines].sort((a, b) => b.y - a.y);
  return byHeight.length <= atEachEnd * 2 ? byHeight : [...byHeight.slice(0, atEachEnd), ...byHeight.slice(-atEachEnd)];
}

function isNumber(line: PdfLine, lines: readonly PdfLine[]): boolean {
  const heights = lines.map(({ y }) => y);
  return pageNumber.test(line.text) && (line.y === Math.max(...heights) || line.y === Math.min(...heights));
}

/** Pages differ in their number only; the size keeps a title apart from the running head that repeats it. */
function keyOf({ text, size }: PdfLine): string {
  return `${size} ${text.replace(/\d+/g, '#')}`;
}

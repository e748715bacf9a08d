import { findQuote } from '../src/domain/quote-gate.ts';

/**
 * 500 proposed quotes looked up in 200 stored pages of about 8,000 characters, each retyped with other quote marks and
 * white space, so that none is found by plain comparison. Prints the median of several rounds, the first not counted.
 */
const pages = Array.from({ length: 200 }, (_, page) =>
  Array.from({ length: 80 }, (_, line) => sentence(page, line)).join('\n\n'),
);
const proposed = Array.from({ length: 500 }, (_, at) => ({
  page: pages[at % pages.length] ?? '',
  quote: sentence(at % pages.length, (at * 7) % 80)
    .replaceAll('"', '\u201d')
    .replaceAll(' ', '  '),
}));

const times: number[] = [];
for (let round = 0; round < 8; round += 1) {
  const began = performance.now();
  const found = proposed.filter(({ page, quote }) => 'start' in findQuote(page, quote)).length;
  if (found !== proposed.length) throw new Error(`only ${found} of ${proposed.length} quotes were found`);
  if (round > 0) times.push(performance.now() - began);
}
const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
console.log(`500 quotes against 200 pages: median ${Math.round(median)} ms (${times.length} rounds)`);

function sentence(page: number, line: number): string {
  return `Setting ${line} of part ${page} is called "limit-${page}-${line}" and holds a request for at most ${line + 3} seconds.`;
}

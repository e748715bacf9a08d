import type { PageText, ReceivedPage } from '../../src/domain/page-text.ts';

/** A reader whose behaviour stands in the page: it hangs, swallows memory, recurses, breaks, or answers. */
export default async function read(page: ReceivedPage): Promise<PageText> {
  const text = new TextDecoder().decode(page.body);
  if (text === 'hang') for (;;) Math.random();
  if (text === 'allocate') {
    const kept: string[][] = [];
    for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => `${index}${kept.length}`));
  }
  if (text === 'recurse') recurse(0);
  if (text === 'bug') throw new TypeError('a bug of the reader');
  return {
    title: page.url,
    text: `${text} ${Object.keys(process.env).length}`,
    blocks: [],
    links: [],
    canonical: null,
    language: null,
    needsJavascript: false,
    hidden: 0,
  };
}

function recurse(depth: number): number {
  return recurse(depth + 1) + depth;
}

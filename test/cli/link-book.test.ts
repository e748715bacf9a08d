import { describe, expect, it } from 'vitest';
import { linkBook } from '../../src/cli/export/link-book.ts';

const files = new Map([
  ['index.html', '<a href="vendors/x/index.html#scores">X</a> <a href="#top">Top</a>'],
  ['vendors/x/index.html', '<h2 id="scores">Scores</h2> <a href="../../index.html?layer=L1">All</a>'],
]);

function broken(more: Record<string, string>): string[] {
  const all = new Map([...files, ['top.html', '<p id="top">'], ...Object.entries(more)]);
  const book = linkBook();
  for (const [file, html] of all) book.note(file, html);
  return book.broken((file) => all.has(file)).map(({ page, link }) => `${page}: ${link}`);
}

describe('The links of a copy', () => {
  it('lead to files and places that are there', () => {
    expect(
      broken({ 'index.html': '<a id="top" href="vendors/x/index.html#scores">X</a><a href="#top">Top</a>' }),
    ).toEqual([]);
  });

  it.each([
    ['a file that is not there', '<a href="vendors/y/index.html">'],
    ['a place that is not on its page', '<a href="vendors/x/index.html#other">'],
    ['a place that is not on the page itself', '<a href="#nowhere">'],
    ['the root of the host', '<a href="/vendors/x/index.html">'],
    ['a folder, for which not every host shows an index', '<a href="vendors/x/">'],
    ['a file out of the copy', '<img src="../picture.png">'],
    ['a page to go on to that is not there', '<meta content="0;url=vendors/y/index.html" http-equiv="refresh">'],
    ['a query that nothing reads', '<form action="vendors/x/index.html?as-of=2026-01-01">'],
  ])('are told where they lead to %s', (_what, html) => {
    const link = /"(?:0;url=)?([^"]*)"/.exec(html)?.[1];
    expect(broken({ 'page.html': html })).toContain(`page.html: ${link}`);
  });

  it('are looked at as a browser reads them, entities and all', () => {
    expect(broken({ 'index.html': '<p id="top"><p id=a&amp;b>', 'b.html': '<a href="index.html#a&#38;b">' })).toEqual(
      [],
    );
  });
});

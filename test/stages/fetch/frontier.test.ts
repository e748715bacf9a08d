import { describe, expect, it } from 'vitest';
import { type Frontier, frontier } from '../../../src/stages/fetch/frontier.ts';
import { siteScope } from '../../../src/stages/fetch/site-scope.ts';

function drain(waiting: Frontier): string[] {
  const taken: string[] = [];
  for (;;) {
    const next = waiting.take(() => true);
    if (!next) return taken;
    taken.push(next.url);
  }
}

const top = 'https://acme.example/';

describe('The order of reading', () => {
  it('puts sources first, then security and operations, then concepts and reference, then the rest', () => {
    const waiting = frontier(siteScope([top]), 6);
    for (const path of [
      'blog/launch',
      'tutorials/first',
      'reference/cli',
      'zh/security',
      '0.9/security',
      'concepts',
      'v1.2/security',
      'operations/backup',
      'security/rbac',
      'next/security',
      'zebra-cats',
    ]) {
      waiting.add({ url: top + path, depth: 1 });
    }
    waiting.add({ url: top, depth: 0 });
    expect(drain(waiting).map((url) => url.slice(top.length))).toEqual([
      '',
      'security/rbac',
      'operations/backup',
      'concepts',
      'reference/cli',
      'zebra-cats',
      'tutorials/first',
      'blog/launch',
      'v1.2/security',
    ]);
    expect(waiting.leftOut()).toEqual([
      { reason: 'old-version', count: 2, examples: [`${top}next/security`, `${top}0.9/security`] },
      { reason: 'other-language', count: 1, examples: [`${top}zh/security`] },
    ]);
  });

  it('does not depend on the order in which pages were found', () => {
    const paths = ['a', 'b', 'security', 'c?x=1', 'metrics', 'docs/x', 'faq'];
    const orders = [paths, [...paths].reverse()].map((order) => {
      const waiting = frontier(siteScope([top]), 6);
      for (const path of order) waiting.add({ url: top + path, depth: 1 });
      return drain(waiting);
    });
    expect(orders[0]).toEqual(orders[1]);
  });

  it('reads below the folder of a source before the rest of its site', () => {
    const waiting = frontier(siteScope(['https://acme.example/product/docs/intro']), 6);
    waiting.add({ url: 'https://acme.example/security', depth: 1 });
    waiting.add({ url: 'https://acme.example/product/docs/zebra', depth: 1 });
    expect(drain(waiting)).toEqual(['https://acme.example/product/docs/zebra', 'https://acme.example/security']);
  });

  it('does not hold a version against pages when the source names it', () => {
    const waiting = frontier(siteScope(['https://acme.example/v2.1/']), 6);
    waiting.add({ url: 'https://acme.example/v2.1/zebra', depth: 1 });
    waiting.add({ url: 'https://acme.example/v2.0/security', depth: 1 });
    expect(drain(waiting)[0]).toBe('https://acme.example/v2.1/zebra');
  });
});

describe('What is let in', () => {
  it('is the same registrable domain, with its subdomains', () => {
    const scope = siteScope(['https://docs.acme.co.uk/x', 'https://team.github.io/tool/']);
    expect(
      ['https://acme.co.uk/', 'https://www.acme.co.uk/a', 'https://team.github.io/tool/a'].filter(scope.holds),
    ).toHaveLength(3);
    expect(['https://other.co.uk/', 'https://rival.github.io/', 'https://notacme.co.uk/'].filter(scope.holds)).toEqual(
      [],
    );
  });

  it('is the same host and port where the source is an address', () => {
    const scope = siteScope(['http://127.0.0.1:4600/']);
    expect(scope.holds('http://127.0.0.1:4600/a')).toBe(true);
    expect(['http://127.0.0.1:4601/', 'http://127.0.0.2:4600/', 'http://127.0.0.1/'].filter(scope.holds)).toEqual([]);
  });

  it('holds each page once and nothing deeper than the budget', () => {
    const waiting = frontier(siteScope([top]), 2);
    for (const path of ['a', 'a/', 'a.html', 'a#x', 'a?utm_source=y']) waiting.add({ url: top + path, depth: 1 });
    waiting.add({ url: `${top}deep`, depth: 3 });
    expect(drain(waiting)).toEqual([`${top}a`]);
    expect(waiting.tooDeep).toBe(true);
    waiting.add({ url: `${top}a`, depth: 1 });
    expect(waiting.size).toBe(0);
  });

  it('bounds calendars, paging and filters', () => {
    const waiting = frontier(siteScope([top]), 6);
    for (let day = 1; day <= 31; day += 1) waiting.add({ url: `${top}calendar/2024/01/${day}/`, depth: 1 });
    for (let page = 1; page <= 50; page += 1) waiting.add({ url: `${top}list?page=${page}&sort=a${page}`, depth: 1 });
    expect(waiting.size).toBeLessThanOrEqual(17);
  });

  it('never holds more than ten thousand, and keeps the best', () => {
    const waiting = frontier(siteScope([top]), 6);
    const letters = (n: number): string => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    for (let n = 0; n < 10_200; n += 1) waiting.add({ url: `${top}blog-${letters(n)}`, depth: 1 });
    waiting.add({ url: `${top}security`, depth: 1 });
    expect(waiting.size).toBeLessThanOrEqual(10_000);
    expect(waiting.take(() => true)?.url).toBe(`${top}security`);
  });
});

describe('Of the versions of a documentation', () => {
  const read = (source: string, paths: string[]): string[] => {
    const waiting = frontier(siteScope([source]), 6);
    for (const path of paths) waiting.add({ url: top + path, depth: 1 });
    return drain(waiting)
      .map((url) => url.slice(top.length))
      .sort();
  };

  it('the one without a number is read, and pages that only a numbered one has', () => {
    expect(read(top, ['docs/a', 'docs/2.1/a', 'docs/2.0/a', 'docs/2.1/only-there', 'docs/next/a'])).toEqual([
      'docs/2.1/only-there',
      'docs/a',
    ]);
  });

  it('the newest is read where all have numbers, by number and not by letter', () => {
    expect(read(top, ['docs/v9.3/a', 'docs/v10.1/a', 'docs/v10.0/a', 'docs/main/a'])).toEqual(['docs/v10.1/a']);
  });

  it('the one that calls itself stable is read before any number', () => {
    expect(read(top, ['en/stable/a', 'en/3.9/a', 'en/latest/b'])).toEqual(['en/latest/b', 'en/stable/a']);
  });

  it('the one that a person chose is read alone', () => {
    expect(read(`${top}docs/v1.2/`, ['docs/v1.2/a', 'docs/v2.0/a', 'docs/next/a'])).toEqual(['docs/v1.2/a']);
  });

  it('an unreleased one is read where there is no other', () => {
    expect(read(top, ['docs/main/a', 'docs/main/b'])).toEqual(['docs/main/a', 'docs/main/b']);
  });
});

describe('What a person says of addresses', () => {
  const paths = ['docs/a', 'docs/b', 'blog/a', 'docs/internal/c'];
  const read = (patterns: { include?: string[]; exclude?: string[] }): string[] => {
    const waiting = frontier(siteScope([top], patterns), 6);
    for (const path of paths) waiting.add({ url: top + path, depth: 1 });
    waiting.add({ url: top, depth: 0 });
    return drain(waiting).map((url) => url.slice(top.length));
  };

  it('is kept to, and a source is read whatever it says', () => {
    expect(read({ exclude: ['/blog/*'] }).sort()).toEqual(['', 'docs/a', 'docs/b', 'docs/internal/c']);
    expect(read({ include: ['/docs/*'], exclude: ['*/internal/*'] }).sort()).toEqual(['', 'docs/a', 'docs/b']);
    expect(read({ include: ['docs.acme.example/*'] })).toEqual(['']);
  });
});

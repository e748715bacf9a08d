import { describe, expect, it } from 'vitest';
import type { PageOutcome } from '../../src/domain/closed-lists.ts';
import type { JournalEntry } from '../../src/ports.ts';
import { crawlSentence } from '../../src/stages/fetch/crawl-sentence.ts';
import { RunPages } from '../../src/web/workspace/run-pages.tsx';

const page = (path: string, outcome: PageOutcome): JournalEntry => {
  const url = `https://docs.quillstore.example/${path}`;
  return {
    runId: 'run-1',
    at: '2026-03-01T00:00:00.000Z',
    stage: 'fetch',
    kind: 'page',
    text: `Read ${url}`,
    detail: { url, outcome },
  };
};

describe('An address that robots.txt forbids', () => {
  it('is told on the page of a run as found and not read, never as asked for', () => {
    const told = String(RunPages({ journal: [page('a', 'captured'), page('b', 'robots-forbidden')] }));
    expect(told).toContain('2 addresses were found: 1 read, 1 not.');
    expect(told).not.toContain('asked for');
    expect(told).toContain('1 forbidden by robots.txt');
  });

  it('is none of those that the sentence on a crawl says were asked for', () => {
    const sum = { endedBy: 'done' as const, leftOut: [], bytes: 1e6, seconds: 3 };
    expect(crawlSentence({ ...sum, byOutcome: { captured: 80, gone: 3, 'robots-forbidden': 1 } })).toBe(
      'Read 80 of 84 addresses, 1.0 MB in 3 s; everything that was found was asked for, but for 1 that robots.txt forbids.',
    );
    expect(crawlSentence({ ...sum, byOutcome: { captured: 80 } })).toContain(
      'everything that was found was asked for.',
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { Baseline, Run } from '../../../src/domain/run.ts';
import type { Page } from '../../../src/domain/snapshot.ts';
import { readsAsPublished } from '../../../src/stages/extract/reads-as-published.ts';
import { anAnalysis, aVendor } from '../../contract/sample-records.ts';

const producer = { version: '1', rubricDigest: 'r', promptDigests: {}, analyst: 'offline' };
const urls = ['https://a.example/', 'https://a.example/limits'];

/** The least that the question needs of a run whose pages read as when its draft was published. */
function ground() {
  const pages = urls.map((url) => ({
    finalUrl: url,
    reading: { reader: 'one', digest: `blocks of ${url}`, textDigest: `text of ${url}` },
  }));
  const published = {
    draftId: 'draft-1',
    // Cites nothing as it stands.
    analysis: anAnalysis(aVendor(), 'words'),
    pages: urls.map((url) => ({
      ...{ url, pageDigest: 'p', textDigest: `text of ${url}`, readingDigest: `blocks of ${url}` },
    })),
  };
  const drafted = { draftId: 'draft-1', passagesDigest: 'd', producer };
  const run = { cause: 'scheduled', again: false, baseline: { published, drafted } };
  return { run, pages, tools: { producer, reader: { version: 'one' } } };
}

function answer({ run, pages, tools }: ReturnType<typeof ground>): boolean {
  const reader = { ...tools.reader, read: async () => ({ text: null, reason: '' }) };
  const baseline = run.baseline as unknown as Baseline;
  return readsAsPublished(
    { run: { ...run, baseline } as unknown as Run, pages: pages as unknown as Page[] },
    { producer: tools.producer, reader },
  );
}

describe('Pages that read as they did for the published draft', () => {
  it('are told by what was read of them', () => expect(answer(ground())).toBe(true));

  const others: [string, (of: ReturnType<typeof ground>) => void][] = [
    ['another text', ({ pages }) => Object.assign(pages[1]?.reading ?? {}, { textDigest: 'new' })],
    ['other blocks', ({ pages }) => Object.assign(pages[1]?.reading ?? {}, { digest: 'new' })],
    ['another reader', ({ pages }) => Object.assign(pages[0]?.reading ?? {}, { reader: 'two' })],
    ['another address', ({ pages }) => Object.assign(pages[0] ?? {}, { finalUrl: 'https://b.example/' })],
    ['one page fewer', ({ pages }) => pages.pop()],
    ['a newer draft that waits', ({ run }) => Object.assign(run.baseline.drafted, { draftId: 'draft-2' })],
    ['a person who wants it again', ({ run }) => Object.assign(run, { again: true })],
    [
      'another producer, asked for by a person',
      ({ run, tools }) => {
        run.cause = 'manual';
        tools.producer = { ...producer, version: '2' };
      },
    ],
    [
      'a quote of an earlier text',
      ({ run }) => {
        const [claim] = run.baseline.published.analysis.strengths;
        const at = { title: '', pageDigest: 'p', passageId: 'i', start: 0, end: 4, quote: 'text', fetchedAt: '' };
        claim?.citations.push({ ...at, url: urls[0] ?? '', textDigest: 'older' });
      },
    ],
  ];
  for (const [what, change] of others) {
    it(`take a closer look with ${what}`, () => {
      const of = ground();
      change(of);
      expect(answer(of)).toBe(false);
    });
  }

  it('stand for a scheduled run whatever became of Assay itself', () => {
    const of = ground();
    of.tools.producer = { ...producer, version: '2' };
    expect(answer(of)).toBe(true);
  });
});

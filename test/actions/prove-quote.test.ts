import { expect, it } from 'vitest';
import { proveQuote } from '../../src/actions/prove-quote.ts';
import type { Corpus } from '../../src/domain/corpus.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Publication } from '../../src/domain/publication.ts';

const pagesRead = 40;
const sentencesAPage = 100;

/** Two readings of the same pages, held in memory, so that nothing but the search itself ever waits. */
function twoReadings() {
  const texts = new Map<string, Uint8Array>();
  const pages: Corpus['pages'] = [];
  const passages: Corpus['passages'] = [];
  for (let page = 0; page < pagesRead; page += 1) {
    const lines = Array.from(
      { length: sentencesAPage },
      (_, at) => `Region ${page} keeps ${at} records of every tenant.`,
    );
    const text = lines.join(' ');
    const textDigest = sha256(text);
    texts.set(textDigest, new TextEncoder().encode(text));
    pages.push({
      ...{ url: `https://docs.acme.example/${page}`, title: 'Regions', pageDigest: textDigest, textDigest },
      ...{ fetchedAt: '2026-01-01T00:00:00.000Z', flags: [] },
    });
    const places = [{ page, start: 0, end: text.length }];
    passages.push({ id: `p${page}`, text, kind: 'prose', headings: [], places, flags: [] });
  }
  const own = { id: 'own', pages, passages } as unknown as Corpus;
  const read: string[] = [];
  const desk = {
    bodies: {
      read: async (digest: string) => {
        read.push(digest);
        return texts.get(digest) ?? null;
      },
    },
    drafts: { review: async () => ({ draftId: 'draft' }), corpus: async () => own },
    records: { latest: async () => 'later', corpus: async () => ({ ...own, id: 'later' }) },
  } as unknown as Parameters<typeof proveQuote>[0];
  return { desk, read };
}

it('looks into a text once, however many readings hold it, and lets the process rest between pages and sentences', async () => {
  const { desk, read } = twoReadings();
  let rests = 0;
  let isOver = false;
  const count = () => {
    rests += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const quote = 'Region 7 keeps 7 records of every tenant elsewhere.';
  const publication = { reviewId: 'review', slug: 'acme', analysis: {} } as unknown as Publication;
  const proof = await proveQuote(desk, publication, { page: 'https://elsewhere.example/', quote, seesPages: true });
  isOver = true;
  expect(proof.kind === 'unproven' && proof.near[0]?.text).toBe('Region 7 keeps 7 records of every tenant.');
  expect(read).toHaveLength(pagesRead);
  // Each page once, and every 500 of its sentences.
  expect(rests).toBeGreaterThanOrEqual(pagesRead + (pagesRead * sentencesAPage) / 500 - 1);
});

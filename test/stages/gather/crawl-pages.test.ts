import { describe, expect, it } from 'vitest';
import { pagesRead } from '../../../src/domain/pages-read.ts';
import type { Page, Snapshot } from '../../../src/domain/snapshot.ts';
import { extractPassages } from '../../../src/stages/extract/extract-passages.ts';
import { readPage } from '../../../src/stages/extract/read-page.ts';
import { gatherEvidence } from '../../../src/stages/gather/gather-evidence.ts';
import { memoryBodies } from '../../memory-bodies.ts';
import { drafted, rubric } from '../draft/draft-tools.ts';
import { producer, runOf, toolsOf } from './small-corpus.ts';

const at = '2026-01-01T00:00:00.000Z';
const origin = 'https://acme.example';
const english = 'Acme is a store for the data of your team, and this page says what you can do with it.';
const german =
  'Acme ist ein Speicher für die Daten der Gruppe, und diese Seite sagt, was man mit ihm machen kann und was nicht. Die Daten werden von der Anwendung in den Speicher geschrieben, und sie sind dort, bis sie nicht mehr gebraucht werden.';

/** An address that came with a body of this text, at the end of a redirect where a final path is given. */
interface Came {
  path: string;
  text: string;
  finalPath?: string;
}

async function read(came: readonly Came[]) {
  const bodies = memoryBodies();
  const pages = await Promise.all(
    came.map(async ({ path, text, finalPath = path }): Promise<Page> => {
      const body = new TextEncoder().encode(`<main><p>${text}</p></main>`);
      return {
        ...{ url: origin + path, finalUrl: origin + finalPath, outcome: 'captured', reason: '', status: 200 },
        ...{ contentType: 'text/html', charset: 'utf-8', etag: null, lastModified: null },
        ...{
          bodyDigest: await bodies.keep(body),
          bytes: body.length,
          milliseconds: 1,
          depth: 0,
          links: [],
          fetchedAt: at,
        },
      };
    }),
  );
  const snapshot: Snapshot = {
    ...{ id: 'snapshot-1', runId: 'run-1', attempt: 1, run: runOf(), producer, startedAt: at, endedAt: at },
    ...{ endedBy: 'done', pages },
  };
  const tools = {
    ...toolsOf(rubric, bodies),
    reader: { read: async (page: Parameters<typeof readPage>[0]) => ({ text: readPage(page), reason: '' }) },
  };
  const corpus = await extractPassages(snapshot, tools);
  if (corpus.kind !== 'record') throw new Error(corpus.reason);
  const evidence = await gatherEvidence(corpus.record, tools);
  if (evidence.kind !== 'record') throw new Error(evidence.reason);
  return { corpus: corpus.record, evidence: evidence.record };
}

describe('The pages read', () => {
  it('are those whose text was read: no translation, none without text, and one of two addresses of a page', async () => {
    const { corpus, evidence } = await read([
      { path: '/guide', text: `${english} It has a guide.` },
      { path: '/old', text: `${english} It has moved.`, finalPath: '/new' },
      { path: '/older', text: `${english} It has moved.`, finalPath: '/new' },
      { path: '/blank', text: '' },
      ...[1, 2, 3].map((count) => ({ path: `/de/${count}`, text: `${german} Seite ${count}.` })),
    ]);
    const asked = [`${origin}/guide`, `${origin}/new`];
    expect(pagesRead(evidence)).toEqual(asked);
    expect(pagesRead(evidence)).toEqual(corpus.pages.map(({ url }) => url));
    const { analysis } = await drafted(evidence);
    expect(pagesRead(analysis)).toEqual(asked);
    expect(analysis.crawl.pages).toHaveLength(7);
  });

  it('of a record that does not mark them are all that came', () => {
    const page = { url: `${origin}/a`, outcome: 'captured' as const, digest: 'a'.repeat(64), fetchedAt: at };
    const gone = { ...page, url: `${origin}/b`, outcome: 'gone' as const, digest: null };
    expect(pagesRead({ crawl: { pages: [page, gone] } })).toEqual([`${origin}/a`]);
  });
});

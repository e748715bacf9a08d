import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../src/domain/digest.ts';
import type { Page } from '../../src/domain/snapshot.ts';
import type { Bodies, StageResult } from '../../src/ports.ts';
import { draftAnalysis } from '../../src/stages/draft/draft-analysis.ts';
import { extractPassages } from '../../src/stages/extract/extract-passages.ts';
import { gatherEvidence } from '../../src/stages/gather/gather-evidence.ts';
import { aPage, aRun, aVendor } from '../contract/sample-records.ts';
import { fixtureTools } from '../fixture-tools.ts';
import type { Walked } from './walked-draft.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'vendor-docs', 'kserve');

/** Whether the documentation of the real product stands beside this checkout. */
export const kserveIsHere = existsSync(join(folder, 'MANIFEST.json'));

/** Walks KServe's documentation through the real stages, with one more page that says what the test wants said. */
export async function walkKserve(bodies: Bodies, more: { url: string; text: string }): Promise<Walked> {
  const tools = { ...(await fixtureTools()), bodies };
  const { files } = JSON.parse(readFileSync(join(folder, 'MANIFEST.json'), 'utf8')) as {
    files: { path: string; kind: string; url: string }[];
  };
  const host = 'https://docs.kserve.example';
  const pages: Page[] = [];
  const add = async (url: string, body: Uint8Array) => {
    const own = { url, finalUrl: url, contentType: 'text/markdown', bytes: body.length };
    pages.push(aPage('/', { ...own, bodyDigest: await bodies.keep(body) }));
  };
  for (const { path, kind, url } of files) {
    if (kind === 'page') await add(`${host}${url}`, readFileSync(join(folder, path)));
  }
  await add(`${host}${more.url}`, new TextEncoder().encode(more.text));
  const vendor = aVendor({ slug: 'kserve', name: 'KServe', layer: 'L4', category: 'ml-serving' });
  const run = aRun({ ...vendor, licence: 'Apache-2.0', sources: [`${host}/`] });
  const at = run.createdAt;
  const snapshot = {
    id: `snapshot-${sha256(run.id).slice(0, 24)}`,
    runId: run.id,
    attempt: 1,
    run,
    producer: tools.producer,
    startedAt: at,
    endedAt: at,
    endedBy: 'done' as const,
    pages,
  };
  const corpus = recordOf(await extractPassages(snapshot, tools));
  const evidence = recordOf(await gatherEvidence(corpus, tools));
  return { corpus, evidence, draft: recordOf(await draftAnalysis(evidence, tools)) };
}

function recordOf<R>(result: StageResult<R>): R {
  if (result.kind !== 'record') throw new Error(`The stage ended the run: ${result.reason}`);
  return result.record;
}

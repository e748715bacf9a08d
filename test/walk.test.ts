import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentDigest } from '../src/domain/analysis.ts';
import type { Corpus } from '../src/domain/corpus.ts';
import type { Draft } from '../src/domain/draft.ts';
import type { Evidence } from '../src/domain/evidence.ts';
import type { Review } from '../src/domain/review.ts';
import type { Run } from '../src/domain/run.ts';
import type { Snapshot } from '../src/domain/snapshot.ts';
import type { StageResult } from '../src/ports.ts';
import { draftAnalysis } from '../src/stages/draft/draft-analysis.ts';
import { extractPassages } from '../src/stages/extract/extract-passages.ts';
import { fetchVendor } from '../src/stages/fetch/fetch-vendor.ts';
import { gatherEvidence } from '../src/stages/gather/gather-evidence.ts';
import { publishReview } from '../src/stages/publish.ts';
import { fixtureTools } from './fixture-tools.ts';

/**
 * Each invented vendor goes through each stage from the committed file of the record before. After a wanted change of a
 * stage, the rubric or a prompt: `ASSAY_UPDATE=1 npx vitest run test/walk.test.ts`, then read the difference.
 */
const update = process.env.ASSAY_UPDATE === '1';
const fixtures = join(import.meta.dirname, '..', 'fixtures');

describe.each(['quillstore', 'murmurgate'])('The invented vendor %s', (vendor) => {
  let tools: Awaited<ReturnType<typeof fixtureTools>>;

  beforeAll(async () => {
    tools = await fixtureTools();
    // Later stages read bodies that earlier ones kept; the site's files are those bodies.
    const snapshot = await fetchVendor(committed<Run>(vendor, 'run'), tools);
    if (snapshot.kind === 'record') await extractPassages(snapshot.record, tools);
  });

  it('is fetched into the committed snapshot', async () => {
    const made = recordOf(await fetchVendor(committed<Run>(vendor, 'run'), tools));
    expect(withoutTimes(made)).toEqual(withoutTimes(golden(vendor, 'snapshot', made)));
  });

  it('is extracted into the committed corpus', async () => {
    const made = recordOf(await extractPassages(committed<Snapshot>(vendor, 'snapshot'), tools));
    expect(made).toEqual(golden(vendor, 'corpus', made));
  });

  it('is gathered into the committed evidence', async () => {
    const made = recordOf(await gatherEvidence(committed<Corpus>(vendor, 'corpus'), tools));
    expect(made).toEqual(golden(vendor, 'evidence', made));
  });

  it('is drafted into the committed draft', async () => {
    const made = recordOf(await draftAnalysis(committed<Evidence>(vendor, 'evidence'), tools));
    expect(made).toEqual(golden(vendor, 'draft', made));
    expect(contentDigest(made.analysis)).toBe(made.contentDigest);
  });

  it('is published as the committed publication once approved', async () => {
    const draft = committed<Draft>(vendor, 'draft');
    const review: Review = {
      id: 'review-fixture',
      draftId: draft.id,
      revision: draft.revision,
      contentDigest: draft.contentDigest,
      slug: draft.slug,
      verdict: 'approved',
      reason: '',
      person: 'ada@example.com',
      decidedAt: '2026-01-15T10:00:00.000Z',
      analysis: draft.analysis,
    };
    const { analysis, ...made } = publishReview(review, '2026-01-15T10:00:01.000Z');
    expect(analysis).toEqual(draft.analysis);
    expect(made).toEqual(golden(vendor, 'publication', made));
  });
});

function recordOf<R>(result: StageResult<R>): R {
  if (result.kind !== 'record') throw new Error(`The stage ended the run: ${result.reason}`);
  return result.record;
}

function committed<R>(vendor: string, kind: string): R {
  return JSON.parse(readFileSync(path(vendor, kind), 'utf8')) as R;
}

function golden<R>(vendor: string, kind: string, made: R): R {
  if (update) writeFileSync(path(vendor, kind), `${JSON.stringify(made, null, 1)}\n`);
  if (!existsSync(path(vendor, kind)))
    throw new Error(`fixtures/${vendor}/${kind}.json is missing: make it with ASSAY_UPDATE=1`);
  return committed<R>(vendor, kind);
}

/** How long a request took is the machine's affair. */
function withoutTimes(snapshot: Snapshot): Snapshot {
  return { ...snapshot, pages: snapshot.pages.map((page) => ({ ...page, milliseconds: 0 })) };
}

function path(vendor: string, kind: string): string {
  return join(fixtures, vendor, `${kind}.json`);
}

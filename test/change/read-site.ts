import { join } from 'node:path';
import { openHttp } from '../../src/adapters/http/open-http.ts';
import { readPrompts, readRubric } from '../../src/adapters/rubric-files.ts';
import type { Corpus } from '../../src/domain/corpus.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { levelsOf } from '../../src/domain/level-moves.ts';
import { citedOnce } from '../../src/domain/quote-fates.ts';
import { type Baseline, defaultBudgets, type Run } from '../../src/domain/run.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import type { StageResult, Tools } from '../../src/ports.ts';
import { draftAnalysis } from '../../src/stages/draft/draft-analysis.ts';
import { extractPassages } from '../../src/stages/extract/extract-passages.ts';
import { readPage } from '../../src/stages/extract/read-page.ts';
import { fetchVendor } from '../../src/stages/fetch/fetch-vendor.ts';
import { gatherEvidence } from '../../src/stages/gather/gather-evidence.ts';
import { testSeal } from '../fixture-tools.ts';
import { memoryBodies } from '../memory-bodies.ts';
import { memoryWorkings } from '../memory-workings.ts';
import type { RealVendor } from './served-site.ts';

const root = join(import.meta.dirname, '..', '..');

/** What one reading of a site came to. */
export interface Reading {
  snapshot: Snapshot;
  corpus: Corpus | null;
  draft: Draft | null;
  /** Why there is no draft; empty where there is one. */
  reason: string;
}

/** Reads sites through the real stages, with bodies kept in memory. */
export interface SiteReader {
  read(vendor: RealVendor, at: { host: string; baseline: Baseline }): Promise<Reading>;
  /** Bodies read so far. */
  parsed(): number;
  close(): Promise<void>;
}

/** Outcomes that say that a page is no more where it was. */
const vanished: ReadonlySet<string> = new Set(['gone', 'soft-404', 'moved']);

export const firstBaseline: Baseline = {
  snapshotId: null,
  publicationId: null,
  pages: [],
  levels: null,
  drafted: null,
  neighbours: [],
};

/** A reader for sites on loopback hosts. With a version it keeps what it read and worked out of a page, and does neither twice. */
export async function openSiteReader(hosts: readonly string[], version?: string): Promise<SiteReader> {
  const rubric = await readRubric(join(root, 'prompts', 'rubric'));
  const prompts = await readPrompts(join(root, 'prompts'));
  const http = openHttp({ allowHosts: [...hosts], contact: null, version: 'test' });
  let parsed = 0;
  const tools: Tools = {
    http,
    bodies: memoryBodies(),
    ...(version === undefined ? {} : { workings: memoryWorkings(version) }),
    turns: null,
    reader: {
      version,
      async read(page) {
        parsed += 1;
        return { text: readPage(page), reason: '' };
      },
    },
    rubric,
    prompts,
    model: null,
    lastTry: false,
    seal: testSeal,
    producer: { version: 'test', rubricDigest: rubric.digest, promptDigests: {}, analyst: 'offline' },
    attempt: 1,
    clock: { now: () => new Date() },
    journal: { note: () => undefined },
    signal: new AbortController().signal,
  };
  let count = 0;
  return {
    async read(vendor, { host, baseline }) {
      count += 1;
      // One category of the layer: which one changes nothing here.
      const category = rubric.stack.layers.find(({ id }) => id === vendor.layer)?.categories[0]?.id ?? '';
      const run = runOf(vendor, { host, baseline, count, category });
      const snapshot = made(await fetchVendor(run, tools));
      if (typeof snapshot === 'string') throw new Error(snapshot);
      const corpus = made(await extractPassages(snapshot, tools));
      if (typeof corpus === 'string') return { snapshot, corpus: null, draft: null, reason: corpus };
      const evidence = made(await gatherEvidence(corpus, tools));
      if (typeof evidence === 'string') return { snapshot, corpus, draft: null, reason: evidence };
      const draft = made(await draftAnalysis(evidence, tools));
      if (typeof draft === 'string') return { snapshot, corpus, draft: null, reason: draft };
      return { snapshot, corpus, draft, reason: '' };
    },
    parsed: () => parsed,
    close: () => http.close(),
  };
}

/** What the next run takes over when a draft of this reading was published as it stood. */
export function publishedBaseline({ snapshot, corpus, draft }: Reading): Baseline {
  if (!corpus || !draft) throw new Error('nothing was drafted');
  return {
    ...firstBaseline,
    snapshotId: snapshot.id,
    publicationId: 'publication-1',
    pages: knownPages(snapshot),
    levels: { ...levelsOf(draft.analysis) },
    drafted: { draftId: draft.id, passagesDigest: draft.passagesDigest, producer: draft.producer },
    published: {
      publicationId: 'publication-1',
      draftId: draft.id,
      version: 1,
      analysis: draft.analysis,
      pages: corpus.pages.map(({ url, textDigest, pageDigest, readingDigest }) => ({
        ...{ url, textDigest, pageDigest },
        ...(readingDigest ? { readingDigest } : {}),
      })),
      missing: [],
      handSet: [],
    },
  };
}

/** The baseline after a further reading that published nothing: conditional requests go by its pages. */
export function afterReading(baseline: Baseline, { snapshot }: Reading): Baseline {
  const { published } = baseline;
  if (!published) return baseline;
  const lost = new Set(snapshot.pages.filter(({ outcome }) => vanished.has(outcome)).map(({ url }) => url));
  const seen = new Set(snapshot.pages.flatMap(({ url, finalUrl }) => [url, finalUrl]));
  const cited = citedOnce(published.analysis).map(({ url }) => url);
  const missing = [...new Set(cited.filter((url) => lost.has(url) || !seen.has(url)))];
  return { ...baseline, pages: knownPages(snapshot), published: { ...published, missing } };
}

function knownPages(snapshot: Snapshot): Baseline['pages'] {
  return snapshot.pages.flatMap((page) => {
    const { url, finalUrl, etag, lastModified, contentType, charset, bodyDigest, reading, links, fetchedAt } = page;
    if (bodyDigest === null || vanished.has(page.outcome)) return [];
    const known = { url, finalUrl, etag, lastModified, contentType, charset, bodyDigest, links, fetchedAt };
    return [reading ? { ...known, reading } : known];
  });
}

function made<R>(result: StageResult<R>): R | string {
  return result.kind === 'record' ? result.record : result.reason;
}

function runOf(vendor: RealVendor, at: { host: string; baseline: Baseline; count: number; category: string }): Run {
  const now = '2026-01-15T09:00:00.000Z';
  return {
    id: `run-${vendor.slug}-${at.count}`,
    vendor: {
      slug: vendor.slug,
      name: vendor.name,
      layer: vendor.layer as Run['vendor']['layer'],
      category: at.category,
      entryType: 'product',
      homepage: `http://${at.host}/`,
      sources: [`http://${at.host}/`],
      price: { kind: 'unknown', note: '' },
      licence: 'unknown',
      archived: false,
      revision: 1,
      createdAt: now,
      updatedAt: now,
    },
    cause: at.baseline.published ? 'scheduled' : 'new',
    again: false,
    offline: true,
    budgets: defaultBudgets,
    baseline: at.baseline,
    requestedBy: 'test@assay.example',
    createdAt: now,
  };
}

import { randomBytes } from 'node:crypto';
import { type Analysis, type Claim, contentDigest } from '../../src/domain/analysis.ts';
import type { Corpus } from '../../src/domain/corpus.ts';
import { digestOf, sha256 } from '../../src/domain/digest.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Producer } from '../../src/domain/producer.ts';
import type { NewPublication } from '../../src/domain/publication.ts';
import type { Review, Verdict } from '../../src/domain/review.ts';
import { defaultBudgets, type Run } from '../../src/domain/run.ts';
import type { Page, Snapshot } from '../../src/domain/snapshot.ts';
import type { Vendor } from '../../src/domain/vendor.ts';

const at = '2026-03-01T10:00:00.000Z';

/** An id or slug that no other test uses: what the store appends stays. */
export function fresh(word: string): string {
  return `${word}-${randomBytes(5).toString('hex')}`;
}

export const producer: Producer = {
  version: '0.1.0',
  rubricDigest: sha256('rubric'),
  promptDigests: { judge: sha256('judge') },
  analyst: 'offline',
};

export function aVendor(over: Partial<Vendor> = {}): Vendor {
  const slug = over.slug ?? fresh('vendor');
  return {
    slug,
    name: `Name of ${slug}`,
    layer: 'L4',
    category: 'serving',
    entryType: 'product',
    homepage: 'https://product.example/',
    sources: ['https://docs.product.example/'],
    price: { kind: 'unknown', note: '' },
    licence: 'unknown',
    archived: false,
    revision: 1,
    createdAt: at,
    updatedAt: at,
    ...over,
  };
}

export function aRun(vendor: Vendor, over: Partial<Run> = {}): Run {
  return {
    id: fresh('run'),
    vendor,
    cause: 'manual',
    again: false,
    offline: true,
    budgets: defaultBudgets,
    baseline: { snapshotId: null, publicationId: null, pages: [], levels: null, drafted: null, neighbours: [] },
    requestedBy: 'editor@company.example',
    createdAt: at,
    ...over,
  };
}

export function aPage(path: string, over: Partial<Page> = {}): Page {
  return {
    url: `https://docs.product.example${path}`,
    finalUrl: `https://docs.product.example${path}`,
    outcome: 'captured',
    reason: '',
    status: 200,
    contentType: 'text/html',
    charset: 'utf-8',
    etag: '"1"',
    lastModified: null,
    bodyDigest: sha256(path),
    bytes: 100,
    milliseconds: 5,
    depth: 0,
    links: ['https://docs.product.example/next'],
    fetchedAt: at,
    ...over,
  };
}

export function aSnapshot(run: Run, attempt = 1): Snapshot {
  const pages = [aPage('/'), aPage('/gone', { outcome: 'gone', reason: 'It is gone.', bodyDigest: null })];
  return {
    id: fresh('snapshot'),
    runId: run.id,
    attempt,
    run,
    producer,
    startedAt: at,
    endedAt: at,
    endedBy: 'done',
    pages,
  };
}

export function aCorpus(snapshot: Snapshot): Corpus {
  const text = 'Roles limit what a caller may do. \u0000 \ud83d\ude00';
  return {
    id: fresh('corpus'),
    runId: snapshot.runId,
    attempt: snapshot.attempt,
    snapshot,
    producer,
    pages: [],
    passages: [
      { id: 'p1', text, kind: 'prose', headings: ['B', 'A'], places: [{ page: 0, start: 0, end: 9 }], flags: [] },
    ],
    passagesDigest: digestOf(['p1']),
  };
}

export function anEvidence(corpus: Corpus): Evidence {
  const { run } = corpus.snapshot;
  return {
    id: fresh('evidence'),
    runId: run.id,
    attempt: corpus.attempt,
    run,
    crawl: { startedAt: at, endedAt: at, endedBy: 'done', pages: [] },
    producer,
    passagesDigest: corpus.passagesDigest,
    checks: [{ check: 'permitted.roles', quotes: [], searched: ['https://docs.product.example/'] }],
    facts: [],
    refused: [],
    suspects: [],
  };
}

export function aDraft(evidence: Evidence, over: Partial<Draft> = {}): Draft {
  const analysis = over.analysis ?? anAnalysis(evidence.run.vendor, evidence.id);
  return {
    id: fresh('draft'),
    revision: 1,
    parentRevision: null,
    runId: evidence.runId,
    attempt: evidence.attempt,
    slug: evidence.run.vendor.slug,
    author: 'assay',
    producer,
    passagesDigest: evidence.passagesDigest,
    contentDigest: contentDigest(analysis),
    analysis,
    createdAt: at,
    ...over,
  };
}

export function aReview(draft: Draft, verdict: Verdict = 'approved'): Review {
  return {
    id: fresh('review'),
    draftId: draft.id,
    revision: draft.revision,
    contentDigest: draft.contentDigest,
    slug: draft.slug,
    verdict,
    reason: verdict === 'approved' ? '' : 'The summary is not what the page says.',
    person: 'reviewer@company.example',
    decidedAt: '2026-03-02T10:00:00.000Z',
    analysis: draft.analysis,
  };
}

export function aPublication(review: Review): NewPublication {
  return {
    id: fresh('publication'),
    reviewId: review.id,
    slug: review.slug,
    approvedBy: review.person,
    approvedAt: review.decidedAt,
    publishedAt: '2026-03-02T10:01:00.000Z',
    contentDigest: review.contentDigest,
    analysis: review.analysis,
  };
}

/** A small analysis whose summary holds the given words. */
export function anAnalysis(vendor: Vendor, words: string): Analysis {
  const claim = (text: string): Claim => ({ text, kind: 'judgement', origin: 'offline', citations: [], searched: [] });
  const dimension = (id: string, level: number | null) => ({
    id,
    status: level === null ? ('not-assessed' as const) : ('assessed' as const),
    level,
    max: 6,
    rationale: claim('Nothing more is said.'),
    checks: [],
  });
  const { slug, name, layer, category, entryType, homepage, price, licence } = vendor;
  return {
    schemaVersion: 1,
    vendor: { slug, name, layer, category, entryType, homepage, price, licence },
    producer: { ...producer, createdAt: at },
    crawl: { startedAt: at, pages: [], endedBy: 'done' },
    frameworks: {
      inpact: { total: 4, max: 36, assessed: 1, of: 6, band: null, dimensions: [dimension('inpact.permitted', 4)] },
      goals: { total: 0, max: 25, assessed: 0, of: 5, band: null, dimensions: [dimension('goals.owned', null)] },
    },
    contexts: [],
    raise: [],
    summary: claim(words),
    analysis: [],
    trust: [],
    strengths: [claim('roles limit callers')],
    limitations: [],
    industryFit: { bestFor: [], compliance: claim('none found'), caution: [] },
    alternatives: [],
    integration: { role: claim('r'), upstream: claim('u'), downstream: claim('d') },
    trustRisks: [],
    scenarios: [],
    stackImpact: [],
    watchFor: [],
    pocChecklist: [],
    integrations: [],
    flags: [{ kind: 'thin-section', severity: 'warns', target: 'limitations', message: 'few' }],
    usage: { modelCalls: 0, cachedCalls: 0, inputTokens: 0, outputTokens: 0, costUsd: null, seconds: 1.5 },
  };
}

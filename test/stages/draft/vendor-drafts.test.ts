import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Analysis, contentDigest } from '../../../src/domain/analysis.ts';
import { sha256 } from '../../../src/domain/digest.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { claimsOf } from '../../../src/domain/lint-targets.ts';
import type { Page, Snapshot } from '../../../src/domain/snapshot.ts';
import { extractPassages } from '../../../src/stages/extract/extract-passages.ts';
import { readPage } from '../../../src/stages/extract/read-page.ts';
import { gatherEvidence } from '../../../src/stages/gather/gather-evidence.ts';
import { drafted, rubric } from './draft-tools.ts';
import { inventedEvidence } from './invented-evidence.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/vendor-docs');
const places: Record<string, string> = {
  L1: 'vector-database',
  L2: 'change-data-capture',
  L3: 'data-catalog',
  L4: 'ml-serving',
  L5: 'policy-engine',
  L6: 'application-monitoring',
  L7: 'agent-framework',
};
/** Few pages each: this asks whether drafts read well, and `bench/agreement.ts` asks whether they are right. */
const pagesEach = 5;

interface Manifest {
  vendor: string;
  slug: string;
  homepage: string;
  layer: string;
  files: { path: string; kind: string; url: string; categoryHint: string }[];
}

async function draftOf(name: string): Promise<{ analysis: Analysis; evidence: Evidence }> {
  const manifest = JSON.parse(readFileSync(`${folder}/${name}/MANIFEST.json`, 'utf8')) as Manifest;
  const bodies = new Map<string, Uint8Array>();
  const keep = (bytes: Uint8Array) => {
    bodies.set(sha256(bytes), bytes);
    return Promise.resolve(sha256(bytes));
  };
  const at = '2026-03-01T08:00:00.000Z';
  const pages: Page[] = [];
  for (const file of chosen(manifest)) {
    const url = `https://docs.${name}.example${file.url}`;
    const body = readFileSync(`${folder}/${name}/${file.path}`);
    const type = /\.mdx?$/.test(file.path) ? 'text/markdown' : /\.html$/.test(file.path) ? 'text/html' : 'text/plain';
    pages.push({
      url,
      finalUrl: url,
      outcome: 'captured',
      reason: '',
      status: 200,
      contentType: type,
      charset: 'utf-8',
      etag: null,
      lastModified: null,
      bodyDigest: await keep(body),
      bytes: body.length,
      milliseconds: 1,
      depth: 1,
      links: [],
      fetchedAt: at,
    });
  }
  const { run } = inventedEvidence(rubric, { name: manifest.vendor });
  const vendor = {
    ...run.vendor,
    slug: manifest.slug,
    homepage: manifest.homepage,
    layer: manifest.layer as Analysis['vendor']['layer'],
    category: places[manifest.layer] ?? '',
  };
  const producer = { version: '0.1.0', rubricDigest: rubric.digest, promptDigests: {}, analyst: 'offline' };
  const tools = {
    rubric,
    prompts: {},
    model: null,
    lastTry: true,
    seal: sha256,
    producer,
    attempt: 1,
    journal: { note: () => {} },
    signal: new AbortController().signal,
    bodies: { keep, read: (digest: string) => Promise.resolve(bodies.get(digest) ?? null) },
    reader: { read: (page: Parameters<typeof readPage>[0]) => Promise.resolve({ text: readPage(page), reason: '' }) },
  };
  const snapshot: Snapshot = {
    id: 'snapshot-1',
    runId: 'run-1',
    attempt: 1,
    run: { ...run, vendor },
    producer,
    startedAt: at,
    endedAt: at,
    endedBy: 'done',
    pages,
  };
  const corpus = await extractPassages(snapshot, tools);
  if (corpus.kind !== 'record') throw new Error(corpus.reason);
  const evidence = await gatherEvidence(corpus.record, tools);
  if (evidence.kind !== 'record') throw new Error(evidence.reason);
  return { analysis: (await drafted(evidence.record)).analysis, evidence: evidence.record };
}

/** Pages of several kinds, the same ones each time. */
function chosen({ files }: Manifest): Manifest['files'] {
  const pages = files.filter(({ kind }) => kind === 'page');
  const kinds = [...new Set(pages.map(({ categoryHint }) => categoryHint))].sort();
  const lanes = kinds.map((kind) => pages.filter(({ categoryHint }) => categoryHint === kind));
  const turns = Array.from({ length: pagesEach }, (_each, turn) => lanes.flatMap((lane) => lane[turn] ?? []));
  return turns.flat().slice(0, pagesEach);
}

const vendors = existsSync(folder) ? readdirSync(folder).sort() : [];
if (vendors.length === 0) console.log('Skipped: the documentation of real products is not beside this checkout.');
const drafts = new Map(await Promise.all(vendors.map(async (name) => [name, await draftOf(name)] as const)));

describe.skipIf(vendors.length === 0)('Drafts of real documentation', () => {
  it.each(vendors)('are lint clean and grammatical for %s', (name) => {
    const analysis = drafts.get(name)?.analysis;
    expect(analysis?.flags.filter(({ severity }) => severity === 'blocks')).toEqual([]);
    for (const { path, claim } of analysis ? claimsOf(analysis) : []) {
      expect(`${path}: ${claim.text}`).not.toMatch(
        /\b(\p{L}{2,})\s+\1\b(?!-)|\s[,.;:]|\.\.|,,|undefined|null|\{\{|\ba [aeio]\p{L}{3}|\ban [bcdfgj-np-tvwz]\p{Ll}/u,
      );
    }
  });

  it.each(vendors)('flag each matter in its own words, name few layers and watch few signals for %s', (name) => {
    const analysis = drafts.get(name)?.analysis;
    const messages = analysis?.flags.map(({ message }) => message) ?? [];
    expect(new Set(messages).size).toBe(messages.length);
    expect(analysis?.watchFor.length).toBeLessThanOrEqual(4);
    const trust = analysis?.trust.map(({ text }) => text).join(' ') ?? '';
    expect(rubric.stack.layers.filter((layer) => trust.includes(layer.name)).length).toBeLessThanOrEqual(3);
  });

  it.each(vendors)('keep every cited figure and quote inside the evidence for %s', (name) => {
    const draft = drafts.get(name);
    const known = new Set(
      draft?.evidence.checks
        .flatMap(({ quotes }) => quotes.map(({ citation }) => citation.quote))
        .concat(draft.evidence.facts.map(({ citation }) => citation.quote)),
    );
    const cited = draft ? claimsOf(draft.analysis).flatMap(({ claim }) => claim.citations) : [];
    expect(cited.length).toBeGreaterThan(0);
    expect(cited.filter(({ quote }) => !known.has(quote))).toEqual([]);
  });

  it('share no sentence, and at most a fifth of their fragments', () => {
    const fragments = [...drafts.values()].flatMap(({ analysis }) =>
      [...analysis.strengths, ...analysis.limitations].map(({ text }) => text),
    );
    const counts = new Map<string, number>();
    for (const text of fragments) counts.set(text, (counts.get(text) ?? 0) + 1);
    const same = fragments.filter((text) => (counts.get(text) ?? 0) > 1);
    expect(same.length / fragments.length).toBeLessThanOrEqual(0.2);
    const owners = new Map<string, Set<string>>();
    for (const [name, { analysis }] of drafts) {
      // What to do about a risk is advice, and may be the same for two products.
      for (const { path, claim } of claimsOf(analysis))
        if (!path.endsWith('.mitigation')) owners.set(claim.text, (owners.get(claim.text) ?? new Set()).add(name));
    }
    expect([...owners].filter(([, names]) => names.size > 1).map(([text]) => text)).toEqual([]);
  });

  it('come out the same from shuffled evidence', async () => {
    const [name] = vendors;
    const draft = drafts.get(name ?? '');
    if (!draft) throw new Error('no vendor was drafted');
    const turned = {
      ...draft.evidence,
      checks: [...draft.evidence.checks].reverse(),
      facts: [...draft.evidence.facts].reverse(),
    };
    expect((await drafted(turned)).contentDigest).toBe(contentDigest(draft.analysis));
  });
});

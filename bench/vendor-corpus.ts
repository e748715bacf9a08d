import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Layer } from '../src/domain/closed-lists.ts';
import type { Corpus } from '../src/domain/corpus.ts';
import { sha256 } from '../src/domain/digest.ts';
import type { Producer } from '../src/domain/producer.ts';
import { defaultBudgets, type Run } from '../src/domain/run.ts';
import type { Page, Snapshot } from '../src/domain/snapshot.ts';
import type { Bodies } from '../src/ports.ts';
import { extractPassages } from '../src/stages/extract/extract-passages.ts';
import { readPage } from '../src/stages/extract/read-page.ts';

/** Another folder of the same layout (vendor-docs, labels, tools) by SHARED, for products that nobody tuned for. */
export const sharedFolder = resolve(process.env.SHARED ?? join(import.meta.dirname, '../../shared'));
const now = '2026-01-01T00:00:00.000Z';

export const producer: Producer = {
  version: 'bench',
  rubricDigest: '0'.repeat(64),
  promptDigests: {},
  analyst: 'offline',
};

export interface VendorCorpus {
  corpus: Corpus;
  bodies: Bodies;
}

/** Bodies in memory. */
export function memoryBodies(initial: Iterable<[string, Uint8Array]> = []): Bodies & { all: Map<string, Uint8Array> } {
  const all = new Map(initial);
  return {
    all,
    async keep(bytes) {
      const digest = createHash('sha256').update(bytes).digest('hex');
      all.set(digest, bytes);
      return digest;
    },
    async read(digest) {
      return all.get(digest) ?? null;
    },
  };
}

export const silentTools = {
  prompts: {},
  model: null,
  lastTry: true,
  seal: sha256,
  producer,
  attempt: 1,
  journal: { note: () => {} },
  signal: new AbortController().signal,
};

/** A vendor's passages, rendered and extracted; kept in the temporary folder until the documents or the extractor change. */
export async function vendorCorpus(slug: string): Promise<VendorCorpus> {
  const folder = join(sharedFolder, 'vendor-docs', slug);
  const cache = join(tmpdir(), 'assay-agreement');
  mkdirSync(cache, { recursive: true });
  const file = join(cache, `${slug}-${cacheKey(folder)}.json`);
  const kept = readKept(file);
  if (kept !== null) return kept;
  const bodies = memoryBodies();
  const snapshot = await crawl(slug, folder, bodies);
  const pageBodies = new Set(bodies.all.keys());
  const reader = {
    async read(page: Parameters<typeof readPage>[0]) {
      return { text: readPage(page), reason: '' };
    },
  };
  const result = await extractPassages(snapshot, { ...silentTools, bodies, reader });
  if (result.kind !== 'record') throw new Error(`${slug}: extract ended unchanged`);
  const texts = [...bodies.all].filter(([digest]) => !pageBodies.has(digest));
  const stored = {
    corpus: result.record,
    texts: texts.map(([digest, bytes]) => [digest, Buffer.from(bytes).toString()]),
  };
  writeFileSync(file, JSON.stringify(stored));
  return { corpus: result.record, bodies };
}

function readKept(file: string): VendorCorpus | null {
  try {
    const { corpus, texts } = JSON.parse(readFileSync(file, 'utf8')) as { corpus: Corpus; texts: [string, string][] };
    return { corpus, bodies: memoryBodies(texts.map(([digest, text]) => [digest, new TextEncoder().encode(text)])) };
  } catch {
    return null;
  }
}

/** Changes when the documents, the extractor or the server's rendering do. */
function cacheKey(folder: string): string {
  const extract = resolve(import.meta.dirname, '../src/stages/extract');
  const hash = createHash('sha256').update(readFileSync(join(folder, 'MANIFEST.json')));
  const sources = readdirSync(extract, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  for (const name of sources.sort()) hash.update(readFileSync(join(extract, name)));
  hash.update(readFileSync(join(sharedFolder, 'tools/serve-vendor-docs.mjs')));
  return hash.digest('hex').slice(0, 16);
}

interface Manifest {
  vendor: string;
  homepage: string;
  layer: string;
  licence: { spdx: string };
}

/** Every page of a vendor's folder as its web site would answer; addresses are on an invented host, so that they stay. */
async function crawl(slug: string, folder: string, bodies: Bodies): Promise<Snapshot> {
  const manifest = JSON.parse(readFileSync(join(folder, 'MANIFEST.json'), 'utf8')) as Manifest;
  const server = spawn(process.execPath, [join(sharedFolder, 'tools/serve-vendor-docs.mjs'), folder, '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: server.stdout });
    const first = await new Promise<string>((done) => lines.once('line', done));
    const origin = new URL((JSON.parse(first) as { url: string }).url).origin;
    const host = `https://${slug}.example`;
    const sitemap = await (await fetch(`${origin}/sitemap.xml`)).text();
    const addresses = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1] ?? '');
    const pages: Page[] = [];
    for (const address of addresses) {
      const answer = await fetch(address);
      const html = (await answer.text()).replaceAll(origin, host);
      const body = new TextEncoder().encode(html);
      const url = answer.url.replace(origin, host);
      pages.push({ ...plainPage, url, finalUrl: url, bodyDigest: await bodies.keep(body), bytes: body.length });
    }
    const run = benchRun({ slug, manifest, host });
    return {
      id: `snapshot-${slug}`,
      runId: run.id,
      attempt: 1,
      run,
      producer,
      startedAt: now,
      endedAt: now,
      endedBy: 'done',
      pages,
    };
  } finally {
    server.kill('SIGTERM');
  }
}

const plainPage: Omit<Page, 'url' | 'finalUrl' | 'bodyDigest' | 'bytes'> = {
  outcome: 'captured',
  reason: '',
  status: 200,
  contentType: 'text/html; charset=utf-8',
  charset: 'utf-8',
  etag: null,
  lastModified: null,
  milliseconds: 1,
  depth: 1,
  links: [],
  fetchedAt: now,
};

function benchRun({ slug, manifest, host }: { slug: string; manifest: Manifest; host: string }): Run {
  return {
    id: `run-${slug}`,
    vendor: {
      slug,
      name: manifest.vendor,
      layer: Layer.parse(manifest.layer),
      category: 'unknown',
      entryType: 'self-hosted-open-source',
      homepage: manifest.homepage,
      sources: [host],
      price: { kind: 'unknown', note: '' },
      licence: manifest.licence.spdx,
      archived: false,
      revision: 1,
      createdAt: now,
      updatedAt: now,
    },
    cause: 'manual',
    again: true,
    offline: true,
    budgets: defaultBudgets,
    baseline: { snapshotId: null, publicationId: null, pages: [], levels: null, drafted: null, neighbours: [] },
    requestedBy: 'bench@assay.example',
    createdAt: now,
  };
}

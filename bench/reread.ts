import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { openHttp } from '../src/adapters/http/open-http.ts';
import { countTokens } from '../src/adapters/model/count-tokens.ts';
import { openMemoryLedger } from '../src/adapters/model/memory-ledger.ts';
import { openModelAccess } from '../src/adapters/model/open-model-access.ts';
import { readPrompts, readRubric } from '../src/adapters/rubric-files.ts';
import { openPageReader } from '../src/adapters/threads.ts';
import { citedOnce } from '../src/domain/quote-fates.ts';
import { type Baseline, defaultBudgets, type Run } from '../src/domain/run.ts';
import { lexicalModel } from '../src/evals/models/lexical-model.ts';
import type { Bodies, Http, PageReader, Provider, StageResult } from '../src/ports.ts';
import { draftAnalysis } from '../src/stages/draft/draft-analysis.ts';
import { extractPassages } from '../src/stages/extract/extract-passages.ts';
import { fetchVendor } from '../src/stages/fetch/fetch-vendor.ts';
import { gatherEvidence } from '../src/stages/gather/gather-evidence.ts';
import { afterReading, firstBaseline, publishedBaseline, type Reading } from '../test/change/read-site.ts';
import { reversalsOf } from '../test/change/reversals.ts';
import { hasRealDocs, type RealVendor, realVendor, serveSite } from '../test/change/served-site.ts';
import { memoryWorkings } from '../test/memory-workings.ts';
import { memoryBodies, silentTools } from './vendor-corpus.ts';

/**
 * What reading a site again costs beside reading it the first time: nothing changed, only the frame of every page
 * changed, one cited sentence changed. Processor time of this process by stage, requests, bytes, bodies kept, pages
 * parsed, tokens of a scripted double of a model. The site is served from another process without latency, so that there
 * is no waiting in any of the times; the code is warmed up on another product first.
 *   npx tsx bench/reread.ts [vendor] [--edits N] [--anew]   (`--anew`: nothing read or worked out is kept, to compare with)
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { edits: { type: 'string', default: '3' }, anew: { type: 'boolean', default: false } },
});
const [slug = 'kserve'] = positionals;
/** Small, and of other words than most: enough to have every path compiled. */
const warmUp = 'cedar';
const root = join(import.meta.dirname, '..');
const uncapped = { callUsd: null, runUsd: null, dayUsd: null, totalUsd: null, runTokens: null };

interface Cost {
  run: string;
  wall: number;
  cpu: number;
  /** Of it the double's own work, which a real model does elsewhere. */
  double: number;
  fetch: number;
  extract: number;
  gather: number;
  draft: number;
  requests: number;
  kilobytes: number;
  parsed: number;
  kept: number;
  calls: number;
  tokens: number;
  came: string;
}

const rubric = await readRubric(join(root, 'prompts', 'rubric'));
const prompts = await readPrompts(join(root, 'prompts'));
const pageReader = openPageReader({ file: new URL('../src/stages/extract/thread.ts', import.meta.url) });
const ledger = openMemoryLedger();
const bodies = memoryBodies();
const workings = memoryWorkings();
const counts = { requests: 0, bytes: 0, parsed: 0, kept: 0, double: 0 };
const calls: { input: string; output: string }[] = [];
const clock = { now: () => new Date() };

async function rounds(vendor: RealVendor, edits: number): Promise<Cost[]> {
  const site = await serveSite(vendor.folder, 0);
  const port = Number(site.host.split(':')[1]);
  const http = openHttp({ allowHosts: [site.host], contact: null, version: 'bench' });
  const costs: Cost[] = [];
  const reread = async (run: string, options: readonly string[], baseline: Baseline): Promise<Reading> => {
    const served = await serveSite(vendor.folder, port, options);
    const { reading, cost } = await measured(vendor, { run, host: site.host, baseline, http: counted(http) });
    await served.stop();
    costs.push(cost);
    return reading;
  };
  await site.stop();
  const first = await reread('first', [], firstBaseline);
  const published = publishedBaseline(first);
  const second = await reread('nothing changed', [], published);
  const known = afterReading(published, second);
  await reread('frame of every page changed', ['--chrome-rev', '7'], known);
  const quotes = first.draft ? citedOnce(first.draft.analysis) : [];
  for (const edit of reversalsOf(vendor, quotes, edits)) {
    const folder = mkdtempSync(join(tmpdir(), 'assay-reread-'));
    const path = join(folder, 'docs', edit.file);
    mkdirSync(dirname(path), { recursive: true });
    const source = readFileSync(join(vendor.folder, 'docs', edit.file), 'utf8');
    writeFileSync(
      path,
      source.replace(edit.before, () => edit.after),
    );
    await reread(`one sentence changed (${edit.kind})`, ['--overlay', folder], known);
    rmSync(folder, { recursive: true });
  }
  await http.close();
  return costs;
}

async function measured(
  vendor: RealVendor,
  at: { run: string; host: string; baseline: Baseline; http: Http },
): Promise<{ reading: Reading; cost: Cost }> {
  Object.assign(counts, { requests: 0, bytes: 0, parsed: 0, kept: 0, double: 0 });
  calls.length = 0;
  const run = runOf(vendor, at);
  const model = openModelAccess({
    ...{ provider: noted(lexicalModel()), ledger, price: null, caps: uncapped, clock },
    prompts: { repair: prompts.repair ?? '', schema: prompts.schema ?? '' },
  });
  const tools = {
    ...{ ...silentTools, rubric, prompts, clock, turns: null, http: at.http, lastTry: true },
    bodies: keptBodies,
    reader,
    ...(values.anew ? {} : { workings }),
    producer: { ...silentTools.producer, rubricDigest: rubric.digest, analyst: lexicalModel().id },
    seal: (text: string) => createHmac('sha256', 'bench').update(text).digest('hex'),
  };
  const opened = (stage: 'gather' | 'draft') =>
    model.open({ run, stage, journal: silentTools.journal, signal: silentTools.signal });
  const spent = { fetch: 0, extract: 0, gather: 0, draft: 0 };
  const began = performance.now();
  const timed = async <R>(stage: keyof typeof spent, work: () => Promise<StageResult<R>>): Promise<R | string> => {
    const used = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(used);
    spent[stage] = (user + system) / 1000;
    return result.kind === 'record' ? result.record : result.reason;
  };
  const reading = await chain();
  const wall = performance.now() - began;
  const { requests, bytes, parsed, kept } = counts;
  const tokens = await tokensOf();
  const cpu = spent.fetch + spent.extract + spent.gather + spent.draft;
  const cost: Cost = {
    ...{ run: at.run, wall: Math.round(wall), cpu: Math.round(cpu), double: Math.round(counts.double) },
    ...{ fetch: Math.round(spent.fetch), extract: Math.round(spent.extract) },
    ...{ gather: Math.round(spent.gather), draft: Math.round(spent.draft) },
    ...{ requests, kilobytes: Math.round(bytes / 1000), parsed, kept, calls: calls.length, tokens },
    came: reading.draft?.change
      ? `${reading.draft.change.items.length} open`
      : (reading.reason || 'drafted').slice(0, 40),
  };
  return { reading, cost };

  async function chain(): Promise<Reading> {
    const snapshot = await timed('fetch', () => fetchVendor(run, tools));
    if (typeof snapshot === 'string') throw new Error(snapshot);
    const corpus = await timed('extract', () => extractPassages(snapshot, tools));
    if (typeof corpus === 'string') return { snapshot, corpus: null, draft: null, reason: corpus };
    const evidence = await timed('gather', () => gatherEvidence(corpus, { ...tools, model: opened('gather') }));
    if (typeof evidence === 'string') return { snapshot, corpus, draft: null, reason: evidence };
    const draft = await timed('draft', () => draftAnalysis(evidence, { ...tools, model: opened('draft') }));
    if (typeof draft === 'string') return { snapshot, corpus, draft: null, reason: draft };
    return { snapshot, corpus, draft, reason: '' };
  }
}

function counted(http: Http): Http {
  return {
    ...http,
    async get(request) {
      const reply = await http.get(request);
      counts.requests += 1;
      counts.bytes += reply.kind === 'answer' ? reply.body.byteLength : 0;
      return reply;
    },
  };
}

const keptBodies: Bodies = {
  ...bodies,
  async keep(bytes) {
    const before = bodies.all.size;
    const digest = await bodies.keep(bytes);
    counts.kept += bodies.all.size - before;
    return digest;
  },
};

const reader: PageReader = {
  version: values.anew ? undefined : 'bench',
  read(page) {
    counts.parsed += 1;
    return pageReader.read(page);
  },
};

/** The double, with what it was asked and answered noted. */
function noted(double: Provider): Provider {
  return {
    ...double,
    async call(request) {
      // It answers before it gives its promise, so that nothing else is counted.
      const used = process.cpuUsage();
      const answered = double.call(request);
      const { user, system } = process.cpuUsage(used);
      counts.double += (user + system) / 1000;
      const outcome = await answered;
      const input = [...request.messages.map(({ content }) => content), JSON.stringify(request.schema)].join('\n');
      calls.push({ input, output: 'text' in outcome ? outcome.text : '' });
      return outcome;
    },
  };
}

async function tokensOf(): Promise<number> {
  let tokens = 0;
  for (const { input, output } of calls) tokens += (await countTokens(input)) + (await countTokens(output));
  return tokens;
}

/** The middle run with a changed sentence beside the first, with the double's own work and without. */
function tellShares([first, ...others]: readonly Cost[]): void {
  const changed = others.filter(({ run }) => run.startsWith('one sentence'));
  if (first === undefined || changed.length === 0) return;
  const ways: [string, (cost: Cost) => number][] = [
    ['processor', ({ cpu }) => cpu],
    ['processor without the double', ({ cpu, double }) => cpu - double],
    ['wall', ({ wall }) => wall],
    ['tokens', ({ tokens }) => tokens],
  ];
  for (const [name, of] of ways) {
    const shares = changed.map((cost) => (100 * of(cost)) / of(first)).sort((a, b) => a - b);
    const [least, middle, most] = [shares[0], shares[Math.floor(shares.length / 2)], shares.at(-1)];
    const told = [middle, least, most].map((share = 0) => share.toFixed(1));
    console.log(`one sentence changed, ${name}: median ${told[0]} % of the first run's, ${told[1]} to ${told[2]} %`);
  }
}

function runOf(vendor: RealVendor, { run, host, baseline }: { run: string; host: string; baseline: Baseline }): Run {
  const now = clock.now().toISOString();
  return {
    id: `run-${vendor.slug}-${run}`,
    vendor: {
      slug: vendor.slug,
      name: vendor.name,
      layer: vendor.layer as Run['vendor']['layer'],
      // One category of the layer: which one changes nothing here.
      category: rubric.stack.layers.find(({ id }) => id === vendor.layer)?.categories[0]?.id ?? '',
      entryType: 'product',
      homepage: `http://${host}/`,
      sources: [`http://${host}/`],
      price: { kind: 'unknown', note: '' },
      licence: 'unknown',
      archived: false,
      revision: 1,
      createdAt: now,
      updatedAt: now,
    },
    cause: baseline.published ? 'scheduled' : 'new',
    again: false,
    offline: false,
    budgets: defaultBudgets,
    baseline,
    requestedBy: 'bench@assay.example',
    createdAt: now,
  };
}

if (hasRealDocs) {
  await rounds(realVendor(warmUp), 1);
  const costs = await rounds(realVendor(slug), Number(values.edits));
  console.table(costs);
  tellShares(costs);
} else {
  console.log('Nothing to measure: the vendor documentation is not beside this checkout.');
}
await pageReader.close();

import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { countTokens } from '../src/adapters/model/count-tokens.ts';
import { openMemoryLedger } from '../src/adapters/model/memory-ledger.ts';
import { openModelAccess } from '../src/adapters/model/open-model-access.ts';
import { readPrompts, readRubric } from '../src/adapters/rubric-files.ts';
import type { Corpus } from '../src/domain/corpus.ts';
import { sha256 } from '../src/domain/digest.ts';
import type { Draft } from '../src/domain/draft.ts';
import { lexicalModel } from '../src/evals/models/lexical-model.ts';
import type { Bodies, ModelLedger, Provider, ProviderOutcome, ProviderRequest } from '../src/ports.ts';
import { draftAnalysis } from '../src/stages/draft/draft-analysis.ts';
import { gatherEvidence } from '../src/stages/gather/gather-evidence.ts';
import { memoryBodies, silentTools, vendorCorpus } from './vendor-corpus.ts';

/**
 * What a model costs beside its own time, on the documentation of one product: calls, tokens, our own processor time,
 * what a changed sentence costs. The model is a double: it decides by words shared and answers at once, or after so many
 * seconds. Its replies are kept from a first pass, so that its own work is in none of the times.
 *   npx tsx bench/model.ts [vendor] [--edits N]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { edits: { type: 'string', default: '20' } },
});
const [vendor = 'kserve'] = positionals;
const edits = Number(values.edits);
/** Of a call, as a hosted model of middle size takes for a reply of some hundred tokens. */
const callSeconds = 2;
const rounds = 3;
/** Of the edits, so many of the dearest are told one by one: the worst is what a change of the prompts is judged by. */
const dearestShown = 3;
/** OpenAI reuses beginnings of at least so many tokens, and then by steps; servers of one's own reuse shorter ones. */
const leastReused = 1024;
const reusedBy = 128;

const root = join(import.meta.dirname, '..');
const rubric = await readRubric(join(root, 'prompts', 'rubric'));
const prompts = await readPrompts(join(root, 'prompts'));
const uncapped = { callUsd: null, runUsd: null, dayUsd: null, totalUsd: null, runTokens: null };

interface Pass {
  draft: Draft;
  calls: { request: ProviderRequest; task: string; outcome: ProviderOutcome }[];
  milliseconds: number;
  processorMilliseconds: number;
}

const { corpus, bodies } = await read();
const replies = new Map<string, ProviderOutcome>();
const first = await analyse({ corpus, bodies, ledger: openMemoryLedger(), provider: keeping(lexicalModel()) });
await report();

async function read(): Promise<{ corpus: Corpus; bodies: Bodies }> {
  const { corpus: bare, bodies: kept } = await vendorCorpus(vendor);
  const { run } = bare.snapshot;
  const category = rubric.stack.layers.find(({ id }) => id === run.vendor.layer)?.categories[0]?.id ?? '';
  const placed = { ...run, offline: false, vendor: { ...run.vendor, category } };
  return { corpus: { ...bare, snapshot: { ...bare.snapshot, run: placed } }, bodies: kept };
}

/** One analysis from passages to draft, as the two stages make it. */
async function analyse(of: { corpus: Corpus; bodies: Bodies; ledger: ModelLedger; provider: Provider }): Promise<Pass> {
  const calls: Pass['calls'] = [];
  const provider: Provider = {
    ...of.provider,
    async call(request) {
      const outcome = await of.provider.call(request);
      calls.push({ request, task: request.schemaName, outcome });
      return outcome;
    },
  };
  const clock = { now: () => new Date() };
  const { repair = '', schema = '' } = prompts;
  const access = openModelAccess({
    ...{ provider, ledger: of.ledger, price: null, caps: uncapped, clock, prompts: { repair, schema } },
  });
  const { run } = of.corpus.snapshot;
  const journal = silentTools.journal;
  const { signal } = silentTools;
  const tools = {
    ...{ ...silentTools, rubric, prompts, bodies: of.bodies, clock, lastTry: true },
    producer: { ...silentTools.producer, analyst: provider.id },
    seal: (text: string) => createHmac('sha256', 'bench').update(text).digest('hex'),
  };
  const opened = (stage: 'gather' | 'draft') => access.open({ run, stage, journal, signal });
  const [started, used] = [performance.now(), process.cpuUsage()];
  const evidence = await gatherEvidence(of.corpus, { ...tools, model: opened('gather') });
  if (evidence.kind !== 'record') throw new Error('gather ended without evidence');
  const draft = await draftAnalysis(evidence.record, { ...tools, model: opened('draft') });
  if (draft.kind !== 'record') throw new Error('draft ended without a draft');
  const { user, system } = process.cpuUsage(used);
  return {
    draft: draft.record,
    calls,
    milliseconds: performance.now() - started,
    processorMilliseconds: (user + system) / 1000,
  };
}

/** Answers as the double does and keeps what it said under the request's key. */
function keeping(double: Provider): Provider {
  return {
    ...double,
    async call(request) {
      const outcome = await double.call(request);
      replies.set(request.idempotencyKey, outcome);
      return outcome;
    },
  };
}

/** Says again what was kept, after a while; `busy` collects when calls were under way. */
function replaying(seconds: number, busy: { from: number; to: number }[] = []): Provider {
  return {
    id: lexicalModel().id,
    async call({ idempotencyKey }) {
      const outcome = replies.get(idempotencyKey);
      if (outcome === undefined) throw new Error('a request differs from that of the first pass');
      const from = performance.now();
      if (seconds > 0) await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      busy.push({ from, to: performance.now() });
      return outcome;
    },
  };
}

async function report(): Promise<void> {
  const text = await textTokens();
  const totals = await tokensOf(first.calls);
  print(`${vendor}: ${corpus.pages.length} pages, ${text} tokens of text in ${corpus.passages.length} passages`);
  for (const [task, { calls, input, output, system }] of totals) {
    print(
      `  ${task}: ${calls} calls, ${input} input tokens (${share(system, input)} of it the fixed part), ${output} output`,
    );
  }
  const input = sum([...totals.values()].map((one) => one.input));
  const output = sum([...totals.values()].map((one) => one.output));
  print(`calls ${first.calls.length}; input ${input} = ${(input / text).toFixed(2)} x the text read; output ${output}`);
  print(`judge tokens that a prefix cache can reuse: ${await judgeReuse()}`);

  const idle: Pass[] = [];
  for (let round = 0; round < rounds; round += 1) {
    idle.push(await analyse({ corpus, bodies, ledger: openMemoryLedger(), provider: replaying(0) }));
  }
  const cpu = median(idle.map(({ processorMilliseconds }) => processorMilliseconds));
  print(
    `own processor time of an analysis with a model of no latency: ${(cpu / 1000).toFixed(2)} s (median of ${rounds})`,
  );

  const overheads: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const busy: { from: number; to: number }[] = [];
    const pass = await analyse({ corpus, bodies, ledger: openMemoryLedger(), provider: replaying(callSeconds, busy) });
    const modelTime = covered(busy);
    overheads.push((pass.milliseconds - modelTime) / pass.milliseconds);
    print(
      `  with ${callSeconds} s a call: ${(pass.milliseconds / 1000).toFixed(1)} s, of it ${(modelTime / 1000).toFixed(1)} s with a call under way`,
    );
  }
  print(`overhead of the wall time: ${(100 * median(overheads)).toFixed(1)} % (median of ${rounds})`);

  const ledger = openMemoryLedger();
  await analyse({ corpus, bodies, ledger, provider: replaying(0) });
  const again = await analyse({ corpus, bodies, ledger, provider: replaying(0) });
  print(
    `the same again: ${again.calls.length} calls; same content digest: ${again.draft.contentDigest === first.draft.contentDigest}`,
  );
  await reportEdits(ledger, input + output);
}

/** What one changed sentence cost: calls by kind, its share of the first run's tokens, and where they went. */
interface EditLine {
  harvest: number;
  judge: number;
  narrative: number;
  part: number;
  tokens: string;
}

async function reportEdits(ledger: ModelLedger, whole: number): Promise<void> {
  const cited = new Set(
    [...first.draft.analysis.frameworks.inpact.dimensions, ...first.draft.analysis.frameworks.goals.dimensions].flatMap(
      ({ checks }) => checks.flatMap(({ citations }) => citations.map(({ passageId }) => passageId)),
    ),
  );
  const prose = corpus.passages.filter(
    ({ kind, flags, text }) => kind === 'prose' && flags.length === 0 && /\w\. /.test(text),
  );
  const lines: EditLine[] = [];
  for (const isCited of [true, false]) {
    const pool = prose.filter(({ id }) => cited.has(id) === isCited);
    lines.length = 0;
    for (let nth = 0; nth < edits / 2; nth += 1) {
      const passage = pool[Math.floor((nth * pool.length) / (edits / 2))];
      if (passage === undefined) continue;
      const changed = await edited(corpus.passages.indexOf(passage));
      const pass = await analyse({ ...changed, ledger, provider: lexicalModel() });
      const tokens = await tokensOf(pass.calls);
      const count = (task: string) => tokens.get(task)?.calls ?? 0;
      const narrative = [...tokens].filter(([task]) => task.startsWith('narrative'));
      lines.push({
        harvest: count('harvest'),
        judge: count('judge') + count('judge-again'),
        narrative: sum(narrative.map(([, { calls }]) => calls)),
        part: sum([...tokens.values()].map((one) => one.input + one.output)) / whole,
        tokens: [...tokens].map(([task, one]) => `${task} ${one.calls} x, ${one.input + one.output}`).join('; '),
      });
    }
    const figures = (pick: (line: (typeof lines)[number]) => number) =>
      `${median(lines.map(pick)).toFixed(0)} (at most ${Math.max(...lines.map(pick)).toFixed(0)})`;
    print(
      `one sentence changed in a ${isCited ? 'cited' : 'not cited'} passage (${lines.length} edits): harvest calls ${figures((line) => line.harvest)}, judge ${figures((line) => line.judge)}, narrative ${figures((line) => line.narrative)}; tokens ${(100 * median(lines.map(({ part }) => part))).toFixed(1)} % of the first run's, at most ${(100 * Math.max(...lines.map(({ part }) => part))).toFixed(1)} %`,
    );
    const dearest = [...lines].sort((a, b) => b.part - a.part).slice(0, dearestShown);
    for (const { part, tokens } of dearest) print(`  ${(100 * part).toFixed(1)} %: ${tokens}`);
  }
}

/** The corpus with one more clause at the end of a passage's first sentence, stored text and places with it. */
async function edited(at: number): Promise<{ corpus: Corpus; bodies: Bodies }> {
  const passage = corpus.passages[at];
  const place = passage?.places[0];
  const page = place && corpus.pages[place.page];
  if (!passage || !place || !page) throw new Error('no such passage');
  const clause = ' in every release since the last';
  const cut = passage.text.search(/\w\. /) + 1;
  const text = passage.text.slice(0, cut) + clause + passage.text.slice(cut);
  const stored = new TextDecoder().decode((await bodies.read(page.textDigest)) ?? new Uint8Array());
  const rest = stored.slice(place.start + cut);
  const bytes = new TextEncoder().encode(stored.slice(0, place.start + cut) + clause + rest);
  const all = memoryBodies();
  const textDigest = await all.keep(bytes);
  const passages = corpus.passages.map((own, index) => ({
    ...own,
    ...(index === at ? { text, id: sha256(text) } : {}),
    places: own.places.map((spot) => {
      if (spot.page !== place.page || spot.end <= place.start) return spot;
      const start = spot.start > place.start ? spot.start + clause.length : spot.start;
      return { ...spot, start, end: spot.end + clause.length };
    }),
  }));
  const pages = corpus.pages.map((own, index) => (index === place.page ? { ...own, textDigest } : own));
  return {
    corpus: { ...corpus, pages, passages },
    bodies: { keep: all.keep, read: async (digest) => (await all.read(digest)) ?? bodies.read(digest) },
  };
}

async function textTokens(): Promise<number> {
  let tokens = 0;
  for (const { text } of corpus.passages) tokens += await countTokens(text);
  return tokens;
}

async function tokensOf(calls: Pass['calls']) {
  const totals = new Map<string, { calls: number; input: number; output: number; system: number }>();
  for (const { request, task, outcome } of calls) {
    const own = totals.get(task) ?? { calls: 0, input: 0, output: 0, system: 0 };
    own.calls += 1;
    for (const { role, content } of request.messages) {
      const tokens = await countTokens(content);
      own.input += tokens;
      if (role === 'system') own.system += tokens;
    }
    own.input += await countTokens(JSON.stringify(request.schema));
    own.output += 'text' in outcome ? await countTokens(outcome.text) : 0;
    totals.set(task, own);
  }
  return totals;
}

/**
 * Of the tokens of all judge calls, further looks included, those that stand in a beginning sent by a call before. The
 * schema stands first, as providers put it: two requests of another shape share nothing.
 */
async function judgeReuse(): Promise<string> {
  const isJudge = ({ task }: Pass['calls'][number]) => task.startsWith('judge');
  const texts = first.calls
    .filter(isJudge)
    .map(({ request }) =>
      [JSON.stringify(request.schema), ...request.messages.map(({ content }) => content)].join('\n'),
    );
  let [reused, hosted, all] = [0, 0, 0];
  for (const [at, text] of texts.entries()) {
    all += await countTokens(text);
    const shared = Math.max(0, ...texts.slice(0, at).map((other) => sharedLength(text, other)));
    const tokens = await countTokens(text.slice(0, shared));
    reused += tokens;
    hosted += tokens < leastReused ? 0 : tokens - (tokens % reusedBy);
  }
  return `${share(reused, all)} (${all - reused} are new); as OpenAI reuses them ${share(hosted, all)}`;
}

function sharedLength(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/** Milliseconds in which at least one call was under way. */
function covered(spans: readonly { from: number; to: number }[]): number {
  let [total, until] = [0, 0];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return total;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function share(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

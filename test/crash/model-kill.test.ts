import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/adapters/store/open-store.ts';
import type { ScriptedServer } from '../adapters/model/scripted-http.ts';
import { lexicalReply, lexicalServer } from '../lexical-server.ts';
import type { ModelHold } from './model-child.ts';

/** The points of one run, in the order in which it passes them; `request-sent` is held by the provider. */
const points: (ModelHold | 'request-sent')[] = [
  { at: 'before-reserve', task: 'harvest', nth: 1 },
  { at: 'after-reserve', task: 'harvest', nth: 1 },
  'request-sent',
  { at: 'before-settle', task: 'harvest', nth: 1 },
  { at: 'after-settle', task: 'harvest', nth: 1 },
  { at: 'started', stage: 'draft' },
  { at: 'before-settle', task: 'judge', nth: 4 },
  { at: 'after-reserve', task: 'narrative', nth: 2 },
  { at: 'made', stage: 'draft' },
  { at: 'kept', stage: 'draft' },
];

/** One run is killed at each point in turn; ten runs before a release. */
const runs = process.env.ASSAY_SOAK === '1' ? 10 : 1;

/** Calls under way at once in a stage: what one kill can lose. */
const atOnce = 10;

let provider: ScriptedServer;
let cleanCalls: number;
const folders: string[] = [];

beforeAll(async () => {
  provider = await lexicalServer();
  expect(await runUntil(await newFolder(), null)).toBe('done');
  cleanCalls = provider.history.length;
}, 300_000);
afterAll(async () => {
  await provider.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describe('A process that is killed at ten points of a run with a model', () => {
  it.each(Array.from({ length: runs }, (_, index) => index))(
    'pays again at most for the calls that were under way at a kill (run %i)',
    async () => {
      const data = await newFolder();
      const before = provider.history.length;
      for (const point of points) {
        const said = await runUntil(data, point);
        expect([point, said]).toEqual([point, point === 'request-sent' ? '' : 'held']);
      }
      expect(await runUntil(data, null)).toBe('done');

      const { store, close } = await openStore({ dataFolder: data, databaseUrl: null });
      expect(await store.runs.status('run-crash')).toMatchObject({ outcome: 'drafted', attempt: 1 });
      expect((await store.drafts.list({ limit: 10 })).items).toHaveLength(1);
      const { items } = await store.ledger.calls('run-crash', { limit: 1_000 });
      await close();
      const received = provider.history.slice(before).map(({ idempotencyKey }) => idempotencyKey);
      const open = items.filter(({ state }) => state === 'open');
      const settled = items.filter(({ state }) => state === 'settled');
      // Every question of a run without kills was answered, and paid, once.
      expect(new Set(settled.map(({ requestDigest }) => requestDigest)).size).toBe(cleanCalls);
      expect(settled).toHaveLength(cleanCalls);
      // A request came twice only where the process that sent it first was killed before it could settle.
      const of = (digest: string, all: readonly string[]) => all.filter((each) => each === digest).length;
      const lost = open.map(({ requestDigest }) => requestDigest);
      for (const digest of new Set(received)) {
        expect(of(digest, received), digest).toBeLessThanOrEqual(1 + of(digest, lost));
      }
      expect(received.length - cleanCalls).toBeGreaterThanOrEqual(2);
      expect(received.length - cleanCalls).toBeLessThanOrEqual(lost.length);
      expect(lost.length).toBeLessThanOrEqual(points.length * atOnce);
    },
    900_000,
  );
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-model-crash-'));
  folders.push(folder);
  return join(folder, 'data');
}

/** Runs the product until it says that it is held, and kills it there; or until it is done. */
async function runUntil(data: string, point: ModelHold | 'request-sent' | null): Promise<string> {
  const file = join(import.meta.dirname, 'model-child.ts');
  const given = point === null || point === 'request-sent' ? [] : [JSON.stringify(point)];
  const child = spawn(process.execPath, ['--import', 'tsx', file, data, provider.baseUrl, ...given], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  answer(point === 'request-sent' ? child : null);
  let said = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes('held')) child.kill('SIGKILL');
  });
  const [code] = (await ended) as [number | null];
  return code === null ? said.trim() : said.trim() || errors.slice(-2_000);
}

/** Answers calls, or kills the process that makes the next one, before it answers. */
function answer(victim: ChildProcess | null): void {
  provider.answerWith((call) => {
    if (victim === null) return { do: 'answer', content: lexicalReply(call) };
    victim.kill('SIGKILL');
    return { do: 'hang-up' };
  });
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedStore, openStore } from '../../src/adapters/store/open-store.ts';
import { startPostgres } from '../contract/postgres-server.ts';
import { type LyingServer, lies, lyingServer } from '../spending/lying-server.ts';
import { sumsOf } from '../spending/spending-sums.ts';

const server = await startPostgres();
afterAll(() => server?.close());
const soak = process.env.ASSAY_SOAK === '1';

let provider: LyingServer;
beforeAll(async () => {
  provider = await lyingServer();
});
afterAll(() => provider.close());

/** A day's cap, in dollars, that about half of so many questions reach. */
const capFor = (questions: number): number => Number((questions * 0.00018).toFixed(6));

describe.skipIf(server === null)('Eight workers on a PostgreSQL', () => {
  const questions = soak ? 1_250 : 200;
  const kills = soak ? 50 : 4;
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await openStore({ dataFolder: '', databaseUrl: server?.url ?? null });
  });
  afterAll(() => opened.close());

  it(`in processes of their own, ${kills} of them killed on the way, never make the provider bill more than the cap`, async () => {
    const before = { billed: provider.billed(), calls: provider.calls() };
    const dayUsd = capFor(8 * questions);
    let killsLeft = kills;
    const worker = async (index: number): Promise<Record<string, number>> => {
      for (let life = 1; ; life += 1) {
        const work = { name: `w${index}-${life}`, baseUrl: provider.baseUrl, dayUsd, questions };
        const dies = killsLeft > 0;
        if (dies) killsLeft -= 1;
        const ends = await live(work, dies ? 60 + 40 * ((index * 5 + life * 3) % 7) : null);
        if (ends) return ends;
      }
    };
    const ends = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(worker));
    const sums = await sumsOf(opened);
    expect(killsLeft).toBe(0);
    expect(sum(ends, 'answer')).toBeGreaterThan(0);
    expect(sum(ends, 'capped')).toBeGreaterThan(0);
    expect(Object.keys(provider.told())).toHaveLength(lies.length);
    expect(provider.billed() - before.billed).toBeLessThanOrEqual(dayUsd * 1e6);
    expect(sums.counters).toBe(sums.calls);
    expect(sums.counters).toBeLessThanOrEqual(dayUsd * 1e6);
    // The cap is used, not only kept: what is left is less than a call may cost at most, and what lies cost.
    expect(sums.counters).toBeGreaterThan(dayUsd * 1e6 * 0.9);
    // A killed process leaves at most the one call that it was making.
    expect(sums.open).toBeLessThanOrEqual(kills);
    if (soak) expect(provider.calls() - before.calls).toBeGreaterThan(2_000);
  }, 900_000);
});

function sum(ends: Record<string, number>[], end: string): number {
  return ends.reduce((total, one) => total + (one[end] ?? 0), 0);
}

/** Runs a worker to its end, or kills it so many milliseconds after it began to ask; null where it was killed. */
async function live(work: object, killAfter: number | null): Promise<Record<string, number> | null> {
  const file = join(import.meta.dirname, '..', 'spending', 'spend-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, server?.url ?? '', JSON.stringify(work)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let said = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdout.on('data', async (chunk: Buffer) => {
    const first = said === '';
    said += chunk.toString();
    if (!first || killAfter === null) return;
    await sleep(killAfter);
    child.kill('SIGKILL');
  });
  await ended;
  const [, result] = said.trim().split('\n');
  if (result) return JSON.parse(result) as Record<string, number>;
  if (killAfter === null) throw new Error(`the worker broke off: ${errors.slice(-2_000)}`);
  return null;
}

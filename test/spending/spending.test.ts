import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedStore, openStore } from '../../src/adapters/store/open-store.ts';
import { temporaryStore } from '../adapters/store/temporary-store.ts';
import { startPostgres } from '../contract/postgres-server.ts';
import { type LyingServer, lies, lyingServer } from './lying-server.ts';
import { spendAll } from './spend-worker.ts';

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

/** Counters against calls: what is set aside and counted must be what the rows say. */
async function sumsOf({ pool }: OpenedStore): Promise<{ counters: number; calls: number; open: number }> {
  const day = await pool.query<{ sum: string }>(
    `select reserved_micros + counted_micros as sum from assay.model_spending where scope = 'day 2026-03-01'`,
  );
  const calls = await pool.query<{ sum: string; open: string }>(
    `select sum(coalesce(counted_micros, reserved_micros)) as sum, count(*) filter (where state = 'open') as open
     from assay.model_call`,
  );
  return {
    counters: Number(day.rows[0]?.sum ?? 0),
    calls: Number(calls.rows[0]?.sum ?? 0),
    open: Number(calls.rows[0]?.open),
  };
}

describe('Eight workers over a small cap', () => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await temporaryStore();
  });
  afterAll(async () => {
    provider.tell(null);
    await opened.close();
  });

  it.each(lies.map((lie, at) => [lie, at] as const))(
    'never make a provider bill more than the cap that says of usage: %s',
    async (lie, at) => {
      provider.tell(lie);
      const before = { billed: provider.billed(), sums: await sumsOf(opened) };
      // A provider that fails is left alone after five failures: its cap must be reached before.
      const fails = lie === 'hang-up' || lie === 'failure';
      const capMicros = fails ? 1_400 : 6_000;
      const dayUsd = (before.sums.counters + capMicros) / 1e6;
      const ends = await Promise.all(
        [0, 1, 2, 3, 4, 5, 6, 7].map((worker) =>
          spendAll(opened.store.ledger, { name: `${at}-${worker}`, baseUrl: provider.baseUrl, dayUsd, questions: 8 }),
        ),
      );
      expect(sum(ends, 'capped')).toBeGreaterThan(8);
      if (!fails) expect(sum(ends, 'answer')).toBeGreaterThan(5);
      expect(provider.billed() - before.billed).toBeLessThanOrEqual(capMicros);
      const sums = await sumsOf(opened);
      expect(sums).toEqual({ counters: sums.calls, calls: sums.calls, open: 0 });
      expect(sums.counters - before.sums.counters).toBeLessThanOrEqual(capMicros);
    },
    60_000,
  );
});

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
  const file = join(import.meta.dirname, 'spend-child.ts');
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

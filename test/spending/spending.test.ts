import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenedStore } from '../../src/adapters/store/open-store.ts';
import { temporaryStore } from '../adapters/store/temporary-store.ts';
import { type LyingServer, lies, lyingServer } from './lying-server.ts';
import { spendAll } from './spend-worker.ts';
import { sumsOf } from './spending-sums.ts';

let provider: LyingServer;
beforeAll(async () => {
  provider = await lyingServer();
});
afterAll(() => provider.close());

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

function sum(ends: Record<string, number>[], end: string): number {
  return ends.reduce((total, one) => total + (one[end] ?? 0), 0);
}

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { TurnRequest } from '../../src/ports.ts';
import type { OpenedFor } from './store.ts';

let hosts = 0;

/** A request for a turn at a host of its own, so that no test meets another. */
function asking(change: Partial<TurnRequest> = {}): TurnRequest {
  return {
    host: `host-${hosts}.example`,
    atOnce: 1,
    gapSeconds: 0,
    leaseSeconds: 10,
    patienceSeconds: 10,
    signal: new AbortController().signal,
    ...change,
  };
}

/** How turns at hosts are shared. */
export function describeTurns(opened: OpenedFor): void {
  const take = (change: Partial<TurnRequest> = {}) => opened().store.turns.take(asking(change));
  /** Turns of the host that are waited for or taken. */
  const inLine = async (): Promise<number> => {
    const { rows } = await opened().pool.query('select count(*) as count from assay.host_turn where host = $1', [
      asking().host,
    ]);
    return Number(rows[0]?.count);
  };
  const newHost = (): void => {
    hosts += 1;
  };

  it('gives one turn at a time for a host, to the others in the order in which they came', async () => {
    newHost();
    const order: number[] = [];
    let [inside, most, gone] = [0, 0, 0];
    const one = async (number: number): Promise<void> => {
      const turn = await take();
      inside += 1;
      most = Math.max(most, inside);
      order.push(number);
      await sleep(150);
      inside -= 1;
      await turn?.end(0);
      gone += 1;
    };
    const all: Promise<void>[] = [];
    for (let number = 0; number < 6; number += 1) {
      all.push(one(number));
      // The next one comes once this one stands in the line, or has had its turn already.
      while (gone + (await inLine()) <= number) await sleep(5);
    }
    await Promise.all(all);
    expect(most).toBe(1);
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('gives as many as are allowed, and does not make one host wait for another', async () => {
    newHost();
    expect(await Promise.all([take({ atOnce: 2 }), take({ atOnce: 2 })])).not.toContain(null);
    expect(await take({ atOnce: 2, patienceSeconds: 0.3 })).toBeNull();
    newHost();
    expect(await take()).not.toBeNull();
  });

  it('takes a turn back that was never ended, because its process was killed', async () => {
    newHost();
    // Before the first is asked for: on a busy machine its answer comes when part of the lease is over.
    const started = performance.now();
    await take({ leaseSeconds: 0.6 });
    const given = performance.now();
    const next = await take({ patienceSeconds: 5 });
    expect(next).not.toBeNull();
    expect(performance.now() - started).toBeGreaterThan(598);
    // The lease began before the first had its answer; two seconds are the slowest look and a busy machine.
    expect(performance.now() - given).toBeLessThan(600 + 2_000);
  });

  it('does not wait for who stopped waiting', async () => {
    newHost();
    const first = await take();
    const controller = new AbortController();
    const gone = take({ signal: controller.signal });
    while ((await inLine()) < 2) await sleep(5);
    const behind = take();
    while ((await inLine()) < 3) await sleep(5);
    const started = performance.now();
    controller.abort();
    expect(await gone).toBeNull();
    await first?.end(0);
    expect(await behind).not.toBeNull();
    // Who only falls silent is forgotten after five seconds; who says so, at once.
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('keeps the seconds between two starts, also for who has not read the host’s rules yet', async () => {
    newHost();
    // From when a turn was asked for to when the next was given: its own moment lies between the two.
    const [asked, given]: [number[], number[]] = [[], []];
    await opened().store.turns.tellGap(asking().host, 0.4);
    for (const gapSeconds of [null, 0.4, null, 0.4]) {
      asked.push(performance.now());
      const turn = await take({ gapSeconds });
      given.push(performance.now());
      await turn?.end(0);
    }
    const all = (given.at(-1) ?? 0) - (asked[0] ?? 0);
    // Four turns after the host's rules were told: a gap before each.
    expect(all).toBeGreaterThan(4 * 400 - 20);
    const gaps = given.slice(1).map((end, at) => end - (asked[at] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(398);
  });

  it('leaves a host alone for as long as it asked for', async () => {
    newHost();
    const turn = await take();
    const started = performance.now();
    await turn?.end(0.5);
    await take();
    expect(performance.now() - started).toBeGreaterThan(498);
  });
}

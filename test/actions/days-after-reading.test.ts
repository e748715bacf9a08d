import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listSchedules } from '../../src/actions/list-schedules.ts';
import { previewSchedule } from '../../src/actions/preview-schedule.ts';
import { setSchedule } from '../../src/actions/set-schedule.ts';
import { startDue } from '../../src/actions/start-due.ts';
import { startRun } from '../../src/actions/start-run.ts';
import { aVendor } from '../contract/sample-records.ts';
import { openOffice, people, type TestOffice } from './office.ts';

const hour = 3_600_000;
const day = 24 * hour;

let test: TestOffice;
beforeAll(async () => {
  test = await openOffice();
  await test.office.store.vendors.add(aVendor({ slug: 'alder', name: 'Alder' }), people.editor.email);
  await setSchedule(test.office, { target: 'all', cadence: 'after 2 days' }, people.editor);
});
afterAll(() => test.close());

const now = () => test.office.clock.now().getTime();

type Ended = 'unchanged' | 'failed' | 'cancelled';

const unreachable = {
  stage: 'fetch',
  cause: 'unreachable',
  reason: 'No answer.',
  advice: '',
  retryable: true,
} as const;

/** Ends whatever is being read, as a reading that found nothing changed does unless said otherwise. */
async function endAll(outcome: Ended = 'unchanged'): Promise<void> {
  const { items } = await test.office.store.runs.list({ limit: 10, outcome: 'running' });
  for (const { runId, attempt } of items) {
    const failure = outcome === 'failed' ? unreachable : null;
    await test.office.store.runs.end(runId, { attempt, outcome, failure, text: 'Ended.' });
  }
}

/** As somebody does who wants it read now. */
async function readByHand(outcome: Ended): Promise<void> {
  await startByHand();
  await endAll(outcome);
}

async function startByHand(): Promise<void> {
  const request = { slug: 'alder', cause: 'manual', again: false, offline: false } as const;
  await startRun(test.office, request, people.editor);
}

/** In how many of the next hours a reading was started. Two processes look at the same time. */
async function startsWithin(hours: number, outcome: Ended = 'unchanged'): Promise<number> {
  let starts = 0;
  for (let step = 0; step < hours; step += 1) {
    test.pass(hour);
    const both = await Promise.all([startDue(test.office), startDue(test.office)]);
    starts += both.flat().length;
    await endAll(outcome);
  }
  return starts;
}

/** Hours from now until the product is due, as the list says it. */
async function hoursToGo(): Promise<number> {
  const [alder] = await listSchedules(test.office);
  return (Date.parse(alder?.dueAt ?? '') - now()) / hour;
}

describe('A schedule that counts days from the last reading', () => {
  it('catches up by one reading after downtime of several periods, and counts from that one', async () => {
    await startDue(test.office);
    expect(await startsWithin(48)).toBe(1);
    test.pass(7 * day);
    expect(await startDue(test.office)).toHaveLength(1);
    test.pass(hour);
    // Still under way.
    expect(await startDue(test.office)).toEqual([]);
    await endAll();
    expect(await hoursToGo()).toBe(48);
    expect(await startsWithin(47)).toBe(0);
    expect(await startsWithin(1)).toBe(1);
  });

  it('counts from a reading that somebody started in between', async () => {
    expect(await startsWithin(40)).toBe(0);
    await readByHand('unchanged');
    expect(await hoursToGo()).toBe(48);
    expect(await startsWithin(47)).toBe(0);
    expect(await startsWithin(1)).toBe(1);
  });

  it('counts from the end of a reading that took its time', async () => {
    expect(await startsWithin(47)).toBe(0);
    test.pass(hour);
    expect(await startDue(test.office)).toHaveLength(1);
    test.pass(5 * hour);
    await endAll();
    expect(await hoursToGo()).toBe(48);
  });

  it('starts nothing again when the clock is set back, also while a reading is under way', async () => {
    test.pass(48 * hour);
    expect(await startDue(test.office)).toHaveLength(1);
    test.pass(-6 * hour);
    expect(await startDue(test.office)).toEqual([]);
    test.pass(6 * hour);
    expect(await startDue(test.office)).toEqual([]);
    await endAll();
    expect(await startDue(test.office)).toEqual([]);
    expect(await startsWithin(40)).toBe(0);
  });

  it('goes on within its days after a clock that ran a year ahead', async () => {
    test.pass(365 * day);
    await startDue(test.office);
    await endAll();
    test.pass(-365 * day);
    expect(await startsWithin(50)).toBeLessThanOrEqual(2);
    expect(await hoursToGo()).toBeLessThanOrEqual(48);
  });

  it('is put off neither by a reading that failed or was cancelled in between, nor by many of them', async () => {
    await setSchedule(test.office, { target: 'all', cadence: 'after 30 days' }, people.editor);
    await readByHand('unchanged');
    test.pass(29 * day);
    for (const outcome of ['failed', 'cancelled', 'failed'] as const) {
      await readByHand(outcome);
      expect(await hoursToGo()).toBe(24);
      expect(await startDue(test.office)).toEqual([]);
    }
    const preview = await previewSchedule(
      test.office,
      { target: 'vendor:alder', cadence: 'after 30 days' },
      people.editor,
    );
    expect(Date.parse(preview.upcoming[0] ?? '') - now()).toBe(day);
    expect(await startsWithin(23)).toBe(0);
    expect(await startsWithin(1)).toBe(1);
  });

  it.each(['failed', 'cancelled'] as const)(
    'starts none twice in its period that it caught up late and that %s, also where the clock is set back or the days change',
    async (outcome) => {
      await setSchedule(test.office, { target: 'all', cadence: 'after 2 days' }, people.editor);
      await readByHand('unchanged');
      test.pass(9 * day);
      expect(await startDue(test.office)).toHaveLength(1);
      test.pass(-60_000);
      expect(await startDue(test.office)).toEqual([]);
      await endAll(outcome);
      expect(await startDue(test.office)).toEqual([]);
      test.pass(60_000);
      expect(await startDue(test.office)).toEqual([]);
      await setSchedule(test.office, { target: 'all', cadence: 'after 3 days' }, people.editor);
      expect(await hoursToGo()).toBe(72);
      expect(await startsWithin(71, outcome)).toBe(0);
      expect(await startsWithin(1, outcome)).toBe(1);
      expect(await startsWithin(71, outcome)).toBe(0);
      expect(await startsWithin(1, outcome)).toBe(1);
    },
  );

  it('takes a reading that was under way for the one of its period, whatever becomes of it', async () => {
    await readByHand('unchanged');
    test.pass(9 * day);
    await startByHand();
    expect(await startDue(test.office)).toHaveLength(1);
    await endAll('failed');
    test.pass(-60_000);
    expect(await startDue(test.office)).toEqual([]);
    test.pass(60_000);
    expect(await hoursToGo()).toBe(72);
  });
});

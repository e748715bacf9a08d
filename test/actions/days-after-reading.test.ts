import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listSchedules } from '../../src/actions/list-schedules.ts';
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

/** Ends whatever is being read, as a reading that found nothing changed does. */
async function endAll(): Promise<void> {
  const { items } = await test.office.store.runs.list({ limit: 10, outcome: 'running' });
  for (const { runId, attempt } of items) {
    await test.office.store.runs.end(runId, { attempt, outcome: 'unchanged', failure: null, text: 'Unchanged.' });
  }
}

/** In how many of the next hours a reading was started. Two processes look at the same time. */
async function startsWithin(hours: number): Promise<number> {
  let starts = 0;
  for (let step = 0; step < hours; step += 1) {
    test.pass(hour);
    const both = await Promise.all([startDue(test.office), startDue(test.office)]);
    starts += both.flat().length;
    await endAll();
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
    const request = { slug: 'alder', cause: 'manual', again: false, offline: false } as const;
    await startRun(test.office, request, people.editor);
    await endAll();
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
});

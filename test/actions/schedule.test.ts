import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listSchedules } from '../../src/actions/list-schedules.ts';
import { removeSchedule, setSchedule } from '../../src/actions/set-schedule.ts';
import { startDue } from '../../src/actions/start-due.ts';
import type { Vendor } from '../../src/domain/vendor.ts';
import { openOffice, people, refusalOf, type TestOffice } from './office.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** The long run takes as many as the guarantee names. */
const many = process.env.ASSAY_SOAK === '1' ? 500 : 12;

let test: TestOffice;
beforeAll(async () => {
  test = await openOffice();
});
afterAll(() => test.close());

function vendorNamed(slug: string): Vendor {
  const now = '2026-03-01T10:00:00.000Z';
  return {
    slug,
    name: slug,
    layer: 'L4',
    category: 'model-serving',
    entryType: 'product',
    homepage: `https://${slug}.example/`,
    sources: [`https://${slug}.example/docs/`],
    price: { kind: 'unknown', note: '' },
    licence: 'unknown',
    archived: false,
    revision: 1,
    createdAt: now,
    updatedAt: now,
  };
}

/** Ends what was started, as a reading that found nothing changed does. */
async function endAll(): Promise<void> {
  const { items } = await test.office.store.runs.list({ limit: 1_000, outcome: 'running' });
  for (const { runId, attempt } of items) {
    await test.office.store.runs.end(runId, { attempt, outcome: 'unchanged', failure: null, text: 'Unchanged.' });
  }
}

/** Starts in every period, by vendor, while the clock goes on in steps. */
async function startsWhile(steps: number, stepMilliseconds: number): Promise<Map<string, string[]>> {
  const starts = new Map<string, string[]>();
  for (let step = 0; step < steps; step += 1) {
    test.pass(stepMilliseconds);
    // Two processes look at the same time.
    const both = await Promise.all([startDue(test.office), startDue(test.office)]);
    const now = test.office.clock.now().toISOString();
    for (const { slug } of both.flat()) starts.set(slug, [...(starts.get(slug) ?? []), now]);
    await endAll();
  }
  return starts;
}

describe('A schedule', { timeout: 600_000 }, () => {
  it(`starts each of ${many} vendors once a day, spread over the night, whoever looks`, async () => {
    for (let index = 0; index < many; index += 1) {
      await test.office.store.vendors.add(vendorNamed(`vendor-${index}`), people.editor.email);
    }
    await setSchedule(test.office, { target: 'all', cadence: 'daily', timeZone: 'Europe/Zurich' }, people.editor);
    await startDue(test.office);
    const starts = await startsWhile(24, hour);
    expect(starts.size).toBe(many);
    expect([...starts].filter(([, times]) => times.length !== 1)).toEqual([]);
    expect(new Set([...starts.values()].flat()).size).toBeGreaterThan(3);
  });

  it('catches up by one run after 72 hours in which nobody looked', async () => {
    test.pass(72 * hour);
    const caughtUp = await startDue(test.office);
    await endAll();
    expect(caughtUp.length).toBe(many);
    expect(await startDue(test.office)).toEqual([]);
    const starts = await startsWhile(24, hour);
    expect([...starts].filter(([, times]) => times.length !== 1)).toEqual([]);
  });

  it('starts nothing again when the clock is set back, and goes on when it comes right', async () => {
    const before = await test.office.store.schedules.due();
    test.pass(-6 * hour);
    expect(await startDue(test.office)).toEqual([]);
    test.pass(6 * hour);
    expect(await startDue(test.office)).toEqual([]);
    expect(await test.office.store.schedules.due()).toEqual(before);
    const starts = await startsWhile(24, hour);
    expect(starts.size).toBe(many);
    expect([...starts].filter(([, times]) => times.length !== 1)).toEqual([]);
  });

  it('starts once a day over the night in which clocks go forward and the one in which they go back', async () => {
    await setSchedule(
      test.office,
      { target: 'vendor:vendor-1', cadence: '30 2 * * *', timeZone: 'Europe/Zurich' },
      people.editor,
    );
    for (const nightBefore of ['2026-03-28T12:00:00.000Z', '2026-10-24T12:00:00.000Z']) {
      test.pass(Date.parse(nightBefore) - test.office.clock.now().getTime());
      await startDue(test.office);
      await endAll();
      const starts = await startsWhile(72, hour);
      expect(starts.get('vendor-1')?.length).toBe(3);
      expect([...starts].filter(([, times]) => times.length !== 3)).toEqual([]);
    }
  });

  it('recovers when a clock that ran a year ahead comes right', async () => {
    test.pass(365 * day);
    await startDue(test.office);
    await endAll();
    test.pass(-365 * day);
    expect(await startDue(test.office)).toEqual([]);
    // A period that the wrong clock caught up is not started again; the next one is.
    const starts = await startsWhile(48, hour);
    expect(starts.size).toBe(many);
    expect([...starts].filter(([, times]) => times.length > 2)).toEqual([]);
  });
});

describe('Setting a schedule', () => {
  it('refuses what says nothing, and says what would', async () => {
    const wrong = [
      { cadence: 'sometimes', says: 'neither daily, weekly' },
      { cadence: ' ', says: 'the cadence is empty' },
      { cadence: 'H 4 * * *', says: 'no cron expression: its minute, "H", cannot be read; it takes 0 to 59' },
      { cadence: '0 H(1-5)/2 * * THU', says: 'no cron expression: its hour' },
      { cadence: '61 2 * * *', says: 'no cron expression: its minute, "61", cannot be read; it takes 0 to 59' },
      { cadence: '0 25 * * *', says: 'its hour, "25"' },
      { cadence: '0 4 0 * *', says: 'its day of the month, "0"' },
      { cadence: '0 4 * foo *', says: 'its month, "foo"' },
      { cadence: '0 4 * * 5-1-2', says: 'its day of the week, "5-1-2"' },
      { cadence: '0 4 31 2 *', says: 'no month of "2" has a day 31' },
      { cadence: 'after 0 days', says: 'at least 1' },
    ];
    for (const { cadence, says } of wrong) {
      const refused = await refusalOf(setSchedule(test.office, { target: 'vendor:vendor-2', cadence }, people.editor));
      expect(refused.status).toBe(422);
      expect(refused.message).toContain(says);
    }
    const zone = await refusalOf(
      setSchedule(test.office, { target: 'all', cadence: 'weekly', timeZone: 'Mars/Olympus' }, people.editor),
    );
    expect(zone.message).toContain('"Mars/Olympus" is no time zone');
  });

  it('pauses and takes up again, and a vendor’s own goes before its layer’s', async () => {
    const { store } = test.office;
    await setSchedule(test.office, { target: 'vendor:vendor-3', paused: true, cadence: 'daily' }, people.editor);
    const starts = await startsWhile(2, day);
    expect(starts.has('vendor-3')).toBe(false);
    await removeSchedule(test.office, 'vendor:vendor-3', people.editor);
    await startDue(test.office);
    const due = (await store.schedules.due()).find(({ slug }) => slug === 'vendor-3');
    expect(due?.rule).toContain('all daily');
  });

  it('moves the due time of a product that was planned under another at once, in the list as well, and back', async () => {
    const target = 'vendor:vendor-4' as const;
    const daysToGo = async (): Promise<number[]> => {
      const kept = (await test.office.store.schedules.due()).find(({ slug }) => slug === 'vendor-4');
      const listed = (await listSchedules(test.office)).find(({ vendor }) => vendor.slug === 'vendor-4');
      expect(listed?.upcoming.at(0) ?? listed?.dueAt).toBe(listed?.dueAt);
      const now = test.office.clock.now().getTime();
      return [kept?.dueAt, listed?.dueAt].map((at) => (Date.parse(at ?? '') - now) / day);
    };
    await setSchedule(test.office, { target, cadence: 'daily' }, people.editor);
    await startsWhile(2, day);
    for (const to of await daysToGo()) expect(to).toBeLessThanOrEqual(1);
    await setSchedule(test.office, { target, cadence: 'after 90 days' }, people.editor);
    for (const to of await daysToGo()) expect(to).toBeGreaterThan(88);
    await setSchedule(test.office, { target, cadence: 'daily' }, people.editor);
    for (const to of await daysToGo()) expect(to).toBeLessThanOrEqual(1);
    await setSchedule(test.office, { target, cadence: 'after 90 days' }, people.editor);
    await removeSchedule(test.office, target, people.editor);
    for (const to of await daysToGo()) expect(to).toBeLessThanOrEqual(1);
  });

  it.each(['constructor', 'toString', '__proto__'])(
    'takes no word of the language for a cadence: %s',
    async (cadence) => {
      const refused = await refusalOf(setSchedule(test.office, { target: 'all', cadence }, people.editor));
      expect(refused.status).toBe(422);
    },
  );

  it('is not for readers', async () => {
    const refused = await refusalOf(setSchedule(test.office, { target: 'all', cadence: 'weekly' }, people.reader));
    expect(refused.status).toBe(403);
  });
});

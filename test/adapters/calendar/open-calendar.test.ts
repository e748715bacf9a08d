import { CronExpressionParser } from 'cron-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCalendar } from '../../../src/adapters/calendar/open-calendar.ts';
import { sha256 } from '../../../src/domain/digest.ts';

const zones = ['UTC', 'Europe/Zurich', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Cairo'];
/** Around the days on which clocks are changed, where an hour is missing or comes twice, and anywhere else. */
const aTime = fc.oneof(
  fc.date({ min: new Date('2026-10-24T00:00:00Z'), max: new Date('2026-11-02T00:00:00Z'), noInvalidDate: true }),
  fc.date({ min: new Date('2027-03-12T00:00:00Z'), max: new Date('2027-04-05T00:00:00Z'), noInvalidDate: true }),
  fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2028-12-31T00:00:00Z'), noInvalidDate: true }),
);

describe('the calendar', () => {
  it('tells of presets and cron lines what cron-parser tells of each alone, on days when the clock is changed too', () => {
    const calendar = openCalendar();
    const cadence = fc.constantFrom('daily', 'weekly', 'monthly', 'quarterly', '30 2 * * *', '0 3 * * 0');
    fc.assert(
      fc.property(cadence, fc.constantFrom(...zones), aTime, fc.nat(400), (asked, timeZone, after, which) => {
        const slug = `vendor-${which}`;
        const told = calendar.next(asked, { after, timeZone, slug, lastReadAt: null });
        expect(told.getTime()).toBeGreaterThan(after.getTime());
        const expected = alone(asked, { after, timeZone, slug });
        if (expected) expect(told.toISOString()).toBe(expected.toISOString());
      }),
      { numRuns: process.env.ASSAY_SOAK === '1' ? 20_000 : 300 },
    );
  });

  it('tells of nights in which the clock is changed what cron-parser tells', () => {
    const calendar = openCalendar();
    const asked = [
      ['2026-10-25T01:30:17Z', 'Europe/Zurich'],
      ['2026-11-01T06:00:17Z', 'America/New_York'],
      ['2027-03-14T07:30:17Z', 'America/New_York'],
      ['2027-03-14T05:30:17Z', 'America/New_York'],
      ['2026-09-26T13:30:17Z', 'Pacific/Chatham'],
    ] as const;
    for (const [time, timeZone] of asked) {
      for (let which = 0; which < 100; which += 1) {
        const moment = { after: new Date(time), timeZone, slug: `vendor-${which}` };
        const told = calendar.next('daily', { ...moment, lastReadAt: null }).toISOString();
        expect(told, `${moment.slug} after ${time}`).toBe(alone('daily', moment)?.toISOString());
      }
    }
  });

  it('looks four weeks ahead for a thousand vendors in a tenth of a second once the hours are known', () => {
    const calendar = openCalendar();
    const ahead = () => {
      for (let which = 0; which < 1000; which += 1) {
        let after = new Date('2026-11-28T00:00:00Z');
        for (let time = 0; time < 4; time += 1) {
          after = calendar.next('weekly', { after, timeZone: 'Europe/Zurich', slug: `v${which}`, lastReadAt: null });
        }
      }
    };
    ahead();
    const before = process.cpuUsage();
    ahead();
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(100);
  });
});

/** The rule of calendar.ts, said again and asked of cron-parser one vendor at a time; null where cron-parser gives up. */
function alone(cadence: string, asked: { after: Date; timeZone: string; slug: string }): Date | null {
  try {
    return askedAlone(cadence, asked);
  } catch {
    return null;
  }
}

function askedAlone(cadence: string, { after, timeZone, slug }: { after: Date; timeZone: string; slug: string }): Date {
  const seed = Number.parseInt(sha256(slug).slice(0, 8), 16);
  const ask = (fields: string, from: Date) =>
    CronExpressionParser.parse(fields, { currentDate: from, tz: timeZone }).next().toDate();
  const time = `${seed % 60} ${1 + ((seed >>> 6) % 5)}`;
  const presets: Record<string, string> = {
    daily: `${time} * * *`,
    weekly: `${time} * * ${(seed >>> 12) % 7}`,
    monthly: `${time} ${((seed >>> 12) % 28) + 1} * *`,
    quarterly: `${time} ${((seed >>> 12) % 28) + 1} 1,4,7,10 *`,
  };
  const fields = presets[cadence];
  if (fields) return ask(fields, after);
  const jitter = (seed % 600) * 1000;
  return new Date(ask(cadence, new Date(after.getTime() - jitter)).getTime() + jitter);
}

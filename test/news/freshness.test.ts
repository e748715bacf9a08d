import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newlyUnread } from '../../src/actions/newly-unread.ts';
import { setSchedule } from '../../src/actions/set-schedule.ts';
import { people } from '../actions/office.ts';
import { aRun, fresh } from '../contract/sample-records.ts';
import { openWeb, type TestWeb } from '../web/desk.ts';
import { publishVersion } from './published-versions.ts';

const day = 86_400_000;

let web: TestWeb;

beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

describe('A product that cannot be read', () => {
  it('is told of in the log once, at the third failure in a row, and again only after it was read', async () => {
    const slug = fresh('silent');
    await publishVersion(web, { slug });
    const said: string[][] = [];
    for (const outcome of [
      'failed',
      'failed',
      'failed',
      'failed',
      'unchanged',
      'failed',
      'failed',
      'failed',
    ] as const) {
      await end(slug, outcome);
      said.push(await newlyUnread(web.office));
    }
    expect(said.map(({ length }) => length)).toEqual([0, 0, 1, 0, 0, 0, 0, 1]);
    expect(said[2]?.[0]).toContain(`${slug} could not be read 3 times in a row`);
  });

  it('stands on the page of runs until it is read again', async () => {
    const slug = fresh('away');
    await publishVersion(web, { slug });
    for (let each = 0; each < 3; each += 1) await end(slug, 'failed');
    const shown = async () => /could not be read three times.*?<\/div>/s.exec(await runsPage())?.[0] ?? '';
    expect(await shown()).toContain(slug);
    await end(slug, 'unchanged');
    expect(await shown()).not.toContain(slug);
  });
});

describe('A public page', () => {
  it('says when its documentation was last checked once that is 90 days ago, and not before', async () => {
    const slug = fresh('old');
    await publishVersion(web, { slug });
    web.pass(90 * day);
    expect(await staleWords(slug)).toBeNull();
    web.pass(2 * day);
    expect(await staleWords(slug)).toMatch(/last checked 92 days ago, on 1 March 2026/);
  });

  it('is past its period a day after its own schedule was due, and fresh again once a reading found nothing changed', async () => {
    const slug = fresh('weekly');
    await publishVersion(web, { slug });
    await end(slug, 'unchanged');
    await setSchedule(web.office, { target: `vendor:${slug}`, cadence: 'after 7 days', timeZone: 'UTC' }, people.admin);
    web.pass(7 * day);
    expect(await staleWords(slug)).toBeNull();
    web.pass(2 * day);
    expect(await staleWords(slug)).toMatch(/last checked 9 days ago/);
    await end(slug, 'unchanged');
    expect(await staleWords(slug)).toBeNull();
  });
});

async function runsPage(): Promise<string> {
  return (await web.page('/runs', { as: people.reader })).text();
}

async function staleWords(slug: string): Promise<string | null> {
  const html = await (await web.page(`/vendors/${slug}`, { as: null })).text();
  return /<p class="notice stale">(.*?)<\/p>/s.exec(html)?.[1] ?? null;
}

/** A run of the product that ends so, now. */
async function end(slug: string, outcome: 'unchanged' | 'failed'): Promise<void> {
  web.pass(1000);
  const vendor = await web.office.store.vendors.get(slug);
  if (!vendor) throw new Error(`${slug} is not known`);
  const run = { ...aRun(vendor), createdAt: web.office.clock.now().toISOString() };
  await web.office.store.runs.start(run);
  const failure = {
    stage: 'fetch',
    cause: 'unreachable',
    reason: 'No answer.',
    advice: 'Try later.',
    retryable: false,
  } as const;
  await web.office.store.runs.end(run.id, {
    attempt: 1,
    outcome,
    failure: outcome === 'failed' ? failure : null,
    text: 'It ended.',
  });
}

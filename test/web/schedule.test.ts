import { type CheerioAPI, load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDue } from '../../src/actions/start-due.ts';
import type { Person } from '../../src/domain/person.ts';
import { people } from '../actions/office.ts';
import { aVendor } from '../contract/sample-records.ts';
import { openWeb, type TestWeb } from './desk.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb();
  for (const slug of ['alder', 'birch']) {
    const sources = [`https://docs.${slug}.example/`];
    await web.office.store.vendors.add(aVendor({ slug, name: slug, layer: 'L4', sources }), people.editor.email);
  }
});
afterAll(() => web.close());

async function see(path = '/schedule', as: Person = people.editor): Promise<CheerioAPI> {
  return load(await (await web.page(path, { as })).text());
}

const send = (path: string, form: Record<string, string>, as: Person = people.editor) => web.page(path, { as, form });

const lineOf = ($: CheerioAPI, name: string) => $(`.rows tr:has(th:contains("${name}"))`).first();

/** The fields of the form behind a button of a line, as a browser sends them. */
function formOf($: CheerioAPI, name: string, button: string): { path: string; form: Record<string, string> } {
  const form = lineOf($, name).find(`form:has(button:contains("${button}"))`);
  if (form.length === 0) throw new Error(`${name} has no button ${button}`);
  return { path: form.attr('action') ?? '', form: Object.fromEntries(new URLSearchParams(form.serialize())) };
}

async function press(name: string, button: string): Promise<Response> {
  const { path, form } = formOf(await see(), name, button);
  return send(path, form);
}

async function failReading(slug: string): Promise<void> {
  const { items } = await web.office.store.runs.list({ limit: 1, slug, outcome: 'running' });
  const [run] = items;
  if (!run) throw new Error(`${slug} is not read`);
  const failure = {
    stage: 'fetch',
    cause: 'unreachable',
    reason: 'The host did not answer.',
    advice: '',
    retryable: true,
  } as const;
  await web.office.store.runs.end(run.runId, { attempt: 1, outcome: 'failed', failure, text: failure.reason });
}

describe('The schedule, without JavaScript', () => {
  it('says that nothing is read again, and to editors how to set it', async () => {
    const $ = await see();
    expect($('main').text()).toContain('Nothing is read again by itself');
    expect($('form#set').length).toBe(1);
    const reader = await see('/schedule', people.reader);
    expect(reader('main form').length).toBe(0);
    expect((await web.page('/schedule', { as: null })).status).toBe(401);
  });

  it('says a cadence in words with its next times before anything is kept', async () => {
    const query = new URLSearchParams({
      target: 'vendor:alder',
      rhythm: 'other',
      own: '0 4 * * 1',
      timeZone: 'Europe/Zurich',
    });
    const $ = await see(`/schedule/set?${query}`);
    expect($('.notice strong').text()).toBe('alder is read again at 04:00, only on Monday');
    expect($('.notice').text()).toContain('by the clock of Europe/Zurich');
    expect($('.notice').text()).toMatch(/Next: Mon 2 Mar, 03:\d\d UTC; Mon 9 Mar/);
    expect(await web.office.store.schedules.all()).toEqual([]);
  });

  it.each([
    ['other', '  ', '“As written below” is chosen, and the field below it is empty.'],
    ['weekly', '0 4 * * 1', '“Once a week” is chosen, and “0 4 * * 1” is written below it.'],
  ])('says which of the two fields says nothing, or something else: %s with “%s”', async (rhythm, own, says) => {
    const query = new URLSearchParams({ target: 'all', rhythm, own, timeZone: 'UTC' });
    const reply = await web.page(`/schedule/set?${query}`, { as: people.editor });
    expect(reply.status).toBe(422);
    const $ = load(await reply.text());
    expect($('[role=alert]').text()).toContain(says);
    expect($('#own').attr('value')).toBe(own);
    expect($('#rhythm option[selected]').attr('value')).toBe(rhythm);
  });

  it('keeps what was typed where it says nothing, and says what would', async () => {
    const query = new URLSearchParams({ target: 'all', rhythm: 'other', own: '61 4 * * 1', timeZone: 'UTC' });
    const reply = await web.page(`/schedule/set?${query}`, { as: people.editor });
    expect(reply.status).toBe(422);
    const $ = load(await reply.text());
    expect($('[role=alert]').text()).toContain('no cron expression');
    expect($('#own').attr('value')).toBe('61 4 * * 1');
  });

  it('sets a rule for all, and shows each product with its due time, the rule it comes from and four weeks', async () => {
    expect((await send('/schedule', { target: 'all', cadence: 'weekly', timeZone: 'UTC' })).status).toBe(303);
    await startDue(web.office);
    const $ = await see();
    expect(lineOf($, 'alder').text()).toContain('once a week, at night (as everything without a nearer schedule)');
    expect(lineOf($, 'alder').find('td[data-label=Due]').text()).toMatch(/^\w{3} \d+ Mar, 0\d:\d\d UTC$/);
    const named = $('.calendar li')
      .toArray()
      .map((each) => $(each).text());
    expect(named.filter((each) => each.includes('alder'))).toHaveLength(4);
  });

  it('pauses one product of a rule by a schedule of its own, and resumes it', async () => {
    expect((await press('alder', 'Pause')).status).toBe(303);
    const paused = await see();
    expect(lineOf(paused, 'alder').find('td[data-label=Due]').text()).toBe('Paused');
    expect(lineOf(paused, 'birch').find('td[data-label=Due]').text()).not.toBe('Paused');
    await press('alder', 'Resume');
    expect(
      lineOf(await see(), 'alder')
        .find('td[data-label=Due]')
        .text(),
    ).not.toBe('Paused');
    await press('alder', 'Take away');
    expect((await web.office.store.schedules.all()).map(({ target }) => target)).toEqual(['all']);
  });

  it('reads one product now', async () => {
    const reply = await press('birch', 'Read now');
    expect(reply.headers.get('location')).toMatch(/^\/runs\/run-/);
    expect((await web.office.store.runs.list({ limit: 1, slug: 'birch' })).items[0]?.cause).toBe('manual');
    await failReading('birch');
  });

  it('says on top what could not be read three times in a row, since when and why, and no sooner', async () => {
    const since = web.office.clock.now();
    web.pass(3_600_000);
    await press('birch', 'Read now');
    await failReading('birch');
    expect((await see())('[role=alert]').length).toBe(0);
    web.pass(3_600_000);
    await press('birch', 'Read now');
    await failReading('birch');
    const told = (await see())('[role=alert]').text();
    expect(told).toContain('birch could not be read 3 times in a row since 1 March 2026.');
    expect(told).toContain('The host did not answer.');
    const streak = (await web.office.store.schedules.streaks()).find(({ slug }) => slug === 'birch');
    expect(streak).toMatchObject({ failed: 3, unchanged: 0, since: since.toISOString() });
  });

  it('starts what is due, and nothing for readers', async () => {
    web.pass(5 * 24 * 3_600_000);
    const $ = await see();
    const due = $('form[action="/schedule/due"] button').text();
    expect(due).toMatch(/Start the (one that is|2 that are) due now/);
    expect((await send('/schedule/due', {}, people.reader)).status).toBe(403);
    expect((await send('/schedule/due', {})).status).toBe(303);
    expect((await web.office.store.runs.list({ limit: 5, outcome: 'running' })).items.length).toBeGreaterThan(0);
    for (const path of ['/schedule', '/schedule/pause', '/schedule/remove', '/schedule/run']) {
      const form = { target: 'all', cadence: 'daily', slug: 'alder' };
      expect((await send(path, form, people.reader)).status, path).toBe(403);
      // What is sent is looked at only after who sends it.
      expect((await send(path, { target: 'nothing' }, people.reader)).status, path).toBe(403);
      expect((await web.page(path, { as: null, form: { target: 'nothing' } })).status, path).toBe(401);
    }
  });

  it('says what is missing where a form names nothing', async () => {
    const reply = await send('/schedule', { target: 'vendor:', cadence: 'daily' });
    expect(reply.status).toBe(422);
    expect(await reply.text()).toContain('Choose a product, a layer, or everything.');
  });
});

import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addVendor } from '../../src/actions/add-vendor.ts';
import { people } from '../actions/office.ts';
import { openWeb, type TestWeb } from './desk.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb();
  for (const [at, person] of [people.editor, people.admin, people.editor].entries()) {
    const said = { url: `https://docs.product-${at}.example/`, layer: 'L1', name: `Product ${at}` };
    await addVendor(web.office, said, person);
  }
});
afterAll(() => web.close());

async function see(query: string) {
  return load(await (await web.page(`/audit${query}`)).text());
}

describe('The audit screen', () => {
  it('shows who did what to what, newest first, and leads to more of the same', async () => {
    const $ = await see('');
    const rows = $('tbody tr').get();
    expect($(rows[0]).text()).toContain('vendor.added');
    const sequences = rows.map((row) => Number($(row).find('th').text()));
    expect(sequences).toEqual(sequences.toSorted((a, b) => b - a));
    expect($(`a[href="/audit?actor=${encodeURIComponent(people.admin.email)}"]`).length).toBeGreaterThan(0);
  });

  it('filters by who, what and on what, together', async () => {
    const own = await see(`?actor=${encodeURIComponent(people.editor.email)}&action=vendor.`);
    expect(own('tbody tr')).toHaveLength(2);
    const one = await see('?action=vendor.added&subject=product-1');
    expect(one('tbody tr')).toHaveLength(1);
    expect(one('tbody').text()).toContain(people.admin.email);
    expect((await see('?action=vendor'))('tbody tr')).toHaveLength(0);
    expect((await see('?actor=nobody%40nowhere.example'))('main').text()).toContain('No row of the log is like that');
    expect((await see('?subject=%00x&before=-1'))('h1').text()).toBe('Audit');
  });

  it('pages back to the first row', async () => {
    for (let at = 0; at < 101; at += 1) {
      await web.office.store.audit.append({ actor: 'a@b.example', action: 'test.done', subject: `s${at}`, detail: {} });
    }
    const $ = await see('?action=test.done');
    const next = $('main p a').last().attr('href') ?? '';
    expect($('tbody tr')).toHaveLength(100);
    const rest = await see(next.slice('/audit'.length));
    expect(rest('tbody tr').text()).toContain('s0');
    expect(rest('tbody tr')).toHaveLength(1);
  });

  it('says that the chain holds, and names the row where it was tampered with', async () => {
    expect((await see(''))('main').text()).toContain('Check the whole chain');
    expect((await see('?check=1'))('[role=status]').text()).toContain('The chain holds');
    await web.opened.pool.query('alter table assay.audit disable trigger append_only');
    await web.opened.pool.query(`update assay.audit set actor = 'x@y.example' where sequence = 3`);
    const broken = await see('?check=1');
    expect(broken('[role=alert]').text()).toContain('Row 3: its content does not match its hash');
  });

  it('is for those who decide', async () => {
    for (const as of [people.reader, people.editor]) {
      expect((await web.page('/audit', { as })).status).toBe(403);
      expect(load(await (await web.page('/review', { as })).text())('a[href="/audit"]')).toHaveLength(0);
    }
    expect((await web.page('/audit', { as: null })).status).toBe(401);
    expect((await web.page('/audit', { as: people.reviewer })).status).toBe(200);
  });
});

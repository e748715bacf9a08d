import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addVendor } from '../../src/actions/add-vendor.ts';
import { takeCheckpoint } from '../../src/actions/take-checkpoint.ts';
import { verify } from '../../src/actions/verify.ts';
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
    expect($(rows[0]).text()).toContain('product added');
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
    expect((await see('?actor=nobody%40nowhere.example'))('main').text()).toContain('No entry of the log is like that');
    expect((await see('?subject=x&before=-1'))('h1').text()).toBe('Audit');
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

  it('gives the log and a checkpoint to keep elsewhere, and is held against them later', async () => {
    const exported = await web.page('/audit/export?action=vendor.');
    expect(exported.headers.get('content-disposition')).toContain('assay-audit.jsonl');
    const lines = (await exported.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const entries = lines.slice(0, -1).map(({ entry }) => entry);
    expect(entries.map(({ action }) => action)).toEqual(['vendor.added', 'vendor.added', 'vendor.added']);
    const { checkpoint } = lines.at(-1);
    const whole = (await (await web.page('/audit/export')).text()).trim().split('\n');
    expect(checkpoint.entries).toBe(whole.length - 1);
    const other = JSON.parse(await (await web.page('/audit/checkpoint')).text());
    expect(other).toMatchObject({ entries: checkpoint.entries, hash: checkpoint.hash });
    const shown = [{ name: 'kept', checkpoint }];
    expect((await verify(web.office, null, shown)).audit.failures).toEqual([]);
    const lying = [{ name: 'kept', checkpoint: { ...checkpoint, entries: checkpoint.entries + 5 } }];
    expect((await verify(web.office, null, lying)).audit.failures).toMatchObject([{ kind: 'checkpoint-changed' }]);
    for (const as of [people.editor, null]) {
      expect((await web.page('/audit/export', { as })).status).not.toBe(200);
      expect((await web.page('/audit/checkpoint', { as })).status).not.toBe(200);
    }
  });

  it('says that the chain holds, and names the row where it was tampered with', async () => {
    expect((await see(''))('main').text()).toContain('No checkpoint is kept yet');
    expect((await see('?check=1'))('[role=status]').text()).toContain('entries cut from the end would not show');
    expect(await takeCheckpoint(web.office)).toBe('kept');
    expect((await see(''))('main').text()).toContain('It agrees with its last checkpoint');
    expect((await see('?check=1'))('[role=status]').text()).toMatch(/Unbroken.*agree with the one checkpoint, of/);
    await web.opened.pool.query('alter table assay.audit disable trigger append_only');
    await web.opened.pool.query(`update assay.audit set actor = 'x@y.example' where sequence = 3`);
    const broken = await see('?check=1');
    expect(broken('[role=alert]').text()).toContain('Entry 3: its content does not match its hash');
    await web.opened.pool.query('delete from assay.audit where sequence > 100');
    expect((await see(''))('[role=alert]').text()).toContain('no longer agrees with its last checkpoint');
    expect((await see('?check=1'))('[role=alert]').text()).toContain('Entry 101: entries 101 to');
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

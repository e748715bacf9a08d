import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdraw } from '../../src/actions/withdraw.ts';
import type { Analysis } from '../../src/domain/analysis.ts';
import { people } from '../actions/office.ts';
import { quillstoreAnalysis } from '../actions/quillstore.ts';
import { openWeb, type TestWeb } from './desk.ts';
import { publishedAs } from './published-as.ts';

let web: TestWeb;
let analysis: Analysis;
beforeAll(async () => {
  web = await openWeb();
  analysis = await quillstoreAnalysis(web.office.store.bodies);
});
afterAll(() => web.close());

const publishAs = (name: string, vendor: Partial<Analysis['vendor']> = {}, says = analysis) =>
  publishedAs(web, name, { ...says, vendor: { ...says.vendor, ...vendor } });

const stranger = { as: null };

interface Listed {
  total: number;
  next: string | null;
  previous: string | null;
  items: { name: string }[];
}
const listed = async (query: string): Promise<Listed> =>
  (await (await web.api('GET', `/api/publications?${query}`, stranger)).json()) as Listed;

const shown = async (path: string) => {
  const reply = await web.page(path, stranger);
  return { status: reply.status, $: load(await reply.text()), location: reply.headers.get('location') };
};

describe('The catalogue', () => {
  it('filters, counts and names what is set, each with the way to take it away', async () => {
    await publishAs('Alpha', { layer: 'L4', category: 'reranking', price: { kind: 'paid', note: '' } });
    await publishAs('Beta', { layer: 'L4', category: 'reranking', price: { kind: 'free-oss', note: '' } });
    await publishAs('Gamma', { layer: 'L5', category: 'policy-engine', price: { kind: 'paid', note: '' } });
    const { $ } = await shown('/?layer=L4&price=paid');
    expect($('.card h2').text()).toBe('Alpha');
    expect($('[role="status"]').text()).toMatch(/^1 product that fits, of/);
    const countOf = (id: string) => $(`label:has([id="${id}"]) .soft`).text();
    expect([countOf('layer-L4'), countOf('layer-L5'), countOf('price-paid'), countOf('price-free-oss')]).toEqual([
      ...['1', '1', '1', '1'],
    ]);
    const chips = $('.chip')
      .get()
      .map((chip) => [$(chip).text().replace(/\s+/g, ' ').trim(), $(chip).attr('href')]);
    expect(chips).toEqual([
      ['Remove Layer: L4 Intelligent Retrieval ×', '/?price=paid'],
      ['Remove Price: Paid ×', '/?layer=L4'],
    ]);
    expect($('#price-paid').is('[checked]')).toBe(true);
  });

  it('says which condition to drop where nothing fits, and how many that gives', async () => {
    const { $, status } = await shown('/?layer=L5&price=free-oss');
    expect(status).toBe(200);
    const ways = $('.empty li')
      .get()
      .map((way) => [$(way).text(), $('a', way).attr('href')]);
    expect(ways).toContainEqual(['Without price Free, open source: one product', '/?layer=L5']);
    expect(ways.some(([text]) => text?.startsWith('Without layer'))).toBe(true);
    expect($('[role="status"]').text()).toMatch(/^No products that fit, of \d+/);
  });

  it('searches names before words, and is put in order by the head of its table', async () => {
    const { $ } = await shown('/?q=gam');
    expect($('.card h2').first().text()).toBe('Gamma');
    const table = await shown('/?sort=name&view=table');
    expect(table.$('th[aria-sort="ascending"]').text()).toContain('Product');
    expect(table.$('thead a[href="/?sort=inpact&view=table"]').text()).toContain('INPACT');
  });

  it('leads every way of asking to one address, and takes no harm from what it does not know', async () => {
    expect(await shown('/?q=&layer=&price=paid&layer=L4')).toMatchObject({
      status: 302,
      location: '/?layer=L4&price=paid',
    });
    expect(await shown('/?after=old-cursor')).toMatchObject({ status: 302, location: '/' });
    const { status, $ } = await shown('/?price=cheap&layer=L4');
    expect(status).toBe(422);
    expect($('.notice').text()).toContain('“price=cheap”');
    expect($('.card').length).toBe(2);
    expect((await shown('/?page=999')).$('.card').length).toBeGreaterThan(0);
  });

  it('answers no address with a page many times its size', async () => {
    const licences = (count: number) => Array.from({ length: count }, (_, at) => `licence=x${at}`).join('&');
    const long = await web.page(`/?${licences(1_400)}`, stranger);
    expect(long.status).toBe(414);
    expect(await long.text()).toContain('longer than the catalogue reads');
    // The most that an address may ask for.
    const many = await web.page(`/?${licences(200)}`, stranger);
    expect(many.status).toBe(422);
    expect((await many.text()).length).toBeLessThan(200_000);
  });

  it('offers every licence as a filter that works, for people and for programs', async () => {
    const licences = ['MIT, Apache-2.0', 'Elastic-2.0 & SSPL-1.0', 'Meta’s Licence, v 1', 'MIT'];
    for (const [at, licence] of licences.entries()) {
      await publishAs(`Licensed ${at}`, { layer: 'L6', category: 'llm-observability', licence });
    }
    const { $ } = await shown('/?layer=L6');
    const offered = $('input[name="licence"]')
      .get()
      .map((input) => $(input).attr('value') ?? '');
    expect(offered).toEqual(expect.arrayContaining(licences));
    for (const [at, licence] of licences.entries()) {
      const asked = new URLSearchParams({ layer: 'L6', licence });
      expect([licence, (await shown(`/?${asked}`)).$('.card h2').text()]).toEqual([licence, `Licensed ${at}`]);
      expect((await listed(String(asked))).items.map(({ name }) => name)).toEqual([`Licensed ${at}`]);
    }
    const names = async (query: string) => (await listed(`layer=L6&${query}`)).items.map(({ name }) => name);
    expect(await names('licence=MIT,Elastic-2.0+%26+SSPL-1.0')).toEqual(['Licensed 1', 'Licensed 3']);
    expect(await names('licence=MIT&licence=MIT%2C+Apache-2.0')).toEqual(['Licensed 0', 'Licensed 3']);
    expect((await listed('layer=L6&layer=L4,L5')).total).toBe((await listed('layer=L4,L5,L6')).total);
  });

  it('answers programs the same, a page at a time', async () => {
    const first = await listed('layer=L4&sort=name&limit=1');
    expect(first).toMatchObject({ total: 2, previous: null, items: [{ name: 'Alpha' }] });
    const second = await listed(`layer=L4&sort=name&limit=1&after=${first.next}`);
    expect(second).toMatchObject({ total: 2, next: null, items: [{ name: 'Beta' }] });
    expect((await listed(`layer=L4&sort=name&limit=1&before=${second.previous}`)).items).toEqual(first.items);
    expect((await web.api('GET', '/api/publications?layer=L9', stranger)).status).toBe(422);
    expect((await web.api('GET', '/api/publications?layer=L4&after=bm9ib2R5', stranger)).status).toBe(400);
  });
});

describe('A comparison', () => {
  it('shows each product once, whatever was asked, under one address', async () => {
    const [a, b] = [await publishAs('Delta'), await publishAs('Epsilon')];
    expect(await shown(`/compare?v=${a}&v=${b}&v=${a}`)).toMatchObject({
      status: 302,
      location: `/compare?v=${a},${b}`,
    });
    const { $, status } = await shown(`/compare?v=${a},${b}`);
    expect(status).toBe(200);
    expect($('h1').text()).toBe('Delta and Epsilon compared');
    expect($('#checks h2').text()).toBe('No check tells them apart');
    expect($('.overlaid .series').length).toBe(4);
    expect($('.compared-levels tbody tr').length).toBe(11);
  });

  it('tells the price that was entered as the page and the Markdown do, kind or none', async () => {
    const a = await publishAs('Lambda', { price: { kind: 'unknown', note: 'from $10 a seat' } });
    const b = await publishAs('Sigma', { price: { kind: 'paid', note: 'from $9' } });
    const c = await publishAs('Omega', { price: { kind: 'unknown', note: '' } });
    const { $ } = await shown(`/compare?v=${a},${b},${c}`);
    const prices = $('.figures-of dt')
      .filter((_, term) => $(term).text() === 'Price')
      .get()
      .map((term) => $(term).next('dd').text());
    expect(prices).toEqual(['from $10 a seat', 'Paid, from $9', 'Not entered']);
    const badges = (await shown(`/vendors/${a}`)).$('.product .badges').text();
    expect(badges).toContain('from $10 a seat');
    expect(badges).not.toContain('Not entered');
    const lines = await Promise.all([a, b, c].map(async (slug) => (await web.page(`/vendors/${slug}.md`)).text()));
    expect(lines.map((text) => /^- \*\*Price:\*\* (.*)$/m.exec(text)?.[1])).toEqual([
      'from \\$10 a seat',
      'Paid, from \\$9',
      'Not entered',
    ]);
  });

  it('shows a check that differs with both decisions and the quote behind one', async () => {
    const [dimension] = analysis.frameworks.inpact.dimensions;
    const check = dimension?.checks.find(({ decision }) => decision === 'met');
    const dimensions = analysis.frameworks.inpact.dimensions.map((each) => ({
      ...each,
      checks: each.checks.map((one) =>
        one.id === check?.id ? { ...one, decision: 'no-evidence' as const, citations: [] } : one,
      ),
    }));
    const inpact = { ...analysis.frameworks.inpact, dimensions };
    const a = await publishAs('Zeta');
    const b = await publishAs('Eta', {}, { ...analysis, frameworks: { ...analysis.frameworks, inpact } });
    const { $ } = await shown(`/compare?v=${a},${b}`);
    expect($('#checks h2').text()).toBe('1 of 66 checks tell them apart');
    const line = $(`.compared-check[id="${check?.id}"]`);
    expect(line.find('dd').eq(0).text()).toContain('Met');
    expect(line.find('dd').eq(0).find('mark').first().text()).toBe(check?.citations[0]?.quote);
    expect(line.find('dd').eq(1).text()).toContain('No evidence');
    const reply = await web.api('GET', `/api/compare?v=${a},${b}`, stranger);
    const { checks } = (await reply.json()) as { checks: { differs: boolean }[] };
    expect(checks.filter(({ differs }) => differs)).toHaveLength(1);
  });

  it('lists apart a check that one of them was never asked, and what each needed by its own rubric', async () => {
    const [first] = analysis.frameworks.inpact.dimensions;
    const never = first?.checks.find(({ decision }) => decision === 'met')?.id ?? '';
    const dimensions = analysis.frameworks.inpact.dimensions.map((each) => ({
      ...each,
      checks: each.checks.filter(({ id }) => id !== never),
    }));
    const contexts = analysis.contexts
      .filter(({ id }) => id !== 'finance')
      .map((each) => (each.id === 'internal' ? { ...each, inpact: { needs: 3, pass: true } } : each));
    const inpact = { ...analysis.frameworks.inpact, dimensions };
    const a = await publishAs('Now');
    const older = { ...analysis, contexts, frameworks: { ...analysis.frameworks, inpact } };
    const b = await publishAs('Older', {}, older);
    const { $ } = await shown(`/compare?v=${a},${b}`);
    expect($('#checks h2').text()).toBe('No check tells them apart');
    const summaries = $('#checks summary')
      .get()
      .map((each) => $(each).text());
    expect(summaries).toEqual(['65 checks are answered alike', 'One check was not asked of every product']);
    const apart = $('#checks details').eq(1);
    expect(apart.text()).toContain('Now: ');
    expect(apart.text()).toContain('Older: not asked when it was analysed');
    const cells = (name: string) =>
      $('#contexts tbody tr')
        .get()
        .map((row) => $(row).text().replace(/\s+/g, ' '))
        .find((text) => text.includes(name));
    const need = analysis.contexts.find(({ id }) => id === 'internal')?.inpact.needs ?? 0;
    expect(need).not.toBe(3);
    expect(cells('Internal tools')).toContain(`needs INPACT ${need} or 3, GOALS`);
    expect(cells('Finance')).toContain('not in its rubric');
    const reply = await web.api('GET', `/api/compare?v=${a},${b}`, stranger);
    const told = (await reply.json()) as {
      checks: { id: string; askedOfAll: boolean }[];
      contexts: { id: string; needs: { inpact: (number | null)[] } }[];
    };
    expect(told.checks.filter(({ askedOfAll }) => !askedOfAll).map(({ id }) => id)).toEqual([never]);
    const needs = (id: string) => told.contexts.find((each) => each.id === id)?.needs.inpact;
    expect(needs('internal')).toEqual([need, 3]);
    expect(needs('finance')?.[1]).toBeNull();
  });

  it('keeps what can be shown, and says what cannot with the right status', async () => {
    const [a, b, gone] = [await publishAs('Theta'), await publishAs('Iota'), await publishAs('Kappa')];
    await withdraw(web.office, { slug: gone, reason: 'It is sold no more.' }, people.reviewer);
    const unknown = await shown(`/compare?v=${a},nobody-knows,${b}`);
    expect(unknown.status).toBe(404);
    expect(unknown.$('.problem').text()).toContain('nobody-knows');
    expect(unknown.$('h1').text()).toBe('Theta and Iota compared');
    const withdrawn = await shown(`/compare?v=${a},${gone}`);
    expect(withdrawn.status).toBe(410);
    expect(withdrawn.$('.problem').text()).toContain('It is sold no more.');
    expect(withdrawn.$('main').text()).not.toContain('Kappa and');
    const one = await shown(`/compare?v=${a}&add=iota`);
    expect(one.status).toBe(200);
    expect(one.$(`a[href="/compare?v=${a},${b}"]`).text()).toBe('Add Iota');
    expect((await shown('/compare')).status).toBe(200);
    const five = await shown(
      `/compare?v=${a},${b},${await publishAs('La')},${await publishAs('Mu')},${await publishAs('Nu')}`,
    );
    expect(five.status).toBe(422);
    expect(five.$('.problem a').text()).toBe('Nu');
  });
});

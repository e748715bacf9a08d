import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdraw } from '../../src/actions/withdraw.ts';
import { type Analysis, contentDigest } from '../../src/domain/analysis.ts';
import { people } from '../actions/office.ts';
import { quillstoreAnalysis, waitingDraft } from '../actions/quillstore.ts';
import { aVendor, fresh } from '../contract/sample-records.ts';
import { walkToPublication } from '../contract/walked-run.ts';
import { openWeb, type TestWeb } from './desk.ts';

let web: TestWeb;
let analysis: Analysis;
beforeAll(async () => {
  web = await openWeb();
  analysis = await quillstoreAnalysis(web.office.store.bodies);
});
afterAll(() => web.close());

/** Publishes the analysis, or the one given, as another product's. */
async function publishAs(name: string, vendor: Partial<Analysis['vendor']> = {}, says = analysis): Promise<string> {
  const slug = fresh('product');
  const own = { ...says, vendor: { ...says.vendor, ...vendor, name, slug } };
  const draft = { analysis: own, contentDigest: contentDigest(own) };
  await walkToPublication(web.office.store, { vendor: aVendor({ slug, name }), draft });
  return slug;
}

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
    expect($('[role="status"]').text()).toMatch(/^1 product that fit/);
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

describe('Public pages', () => {
  const ask = (path: string, headers: object = {}) => web.page(path, { ...stranger, headers });

  it.each(['/', '/methodology', '/changes'])(
    'answers %s with 304 to whoever has it, until something is published',
    async (path) => {
      const first = await ask(path);
      const etag = first.headers.get('etag') ?? '';
      expect(first.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=60');
      const known = await ask(path, { 'if-none-match': etag });
      expect([known.status, await known.text()]).toEqual([304, '']);
      if (path === '/methodology') return;
      await publishAs(`New ${path}`);
      expect((await ask(path, { 'if-none-match': etag })).status).toBe(200);
    },
  );

  it('shows a withdrawal at once', async () => {
    const slug = await publishAs('Omega');
    const etag = (await ask(`/vendors/${slug}`)).headers.get('etag') ?? '';
    expect(await (await ask('/?q=omega')).text()).toContain(`/vendors/${slug}"`);
    await withdraw(web.office, { slug, reason: 'It was wrong.' }, people.reviewer);
    const after = await ask(`/vendors/${slug}`, { 'if-none-match': etag });
    expect(after.status).toBe(410);
    expect(after.headers.get('cache-control')).toBe('no-store');
    expect(await (await ask('/?q=omega')).text()).not.toContain(`/vendors/${slug}"`);
  });

  it('gives a stranger nothing of what a signed-in person sees at the same address, whoever came first', async () => {
    await waitingDraft(web, analysis);
    for (const order of [
      [people.reviewer, null],
      [null, people.reviewer],
    ]) {
      await publishAs('Order');
      for (const as of order) {
        const reply = await web.page('/', { as });
        const text = await reply.text();
        expect(text.includes('Sign out')).toBe(as !== null);
        expect(text.includes(people.reviewer.email)).toBe(as !== null);
        expect(text.includes('for review')).toBe(as !== null);
        expect(reply.headers.get('cache-control')).toMatch(as === null ? /^public/ : /^no-store$/);
        if (as !== null) expect(reply.headers.has('etag')).toBe(false);
      }
    }
    const etag = (await ask('/')).headers.get('etag') ?? '';
    const inside = await web.page('/', { as: people.reviewer, headers: { 'if-none-match': etag } });
    expect(inside.status).toBe(200);
  });

  it('remembers no answer that is a problem, and packs what it remembers', async () => {
    expect((await ask('/vendors/nobody')).headers.has('etag')).toBe(false);
    const plain = await ask('/');
    for (const encoding of ['br', 'gzip']) {
      const packed = await ask('/', { 'accept-encoding': encoding });
      expect(packed.headers.get('content-encoding')).toBe(encoding);
      expect(packed.headers.get('etag')).toBe(plain.headers.get('etag'));
      expect(packed.headers.get('vary')).toContain('cookie');
    }
  });
});

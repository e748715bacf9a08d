import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/domain/analysis.ts';
import { quillstoreAnalysis } from '../actions/quillstore.ts';
import { aVendor, fresh } from '../contract/sample-records.ts';
import { openWeb, type TestWeb } from './desk.ts';
import { publishedAs } from './published-as.ts';

let web: TestWeb;
let analysis: Analysis;
beforeAll(async () => {
  web = await openWeb();
  // Past all publications, so that a past time can be looked at.
  web.pass(7 * 86_400_000);
  analysis = { ...(await quillstoreAnalysis(web.office.store.bodies)), alternatives: [] };
});
afterAll(() => web.close());

const stranger = { as: null };
const place = { layer: 'L4', category: 'ml-serving', homepage: 'https://real.test/' } as const;
const publishAs = (name: string, vendor: Partial<Analysis['vendor']> = {}, says = analysis) =>
  publishedAs(web, name, { ...says, vendor: { ...says.vendor, ...place, ...vendor } });

const section = async (path: string) => {
  const $ = load(await (await web.page(path, stranger)).text());
  return {
    $,
    all: $('#alternatives'),
    names: names(
      $('#alternatives tbody th a')
        .get()
        .map((link) => $(link).text()),
    ),
  };
};
const names = (texts: string[]) => texts.map((text) => text.trim());
const markdown = async (slug: string, query = ''): Promise<string> => {
  const text = await (await web.page(`/vendors/${slug}.md${query}`, stranger)).text();
  return text.slice(text.indexOf('## Alternatives'), text.indexOf('## Integration in'));
};

/** The same analysis with one level of one dimension changed. */
function withLevel(level: number): Analysis {
  const { inpact } = analysis.frameworks;
  const [first, ...rest] = inpact.dimensions;
  if (!first) throw new Error('there are dimensions');
  const dimensions = [{ ...first, level }, ...rest];
  return {
    ...analysis,
    frameworks: { ...analysis.frameworks, inpact: { ...inpact, dimensions, total: inpact.total - 3 } },
  };
}

describe('What else the catalogue has for a product’s place', () => {
  it('is said to be nothing, in one sentence, where nothing else of its kind is published', async () => {
    await publishAs('Imaginary', { homepage: 'https://imaginary.example/' });
    const slug = await publishAs('Alone');
    const { all, names: none } = await section(`/vendors/${slug}`);
    expect(none).toEqual([]);
    expect(all.text()).toContain('The analysis names no alternative.');
    expect(all.text()).not.toMatch(/no sentence|pages read/);
    expect(all.text()).toContain(
      'Invented products aside, the catalogue has no other product in L4 Intelligent Retrieval yet',
    );
    expect(await markdown(slug)).toContain(
      'Invented products aside, the catalogue has no other product in L4 Intelligent Retrieval yet',
    );
  });

  it('is its category first, then its layer, with levels beside and a way to compare, and shows at once', async () => {
    const slug = await publishAs('Own');
    const low = await publishAs('Low', {}, withLevel(0));
    const far = await publishAs('Far', { category: 'reranking' });
    await publishAs('Elsewhere', { layer: 'L5', category: 'policy-engine' });
    const { $, all, names: shown } = await section(`/vendors/${slug}`);
    expect(shown).toEqual(['Alone', 'Low', 'Far']);
    const row = $(`#alternatives tr:has(a[href="/vendors/${low}"])`);
    const first = analysis.frameworks.inpact.dimensions[0];
    expect(row.find('[data-label="Stands lower in"]').text()).toBe(`Instant (0, here ${first?.level})`);
    expect(row.find('[data-label="Stands higher in"]').text()).toBe('None');
    expect(row.find('a').last().attr('href')).toBe(`/compare?v=${slug},${low}`);
    expect($(`#alternatives tr:has(a[href="/vendors/${far}"]) th`).text()).toContain('Reranking');
    expect(all.text()).toContain('nobody chose or reviewed this list');
    const twin = await markdown(slug);
    expect(names([...twin.matchAll(/^\| \[([^\]]+)\]/gm)].map(([, name]) => name ?? ''))).toEqual(shown);
  });

  it('leads to the whole category where more is in it', async () => {
    await publishAs('Fifth');
    const slug = await publishAs('Sixth');
    const { all } = await section(`/vendors/${slug}`);
    // No count: the catalogue lists invented products too, which are none of these.
    expect(all.find('a[href="/?category=ml-serving"]').text()).toBe('All in ML serving');
  });

  it('is of the time that is looked at, and of no version that was asked for by number', async () => {
    const slug = await publishAs('Seventh');
    const inpact = { ...analysis.frameworks.inpact, total: 36 };
    const vendor = { ...analysis.vendor, ...place };
    const above = await publishedAs({ office: web.office, publishedAt: '2026-03-04T10:00:00.000Z' }, 'Above', {
      ...{ ...analysis, vendor },
      frameworks: { ...analysis.frameworks, inpact },
    });
    const then = 'as-of=2026-03-03';
    const before = await section(`/vendors/${slug}?${then}`);
    expect(before.names).toHaveLength(3);
    expect(before.names).not.toContain('Above');
    expect(before.all.find('p a').last().attr('href')).toBe(`/?category=ml-serving&${then}`);
    const named = [...(await markdown(slug, `?${then}`)).matchAll(/\]\(<([^>]+)>\)/g)].map(([, url]) => url ?? '');
    expect(named).toHaveLength(6);
    expect(named.filter((url) => !url.includes(then))).toEqual([]);
    const now = await section(`/vendors/${slug}`);
    expect(now.names[0]).toBe('Above');
    expect(now.all.find(`a[href="/vendors/${above}"]`)).toHaveLength(1);
    expect(await markdown(slug)).not.toContain('as-of');
    expect((await section(`/vendors/${slug}/history/1`)).all).toHaveLength(0);
  });
});

describe('What a run is given as alternatives', () => {
  it('is invented for invented products only', async () => {
    const { store } = web.office;
    const addVendor = async (homepage: string): Promise<string> => {
      const vendor = aVendor({ slug: fresh('asking'), layer: 'L4', category: 'ml-serving', homepage });
      await store.vendors.add(vendor, 'someone@assay.example');
      return vendor.slug;
    };
    const given = async (homepage: string) =>
      (await store.runs.baseline(await addVendor(homepage))).neighbours.map(({ name }) => name);
    const real = await given('https://asking.test/');
    expect(real).toContain('Own');
    expect(real).not.toContain('Imaginary');
    expect(await given('https://asking.example/')).toEqual(['Imaginary']);
  });
});

describe('An invented product', () => {
  it('is called one in every list, on pages and in what programs read; a real one is not', async () => {
    const read = async (path: string) => (await web.page(path, stranger)).text();
    const slugOf = async (name: string): Promise<string> => {
      const reply = await web.api('GET', `/api/publications?q=${name}`, stranger);
      return ((await reply.json()) as { items: { slug: string; name: string }[] }).items[0]?.slug ?? '';
    };
    const [own, made] = [await slugOf('Own'), await slugOf('Imaginary')];
    const titlesOf = async (query: string): Promise<string[]> => {
      const $ = load(await read(`/stack?${query}slot=ml-serving`));
      return $('.candidate h4')
        .get()
        .map((title) => $(title).text());
    };
    // Beside real ones it is offered only where somebody placed it.
    const offered = await titlesOf('');
    expect(offered.filter((title) => /invented|Imaginary/.test(title))).toEqual([]);
    expect(offered.length).toBeGreaterThan(1);
    const withIt = await titlesOf(`ml-serving=${made}&`);
    expect(withIt.filter((title) => title.includes('invented'))).toEqual([expect.stringMatching(/^Imaginary/)]);
    const placed = load(await read(`/stack?ml-serving=${made}`));
    expect(placed('.slot.filled').text()).toContain('Imaginaryinvented');
    expect(load(await read(`/stack?ml-serving=${own}`))('.slot.filled').text()).not.toContain('invented');
    expect(await read(`/stack.md?ml-serving=${made}`)).toContain('an invented product: no such software exists');
    expect(await read(`/stack.md?ml-serving=${own}`)).not.toContain('invented');
    expect(await read('/llms.txt')).toMatch(/\[Imaginary\].*; an invented product\n/);
    expect((await read('/llms.txt')).match(/invented product/g)).toHaveLength(1);
    expect(await read('/feed.atom')).toContain('Imaginary (invented): analysis published');
    expect(await read('/feed.atom')).toContain('[Own: analysis published');
    const changes = load(await read('/changes'));
    const marked = changes('.news h2')
      .get()
      .filter((title) => changes(title).text().includes('(invented)'));
    expect(marked.map((title) => changes(title).find('a').first().text())).toEqual(['Imaginary']);
  });

  it('is `invented` in the API, which says so of every product', async () => {
    const get = async (path: string) => (await web.api('GET', path, stranger)).json();
    type Named = { name: string; slug: string; invented: boolean };
    const { items } = (await get('/api/publications?limit=100')) as { items: Named[] };
    expect(items.filter(({ invented }) => invented).map(({ name }) => name)).toEqual(['Imaginary']);
    expect(items.every(({ invented }) => typeof invented === 'boolean')).toBe(true);
    const slugs = ['Imaginary', 'Own'].map((wanted) => items.find(({ name }) => name === wanted)?.slug);
    const { products } = (await get(`/api/compare?v=${slugs.join(',')}`)) as { products: Named[] };
    expect(products.map(({ invented }) => invented)).toEqual([true, false]);
    const made = items.find(({ name }) => name === 'Imaginary')?.slug;
    const { candidates } = (await get(`/api/stack?slot=ml-serving&ml-serving=${made}`)) as { candidates: Named[] };
    expect(candidates.filter(({ invented }) => invented).map(({ name }) => name)).toEqual(['Imaginary']);
    const { items: news } = (await get('/api/changes?limit=100')) as { items: Named[] };
    expect(news.filter(({ invented }) => invented).map(({ name }) => name)).toEqual(['Imaginary']);
  });
});

describe('An address of nearly a product’s name', () => {
  it('offers that product with a link, and says nothing of the kind where nothing is near', async () => {
    const own = await publishAs('Wharfkeeper');
    for (const path of [`/vendors/${own}s`, `/vendors/wharf-keeper/history`, '/vendors/warfkeeper.md']) {
      const reply = await web.page(path, stranger);
      expect(reply.status, path).toBe(404);
      const $ = load(await reply.text());
      expect(
        $('.empty p a')
          .get()
          .map((link) => [$(link).text(), $(link).attr('href')]),
        path,
      ).toContainEqual(['Wharfkeeper', `/vendors/${own}`]);
    }
    const far = await (await web.page('/vendors/something-else', stranger)).text();
    expect(far).not.toContain('Did you mean');
  });
});

describe('A slot for which only invented products are published', () => {
  it('is not said to have none at all, on the page, in its floor plan, and in the API', async () => {
    const clashText = async (slot: string): Promise<string> => {
      const reply = await web.api('GET', `/api/stack?slot=${slot}`, stranger);
      return ((await reply.json()) as { clash: { text: string } }).clash.text;
    };
    const seen = async (query: string): Promise<string> =>
      load(await (await web.page(`/stack?${query}`, stranger)).text())('#stack')
        .text()
        .replace(/\s+/g, ' ');
    const none = 'The catalogue has no product for Data quality yet.';
    expect(await clashText('data-quality')).toBe(none);
    expect(await seen('slot=data-quality')).toContain('No published analysis is of this category.');
    expect(await seen('industry=healthcare')).not.toContain('real published');

    await publishAs('Imaginary Checks', { layer: 'L1', category: 'data-quality', homepage: 'https://checks.example/' });
    expect(await clashText('data-quality')).toBe(`Invented products aside, ${none.replace('The', 'the')}`);
    const text = await seen('slot=data-quality');
    expect(text).toContain('Invented products aside, no published analysis is of this category.');
    expect(text).toMatch(
      /Every published product may stand, an invented one only where you place it: (one|\d+) product/,
    );
    expect(text).toMatch(/No real product passes yet|real products? pass/);
    expect(text).toContain('Data qualityhighnothing real published yet');
    expect(await seen('industry=healthcare')).toMatch(/for \d+ nothing real is published yet/);
  });
});

import { load } from 'cheerio';
import { Parser } from 'htmlparser2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citationsOf } from '../../src/actions/verify-analysis.ts';
import type { Analysis } from '../../src/domain/analysis.ts';
import { claimsOf } from '../../src/domain/lint-targets.ts';
import { markdownText } from '../../src/domain/markdown-text.ts';
import type { Publication } from '../../src/domain/publication.ts';
import { badgeTextWidth } from '../../src/web/public/badge-text-width.ts';
import { blockJson } from '../../src/web/public/block-json.ts';
import { analysisMarkdown } from '../../src/web/public/markdown/analysis-markdown.ts';
import { sitemapFiles } from '../../src/web/public/sitemap.ts';
import { quillstoreAnalysis } from '../actions/quillstore.ts';
import { fresh } from '../contract/sample-records.ts';
import { payloads } from '../e2e/payloads.ts';
import { publishVersion, withdrawVersion } from '../news/published-versions.ts';
import { baseUrl, openWeb, type TestWeb } from './desk.ts';
import { schemaOrgFaults } from './schema-org.ts';

let web: TestWeb;
let analysis: Analysis;
/** A product as real ones are, one of which little is assessed, and one that was withdrawn. */
let whole: Publication;
let partly: Publication;
const gone = fresh('gone');
const reason = '<b>It</b> was & is "wrong".';

beforeAll(async () => {
  web = await openWeb();
  analysis = await quillstoreAnalysis(web.office.store.bodies);
  whole = await publishVersion(web, { slug: fresh('whole'), edit: (own) => become(own, analysis) });
  partly = await publishVersion(web, { slug: fresh('partly') });
  await publishVersion(web, { slug: gone });
  await withdrawVersion(web, gone, reason);
}, 60_000);
afterAll(() => web.close());

const forms = ['.md', '.jsonld'] as const;

describe('What programs read of an analysis', () => {
  it('is kept by whoever has it, and made anew by a new version', async () => {
    const slug = fresh('kept');
    await publishVersion(web, { slug });
    const paths = [
      ...[...forms, '/analysis.json'].map((form) => `/vendors/${slug}${form}`),
      `/badges/${slug}.svg`,
      '/llms.txt',
      '/sitemap.xml',
    ];
    const etags = new Map<string, string>();
    for (const path of paths) {
      const first = await web.page(path, { as: null });
      const etag = first.headers.get('etag') ?? '';
      expect([path, first.status, first.headers.get('cache-control')]).toEqual([path, 200, 'public, max-age=300']);
      const again = await web.page(path, { as: null, headers: { 'if-none-match': etag } });
      expect([path, again.status, await again.text()]).toEqual([path, 304, '']);
      etags.set(path, etag);
    }
    web.pass(60_000);
    await publishVersion(web, {
      slug,
      words: 'Says more.',
      edit: scoredNine,
    });
    for (const path of paths) {
      const later = await web.page(path, { as: null, headers: { 'if-none-match': etags.get(path) ?? '' } });
      expect([path, later.status]).toEqual([path, 200]);
    }
  });

  it('is the same in the public API, for a minute', async () => {
    const slug = fresh('kept');
    await publishVersion(web, { slug });
    const paths = [
      ...['', '/quotes', '/versions/1'].map((part) => `/api/publications/${slug}${part}`),
      ...['/api/publications', '/api/changes', '/api/stack', `/api/compare?v=${slug},${whole.slug}`],
    ];
    const etags = new Map<string, string>();
    for (const path of paths) {
      const first = await web.api('GET', path, { as: null });
      expect([path, first.status, first.headers.get('cache-control')]).toEqual([path, 200, 'public, max-age=60']);
      const etag = first.headers.get('etag') ?? '';
      const again = await web.api('GET', path, { as: null, headers: { 'if-none-match': etag } });
      expect([path, again.status, await again.text()]).toEqual([path, 304, '']);
      etags.set(path, etag);
    }
    await publishVersion(web, { slug, words: 'Says more.', edit: scoredNine });
    for (const path of paths) {
      const later = await web.api('GET', path, { as: null, headers: { 'if-none-match': etags.get(path) ?? '' } });
      // A version that was replaced says so, though the rest of it never changes.
      expect([path, later.status]).toEqual([path, 200]);
    }
  });

  it('is gone with its reason once withdrawn, and not there of what never was', async () => {
    for (const form of forms) {
      const withdrawn = await web.page(`/vendors/${gone}${form}`, { as: null });
      const text = await withdrawn.text();
      expect([form, withdrawn.status]).toEqual([form, 410]);
      expect(load(text).root().text()).toContain(reason);
      const unknown = await web.page(`/vendors/no-such-product${form}`, { as: null });
      expect([form, unknown.status]).toEqual([form, 404]);
      expect(await unknown.text()).toContain('mistyped');
    }
    for (const path of ['/llms.txt', '/sitemap.xml']) expect(await get(path)).not.toContain(gone);
  });

  it('tells what stood at a past time where the address says so', async () => {
    const slug = fresh('then');
    await publishVersion(web, { slug, words: 'Says one thing.' });
    const then = web.office.clock.now().toISOString();
    web.pass(60_000);
    await publishVersion(web, {
      slug,
      words: 'Says another.',
      edit: scoredNine,
    });
    for (const form of forms) {
      expect(await get(`/vendors/${slug}${form}?as-of=${then}`)).toContain('Says one thing.');
      expect(await get(`/vendors/${slug}${form}`)).toContain('Says another.');
    }
    expect(await get(`/badges/${slug}.svg?as-of=${then}`)).toContain('Version 1');
    expect((await web.page(`/vendors/${slug}.md?as-of=2020-01-01`, { as: null })).status).toBe(404);
  });
});

describe('The data of an analysis', () => {
  it('are words of schema.org, each of its type, on the page and in the file', async () => {
    for (const { slug } of [whole, partly]) {
      const file = JSON.parse(await get(`/vendors/${slug}.jsonld`));
      const page = await dataOn(`/vendors/${slug}`);
      expect([file['@context'], page['@context']]).toEqual(['https://schema.org', 'https://schema.org']);
      expect([slug, schemaOrgFaults(file), schemaOrgFaults(page)]).toEqual([slug, [], []]);
    }
    const wrong = { '@type': 'Review', reviewRating: { '@type': 'Person' }, stars: 5, author: 'x' };
    expect(schemaOrgFaults(wrong)).toHaveLength(3);
  });

  it('give the two ratings apart, each on its own scale, and none where nothing is assessed', async () => {
    const ratings = ({ mainEntity }: Awaited<ReturnType<typeof dataOn>>) =>
      mainEntity.reviewRating.map(({ name, ratingValue, bestRating, worstRating }) => [
        ...[name, ratingValue, bestRating, worstRating],
      ]);
    const { inpact, goals } = analysis.frameworks;
    expect(ratings(await dataOn(`/vendors/${whole.slug}`))).toEqual([
      ['INPACT', inpact.total, 36, 6],
      ['GOALS', goals.total, 25, 5],
    ]);
    expect(ratings(await dataOn(`/vendors/${partly.slug}`))).toEqual([['INPACT', 4, 36, 1]]);
  });

  it('name who approved it and when, where it stands, and every quote with its page in the file', async () => {
    const text = await get(`/vendors/${whole.slug}.jsonld`);
    const { url, dateModified, reviewedBy, mainEntity } = JSON.parse(text);
    expect([url, dateModified, reviewedBy.name]).toEqual([
      `${baseUrl}/vendors/${whole.slug}`,
      whole.publishedAt,
      whole.approvedBy,
    ]);
    const quotes = new Set<string>();
    JSON.parse(text, (_key, value) => {
      if (value?.['@type'] === 'Quotation') quotes.add(`${value.text} ${value.isPartOf.url}`);
      return value;
    });
    const { frameworks, strengths, limitations } = analysis;
    const said = citationsOf({ ...analysis, frameworks, strengths, limitations }).filter(({ target }) =>
      /^(frameworks(?!.*offline)|strengths|limitations)/.test(target),
    );
    expect(said.length).toBeGreaterThan(60);
    expect(said.filter(({ citation }) => !quotes.has(`${citation.quote} ${citation.url}`))).toEqual([]);
    expect(mainEntity.isBasedOn.length).toBeGreaterThan(10);
  });

  it('are on the page of what stands, now or as of a past time, and on that of no replaced version', async () => {
    const slug = fresh('old');
    await publishVersion(web, { slug });
    const then = web.office.clock.now().toISOString();
    web.pass(60_000);
    await publishVersion(web, { slug, words: 'Anew.', edit: scoredNine });
    const scripts = async (path: string) => load(await get(path))('script[type="application/ld+json"]').length;
    expect(await scripts(`/vendors/${slug}`)).toBe(1);
    expect(await scripts(`/vendors/${slug}/history/1`)).toBe(0);
    expect(await scripts(`/vendors/${slug}?as-of=${then}`)).toBe(1);
  });

  it('cannot end their own element, whatever anybody wrote', () => {
    for (const payload of ['</script><script>alert(1)</script>', '<!--<script>', '\u2028', ...payloads(2000)]) {
      const text = blockJson({ [payload]: payload });
      expect(text).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(text)).toEqual({ [payload]: payload });
    }
  });
});

describe('An analysis as Markdown', () => {
  it('says every statement, with the number of each quote it rests on', () => {
    const text = analysisMarkdown(whole, { rubric: web.office.rubric, site: baseUrl, others: null });
    for (const { path, claim } of claimsOf(whole.analysis)) {
      expect(text.includes(markdownText(claim.text)), path).toBe(true);
    }
    const numbered = text.slice(text.indexOf('## Quotes'));
    for (const { target, citation } of citationsOf(whole.analysis)) {
      if (target.includes('offline')) continue;
      const lines = citation.quote.split('\n').map((line) => `> ${markdownText(line)}`.trimEnd());
      expect(
        lines.filter((line) => !numbered.includes(line)),
        target,
      ).toEqual([]);
    }
    const named = new Set([...text.matchAll(/ \[(\d+)\]/g)].map(([, number]) => Number(number)));
    const defined = [...text.matchAll(/^\[(\d+)\]: <https:/gm)].map(([, number]) => Number(number));
    expect([...named].sort((a, b) => a - b)).toEqual(defined);
    expect(defined).toEqual(defined.map((_number, at) => at + 1));
  });

  it('has every heading of the page, in its order', async () => {
    const begin = (title: string) => title.replace(/\W+/g, ' ').trim().toLowerCase().split(' ').slice(0, 2).join(' ');
    const $ = load(await get(`/vendors/${whole.slug}`));
    const shown = $('article.analysis section[id] > h2')
      .get()
      .map((heading) => begin($(heading).text()));
    const text = await get(`/vendors/${whole.slug}.md`);
    const written = [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => begin(title ?? ''));
    expect(shown.length).toBeGreaterThan(14);
    expect(written.slice(0, -1)).toEqual(shown.filter((title) => title !== 'links'));
    expect(written.at(-1)).toBe('quotes');
  });

  it('has the same bytes each time, and no line that what others wrote has made', async () => {
    expect(await get(`/vendors/${whole.slug}.md`)).toBe(await get(`/vendors/${whole.slug}.md`));
    const clean = analysisMarkdown(whole, { rubric: web.office.rubric, site: baseUrl, others: null });
    for (const payload of [
      '\n# Own heading\n',
      '\n- own list\n',
      '\n\n> own quote\n',
      '</td>\n\n| a | b |',
      '\n[1]: https://e.example',
    ]) {
      const soiled = analysisMarkdown(
        { ...whole, analysis: soil(whole.analysis, payload) },
        { rubric: web.office.rubric, site: baseUrl, others: null },
      );
      const shape = (text: string) =>
        text.split('\n').map((line) => /^ *(#+ |- |\d+\. |\||>|\[\d+\]: )/.exec(line)?.[1] ?? '');
      const kinds = (text: string) => new Set(shape(text).filter((kind) => !/\d/.test(kind)));
      expect(kinds(soiled)).toEqual(kinds(clean));
      expect(soiled.match(/^#+ /gm)?.length).toBe(clean.match(/^#+ /gm)?.length);
      expect(soiled.match(/^- /gm)?.length).toBe(clean.match(/^- /gm)?.length);
      expect(soiled.match(/^\|/gm)?.length).toBe(clean.match(/^\|/gm)?.length);
      expect(soiled).not.toContain('https://e.example');
    }
  });
});

describe('A badge', () => {
  it('shows both totals as figure, word and shape, and says them to those who do not see it', async () => {
    const { svg, texts, title } = badgeIn(await get(`/badges/${whole.slug}.svg`));
    const { inpact, goals } = analysis.frameworks;
    expect(texts).toEqual([
      'Assay',
      `INPACT ${inpact.total}/36 ${inpact.band}`,
      `GOALS ${goals.total}/25 ${goals.band}`,
    ]);
    expect(title).toContain(`INPACT ${inpact.total} of 36, ${inpact.band}; GOALS ${goals.total} of 25, ${goals.band}`);
    expect([svg.attribs.role, svg.attribs['aria-label']]).toEqual(['img', title]);
  });

  it('has room for its words, and stands on opaque ground of enough contrast, so on any page', async () => {
    for (const slug of [whole.slug, partly.slug]) {
      const { $, svg } = badgeIn(await get(`/badges/${slug}.svg`));
      const width = Number(svg.attribs.width);
      for (const text of $('text').get()) {
        const start = Number($(text).attr('x'));
        const planned = Number($(text).attr('textlength') ?? $(text).attr('textLength'));
        expect(planned).toBe(badgeTextWidth($(text).text()));
        const ground = $('g > rect')
          .get()
          .find((rect) => {
            const from = Number($(rect).attr('x'));
            return from <= start && start + planned <= from + Number($(rect).attr('width'));
          });
        expect(ground, $(text).text()).toBeDefined();
        expect(start + planned).toBeLessThan(width);
        expect(contrast($(ground ?? '').attr('fill') ?? '')).toBeGreaterThan(5);
      }
    }
  });

  it('gives no band to what is assessed in part, and no figure to what is not assessed', async () => {
    const { texts } = badgeIn(await get(`/badges/${partly.slug}.svg`));
    expect(texts).toEqual(['Assay', 'INPACT 4/36 (1 of 6 assessed)', 'GOALS not assessed']);
  });

  it('is a picture also of what was withdrawn, never was, or had not come', async () => {
    for (const [path, status, word] of [
      [`/badges/${gone}.svg`, 410, 'withdrawn'],
      ['/badges/no-such-product.svg', 404, 'no analysis'],
      [`/badges/${whole.slug}.svg?as-of=2020-01-01`, 404, 'no analysis'],
      [`/badges/${whole.slug}.svg?as-of=never`, 422, 'no analysis'],
    ] as const) {
      const reply = await web.page(path, { as: null });
      expect([path, reply.status, reply.headers.get('content-type')]).toEqual([path, status, 'image/svg+xml']);
      expect(badgeIn(await reply.text()).texts[1]).toBe(word);
    }
  });

  it('takes a product’s name for text', async () => {
    const slug = fresh('odd');
    const name = '"><script>alert(1)</script>\u0007';
    await publishVersion(web, { slug, edit: ({ vendor }) => Object.assign(vendor, { name }) });
    const text = await get(`/badges/${slug}.svg`);
    expect(badgeIn(text).title).toContain(name.replace('\u0007', '\ufffd'));
    expect(elementsIn(text)).not.toContain('script');
  });
});

describe('The sitemap', () => {
  it('names public pages by absolute addresses that answer, with the time of their last change', async () => {
    const text = await get('/sitemap.xml');
    expect(
      text.startsWith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
      ),
    ).toBe(true);
    expect(new Set(elementsIn(text))).toEqual(new Set(['urlset', 'url', 'loc', 'lastmod']));
    const $ = load(text, { xml: true });
    for (const each of $('url').get()) {
      const children = $(each)
        .children()
        .get()
        .map(({ name }) => name);
      expect([['loc'], ['loc', 'lastmod']]).toContainEqual(children);
    }
    const addresses = $('loc')
      .get()
      .map((loc) => $(loc).text());
    expect(addresses).toContain(`${baseUrl}/vendors/${whole.slug}`);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const address of addresses) {
      expect(address.startsWith(`${baseUrl}/`)).toBe(true);
      const page = await web.page(address.slice(baseUrl.length), { as: null });
      expect([address, page.status]).toEqual([address, 200]);
      expect(load(await page.text())('link[rel=canonical]').attr('href'), address).toBe(address);
    }
    for (const changed of $('lastmod').get()) {
      expect($(changed).text()).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d+Z$/);
    }
    expect((await web.page('/sitemap-1.xml', { as: null })).status).toBe(404);
  });

  it('is an index of files within the limits where one file would not do', () => {
    const entries = Array.from({ length: 25 }, (_, at) => ({
      path: `/vendors/p-${at}`,
      changedAt: '2026-03-01T10:00:00.000Z',
    }));
    for (const limits of [
      { addresses: 10, bytes: 1_000_000 },
      { addresses: 1_000, bytes: 1_200 },
    ]) {
      const files = sitemapFiles(entries, baseUrl, limits);
      const index = load(files.get('/sitemap.xml') ?? '', { xml: true });
      const named = index('sitemapindex > sitemap > loc')
        .get()
        .map((loc) => index(loc).text());
      expect(named).toEqual([...files.keys()].slice(1).map((path) => baseUrl + path));
      expect(named.length).toBeGreaterThan(2);
      const parts = [...files].slice(1).map(([, text]) => text);
      for (const text of parts) {
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limits.bytes);
        expect(text.match(/<url>/g)?.length).toBeLessThanOrEqual(limits.addresses);
      }
      const all = parts.flatMap((text) => [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, loc]) => loc));
      expect(all).toEqual(entries.map(({ path }) => baseUrl + path));
    }
  });

  it('is named by robots.txt, which keeps crawlers off pages of people and off endless addresses', async () => {
    const text = await get('/robots.txt');
    expect(text).toContain(`\nSitemap: ${baseUrl}/sitemap.xml\n`);
    expect(text).toMatch(/^User-agent: \*\n(?:Disallow: \/\S+\n)+/);
    const lines = [...text.matchAll(/^Disallow: (\S+)$/gm)].map(([, path]) => path ?? '');
    for (const kept of [
      '/',
      `/vendors/${whole.slug}`,
      `/vendors/${whole.slug}.md`,
      '/methodology',
      '/stack',
      '/changes',
    ]) {
      expect(
        lines.filter((path) => !path.includes('*') && kept.startsWith(path)),
        kept,
      ).toEqual([]);
    }
    expect(lines).toContain('/review');
  });
});

describe('llms.txt', () => {
  it('has the form that llmstxt.org asks for, and leads to every analysis', async () => {
    const text = await get('/llms.txt');
    const [title, blank, summary] = text.split('\n');
    expect([title, blank, summary?.startsWith('> ')]).toEqual(['# Assay', '', true]);
    const [head = '', ...sections] = text.split(/^## /m);
    expect(head).not.toMatch(/^#{2,}|^- /m);
    for (const section of sections) {
      const [name, ...lines] = section.split('\n').filter(Boolean);
      expect(name).toMatch(/\S/);
      const prose = lines.filter((line) => !/^- \[[^\]]+\]\(https?:\/\/[^\s)]+\)(?:: .+)?$/.test(line));
      expect(prose, name).toEqual([]);
    }
    expect(sections.at(-1)?.startsWith('Optional\n')).toBe(true);
    for (const { slug } of [whole, partly]) expect(text).toContain(`(${baseUrl}/vendors/${slug}.md)`);
    for (const [, path] of text.matchAll(/\]\(http:\/\/[^/]+(\/[^)]*)\)/g)) {
      expect([path, (await web.page(path ?? '', { as: null })).status]).toEqual([path, 200]);
    }
  });
});

interface PageData {
  '@context': string;
  mainEntity: { reviewRating: { name: string; ratingValue: number; bestRating: number; worstRating: number }[] };
}

async function dataOn(path: string): Promise<PageData> {
  return JSON.parse(load(await get(path))('script[type="application/ld+json"]').text()) as PageData;
}

async function get(path: string): Promise<string> {
  const reply = await web.page(path, { as: null });
  if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}`);
  return reply.text();
}

/** Takes on everything that another analysis says, but for whose it is. */
function become(own: Analysis, other: Analysis): void {
  Object.assign(own, structuredClone(other), { vendor: { ...other.vendor, slug: own.vendor.slug } });
}

/** Makes a version differ in what a badge shows. */
function scoredNine({ frameworks: { inpact } }: Analysis): void {
  Object.assign(inpact, { total: 9 });
}

/** The analysis with a text behind everything that somebody outside wrote. */
function soil(clean: Analysis, payload: string): Analysis {
  return JSON.parse(JSON.stringify(clean), (key, value) =>
    typeof value === 'string' && /^(text|quote|title|name|why|test|passes|licence)$/.test(key)
      ? `${value}${payload}x`
      : value,
  ) as Analysis;
}

function badgeIn(text: string) {
  elementsIn(text);
  const $ = load(text, { xml: true });
  const [svg] = $('svg').get();
  if (!svg) throw new Error('This is no picture.');
  const texts = $('text')
    .get()
    .map((each) => $(each).text());
  return { $, svg, texts, title: $('title').text() };
}

/** The names of the elements of an XML text. Throws where it is not well-formed. */
function elementsIn(xml: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  const parser = new Parser(
    {
      onopentag: (name) => {
        names.push(name);
        open.push(name);
      },
      onclosetag: (name) => {
        if (open.pop() !== name) throw new Error(`${name} closes another element`);
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return names;
}

/** The contrast of white on a colour, as WCAG counts it. */
function contrast(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

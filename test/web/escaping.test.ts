import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Analysis, contentDigest } from '../../src/domain/analysis.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { publish, quillstoreAnalysis, waitingDraft } from '../actions/quillstore.ts';
import { aReview, aVendor } from '../contract/sample-records.ts';
import { openWeb, type TestWeb } from './desk.ts';

const payloads = [
  '<script>alert(1)</script>',
  '"><script>alert(2)</script>',
  "'><img src=x onerror=alert(3)>",
  '<img src=x onerror=alert(4)>',
  '<svg onload=alert(5)>',
  '<svg><script>alert(6)</script></svg>',
  '</textarea><script>alert(7)</script>',
  '</title><script>alert(8)</script>',
  '</style><script>alert(9)</script>',
  '<iframe src="javascript:alert(10)"></iframe>',
  '<a href="javascript:alert(11)">x</a>',
  '<details open ontoggle=alert(12)>',
  '" autofocus onfocus="alert(13)',
  "' onmouseover='alert(14)",
  '<!--><script>alert(15)</script>-->',
  '<math><mtext></math><img src=x onerror=alert(16)>',
  '&lt;script&gt;alert(17)&lt;/script&gt;',
  '<base href="https://evil.example/">',
  '<form action="https://evil.example/"><button>x</button></form>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
];

const check = 'frameworks.inpact.dimensions.0.checks.0';

/** Every key of an analysis whose value somebody outside wrote, or that shows it. */
const free = /^(text|quote|title|url|name|note|licence|homepage|why|message|test|passes|target)$/;

let web: TestWeb;
let clean: Analysis;
/** The elements, and how many of each, that our own pages are made of. */
let own: Set<string>;

beforeAll(async () => {
  web = await openWeb();
  clean = await quillstoreAnalysis(web.office.store.bodies);
  own = new Set();
  const flag = { kind: 'stale-citation', severity: 'warns', target: 'summary', message: 'Look.' } as const;
  for (const [, text] of await pagesOf(await published({ ...clean, flags: [flag] }), 'A usual reason.')) {
    for (const name of elements(text)) own.add(name);
  }
});
afterAll(() => web.close());

describe('What others wrote', () => {
  it('is shown as text by pages whose own elements are known', () => {
    expect(own.has('mark')).toBe(true);
    expect(own.has('style')).toBe(false);
  });

  it.each(payloads.map((payload, at) => [payload, at] as const))(
    'is text on every page and in every place: %s',
    async (payload) => {
      const hostile = soiled(clean, payload);
      for (const [path, text] of await pagesOf(await published(hostile), payload)) {
        const $ = load(text);
        expect(foreign(text), path).toEqual([]);
        const values = $('input')
          .get()
          .map((input) => $(input).attr('value') ?? '');
        expect([$.root().text(), ...values].join('\n').includes(payload), `${path} shows it`).toBe(true);
        // A parser forgives; the bytes themselves may hold it escaped only, unless it is escaped text to begin with.
        if (/[<>]/.test(payload)) expect(text.includes(payload), `${path} holds it as it is`).toBe(false);
      }
    },
  );

  it('makes no link of an address that is not http', async () => {
    const draft = await published(soiled(clean, 'javascript:alert(1)'));
    for (const [path, text] of await pagesOf(draft, 'javascript:alert(1)')) {
      const $ = load(text);
      const hrefs = $('[href], [src], [action], [formaction]')
        .get()
        .map((element) => ['href', 'src', 'action', 'formaction'].map((name) => $(element).attr(name) ?? '').join(''));
      expect(
        hrefs.filter((href) => !/^(\/|#|https?:)/.test(href)),
        path,
      ).toEqual([]);
    }
  });

  it('goes into a page unescaped in one place only, where nothing of it can be markup', () => {
    const root = join(import.meta.dirname, '..', '..', 'src', 'web');
    const raw = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .filter((file) => /hono\/html|dangerouslySetInnerHTML/.test(readFileSync(join(root, file), 'utf8')));
    expect(raw).toEqual([join('public', 'data-block.tsx')]);
  });

  it('is found by this test where a page would let it through', () => {
    expect(foreign('<p><img src=x onerror=alert(1)></p>')).not.toEqual([]);
    expect(foreign('<p onclick="x">')).not.toEqual([]);
    expect(foreign('<script>alert(1)</script>')).not.toEqual([]);
    expect(foreign('<script src="https://evil.example/assets/review-000000000000.js"></script>')).not.toEqual([]);
    expect(foreign('<script type="application/ld+json">{"x":"<!--"}</script>')).not.toEqual([]);
    expect(foreign('<script type="application/ld+json" src="/assets/x.js">{}</script>')).not.toEqual([]);
    expect(foreign('<a href="javascript:alert(1)">x</a>')).not.toEqual([]);
  });
});

/** Elements that our pages are not made of, attributes that run, addresses that run or lead elsewhere by themselves. */
function foreign(text: string): string[] {
  const $ = load(text);
  const found: string[] = [];
  for (const element of $('*').get()) {
    if (element.type !== 'tag' && element.type !== 'script' && element.type !== 'style') continue;
    if (!own.has(element.name)) found.push(`<${element.name}>`);
    // Modules of ours, from our own origin, and data that nothing runs; what runs may never stand in a page.
    if (
      element.name === 'script' &&
      !isOurModule(element.attribs, $(element).text()) &&
      !isData(element.attribs, $(element).text())
    )
      found.push('<script>');
    for (const [name, value] of Object.entries(element.attribs)) {
      if (/^on|^srcdoc$|^style$/.test(name)) found.push(`${element.name} ${name}`);
      if (/^\s*(javascript|data|vbscript):/i.test(value) && /^(href|src|action|formaction)$/.test(name))
        found.push(`${element.name} ${name}=${value}`);
      if (name === 'action' && !value.startsWith('/')) found.push(`form to ${value}`);
    }
  }
  return found;
}

function isOurModule({ src }: Record<string, string>, text: string): boolean {
  return text === '' && /^\/assets\/[a-z.-]+-[0-9a-f]{12}\.js$/.test(src ?? '');
}

/** The one kind of script element that is no script, with nothing in it that could end it. */
function isData(attributes: Record<string, string>, text: string): boolean {
  if (attributes.type !== 'application/ld+json' || Object.keys(attributes).length > 1) return false;
  return !/[<>&]/.test(text) && typeof JSON.parse(text) === 'object';
}

function elements(text: string): string[] {
  return load(text)('*')
    .get()
    .flatMap((element) => ('name' in element ? [element.name] : []));
}

/** The analysis with a hostile text in every place that somebody outside can fill. */
function soiled(analysis: Analysis, payload: string): Analysis {
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return free.test(key) ? (key === 'note' ? payload.slice(0, 24) : payload) : value;
    if (Array.isArray(value)) return value.map((item) => visit(item, key === 'searched' ? 'url' : key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, visit(item, name)]));
  };
  // The rest of the page is thrown out to keep this quick: one of each list shows the same.
  const brief = {
    ...analysis,
    analysis: analysis.analysis.slice(0, 1),
    strengths: analysis.strengths.slice(0, 1),
    integrations: [{ name: 'x', slug: null, citations: analysis.strengths[0]?.citations ?? [] }],
    crawl: { ...analysis.crawl, pages: analysis.crawl.pages.slice(0, 1) },
  };
  return visit(brief, '') as Analysis;
}

/** Published without the rules that would refuse it: what stands in the database is what must be shown safely. */
async function published(analysis: Analysis): Promise<{ shown: Draft; waiting: Draft }> {
  const shown = await waitingDraft(web, analysis);
  const review = aReview(shown);
  await web.office.store.drafts.decide(review);
  await publish(web, review);
  const waiting = await waitingDraft(web, { ...analysis, producer: { ...analysis.producer, analyst: 'offline' } });
  // The desk sets the draft beside what is entered of the product, and no form lets in a website that is no address or a
  // licence this long.
  await web.opened.pool.query(
    `update assay.vendor set doc = doc || jsonb_build_object('homepage', 'https://a.example/', 'licence', left(doc->>'licence', 60))`,
  );
  return { shown, waiting };
}

/** The pages that show the two drafts, with a reason that somebody typed. */
async function pagesOf(drafts: { shown: Draft; waiting: Draft }, reason: string): Promise<[string, string][]> {
  const { shown, waiting } = drafts;
  const stale = { revision: '9', contentDigest: contentDigest(waiting.analysis), verdict: 'returned', reason };
  const found: [string, string][] = [];
  // What a person typed into the forms of the desk is shown again like everything else.
  await web.page(`/review/${waiting.id}/note`, { form: { kind: 'remark', item: 'strengths.0', text: reason } });
  await web.page(`/review/${waiting.id}/note`, { form: { kind: 'looked', item: 'summary' } });
  for (const path of [
    '/',
    `/vendors/${shown.slug}`,
    `/vendors/${shown.slug}/evidence`,
    '/review',
    `/review/${waiting.id}`,
    `/review/${waiting.id}?at=strengths.0&q=${encodeURIComponent(reason)}`,
    `/review/${waiting.id}?at=trustRisks.0`,
    `/review/${waiting.id}?at=trustRisks`,
    `/review/${waiting.id}?at=${check}`,
    `/review/${waiting.id}/changes?from=published`,
  ]) {
    found.push([path, await (await web.page(path)).text()]);
  }
  found.push(['the stale form', await (await web.page(`/review/${waiting.id}`, { form: stale })).text()]);
  const refused = {
    contentDigest: waiting.contentDigest,
    item: 'summary',
    do: 'add',
    at: 'trustRisks',
    'field.risk': reason,
    'field.severity': reason,
    reason,
  };
  found.push(['a refused edit', await (await web.page(`/review/${waiting.id}/edit`, { form: refused })).text()]);
  found.push([
    'an ended session',
    await (await web.page(`/review/${waiting.id}/edit`, { as: null, form: refused })).text(),
  ]);
  const { revision, contentDigest: digest } = waiting;
  await web.page(`/review/${waiting.id}`, { form: { ...stale, revision: String(revision), contentDigest: digest } });
  found.push(['the returned draft', await (await web.page(`/review/${waiting.id}`)).text()]);
  // The drafts above are of vendors that no form lets in; these pages read what a form did let in.
  await web.opened.pool.query('delete from assay.vendor');
  const fields = { name: reason, licence: reason.slice(0, 60), homepage: 'https://a.example/' };
  const hostile = aVendor({ ...fields, slug: 'hostile' });
  await web.office.store.vendors.add(hostile, 'editor@company.example');
  const list = `url\n"${reason.replaceAll('"', '""')}"`;
  found.push(['the list of new products', await (await web.page('/vendors/new', { form: { list } })).text()]);
  const row = { 'row.0.pick': '1', 'row.0.f.url': reason, 'row.0.f.name': reason, 'row.0.f.odd': reason };
  const beginning = { title: reason, description: reason, beginning: reason };
  const site = { kind: 'seen', url: reason, ...beginning, pages: 3 };
  const seen = JSON.stringify({ url: reason, site, guessed: ['name'] });
  const typed = { rows: '1', ...row, 'row.0.seen': seen, 'row.0.place': reason, does: 'start' };
  found.push(['the preview of a product', await (await web.page('/vendors/new', { form: typed })).text()]);
  found.push(['the products', await (await web.page('/vendors')).text()]);
  found.push(['the fields of a product', await (await web.page(`/vendors/${hostile.slug}/edit`)).text()]);
  await web.office.store.publications.withdraw(shown.slug, {
    reason,
    by: 'reviewer@company.example',
    at: '2026-03-03T10:00:00.000Z',
  });
  for (const path of [`/vendors/${shown.slug}`, `/vendors/${shown.slug}/history`]) {
    found.push([`${path}, withdrawn`, await (await web.page(path)).text()]);
  }
  return found;
}

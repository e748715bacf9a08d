import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citationsOf } from '../../src/actions/verify-analysis.ts';
import type { Analysis, Citation } from '../../src/domain/analysis.ts';
import { publish, quillstoreAnalysis, waitingDraft } from '../actions/quillstore.ts';
import { aReview } from '../contract/sample-records.ts';
import { type Filled, fillOffice } from '../e2e/filled-office.ts';
import { openWeb, type TestWeb } from '../web/desk.ts';
import { type ExportedSite, exportedSite } from './exported-site.ts';

let web: TestWeb;
let filled: Filled;
let site: ExportedSite;
/** A product whose pages say much that its analysis does not cite. */
let talkative: string;

beforeAll(async () => {
  web = await openWeb();
  filled = await fillOffice(web);
  talkative = await publishTalkative();
  site = await exportedSite(web);
});
afterAll(async () => {
  await site?.remove();
  await web?.close();
});

const read = (file: string): string => site.files.get(file) ?? '';

describe('A static export', () => {
  it('holds every public page of what is published, each version of it, and the same for programs', () => {
    const own = `vendors/${filled.published}`;
    const wanted = ['', '/evidence', '/history', '/history/1', '/history/2'].map((part) => `${own}${part}/index.html`);
    wanted.push(
      `${own}.md`,
      `${own}.jsonld`,
      `${own}/analysis.json`,
      `${own}/feed.atom`,
      `badges/${filled.published}.svg`,
    );
    wanted.push(
      'index.html',
      'changes/index.html',
      'methodology/index.html',
      'stack/index.html',
      'feed.atom',
      'llms.txt',
    );
    expect(wanted.filter((file) => !site.files.has(file))).toEqual([]);
  });

  it('writes the version that stands once: its numbered page leads there, and a replaced version stands in full', () => {
    const own = `vendors/${filled.published}`;
    const current = read(`${own}/history/2/index.html`);
    expect(current).toContain('<meta http-equiv="refresh" content="0;url=../../index.html"/>');
    expect(current).toContain('<a href="../../index.html">Read the analysis.</a>');
    expect(current.length).toBeLessThan(4_000);
    const replaced = read(`${own}/history/1/index.html`);
    expect(replaced).not.toContain('http-equiv="refresh"');
    expect(replaced).toContain('<blockquote');
  });

  it('says of a withdrawn analysis that it was, keeps its history, and nothing else of it', () => {
    const own = `vendors/${filled.withdrawn}`;
    expect(read(`${own}/index.html`)).toContain('The product was discontinued.');
    expect(read(`${own}/history/index.html`)).toContain('Version 1 withdrawn');
    const about = [...site.files.keys()].filter((file) => file.startsWith(own));
    expect(about.filter((file) => /\.(json|md|jsonld)$/.test(file))).toEqual([]);
    const cards = JSON.parse(read('data/catalogue.json')).cards as { slug: string }[];
    expect(cards.map(({ slug }) => slug).sort()).toEqual([filled.published, talkative].sort());
    expect(read('index.html')).not.toContain(filled.withdrawn);
  });

  it('shows nothing of what is in work, and nothing that only the server could answer', () => {
    const all = [...site.files.values()].join('\n');
    for (const secret of [
      filled.waiting.slug,
      filled.run,
      '/sign-in',
      '/report?',
      'as-of=',
      '127.0.0.1',
      'copy.invalid',
    ]) {
      const found = [...site.files].filter(([file, text]) => !file.startsWith('assets/') && text.includes(secret));
      expect(
        found.map(([file]) => file),
        secret,
      ).toEqual([]);
    }
    expect(all).toContain('Quillstore');
  });

  it('holds no more of the stored pages than cited passages with 300 characters around them', async () => {
    const { store } = web.office;
    const shown: Citation[] = [];
    for (const [slug, version] of [
      [filled.published, 1],
      [filled.published, 2],
      [talkative, 1],
    ] as const) {
      const publication = await store.publications.version(slug, version);
      if (publication) shown.push(...citationsOf(publication.analysis).map(({ citation }) => citation));
    }
    const texts = await store.bodies.texts([...new Set(shown.map(({ textDigest }) => textDigest))]);
    const allowed: string[] = [];
    const hidden: string[] = [];
    for (const [digest, text] of texts) {
      const marks = new Uint8Array(text.length);
      for (const { start, end } of shown.filter(({ textDigest }) => textDigest === digest)) {
        marks.fill(1, Math.max(0, start - 300), end + 300);
      }
      allowed.push(...stretches(text, marks, 1));
      hidden.push(...stretches(text, marks, 0));
    }
    // What may be shown at one place is no secret at another.
    const open = plain(allowed.join('\n'));
    const pieces = (parts: string[]): string[] =>
      parts
        .flatMap(windows)
        .map(plain)
        .filter(({ length }) => length > 40);
    const secret = pieces(hidden).filter((each) => !open.includes(each));
    expect(secret.length).toBeGreaterThan(100);
    const everything = [...site.files.values()].map(plain).join('\n');
    expect(secret.filter((each) => everything.includes(each))).toEqual([]);
    // The same look finds what may be shown.
    expect(pieces(allowed).some((each) => everything.includes(each))).toBe(true);
  });

  it('is the same, byte for byte, on another day, in another time zone and language', async () => {
    const { TZ, LANG, LC_ALL } = process.env;
    Object.assign(process.env, { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' });
    web.pass(200 * 86_400_000);
    const again = await exportedSite(web);
    Object.assign(process.env, { TZ, LANG: LANG ?? '', LC_ALL: LC_ALL ?? '' });
    await again.remove();
    expect([...again.files.keys()].sort()).toEqual([...site.files.keys()].sort());
    for (const [file, text] of again.files) expect(text === site.files.get(file), file).toBe(true);
  });

  it('names its own address where it is told it, in its sitemap, feeds and canonical links', async () => {
    const placed = await exportedSite(web, { baseUrl: 'https://example.org/catalogue/' });
    await placed.remove();
    const at = (file: string): string => placed.files.get(file) ?? '';
    const own = `https://example.org/catalogue/vendors/${filled.published}`;
    expect(at('sitemap.xml')).toContain(`<loc>${own}</loc>`);
    expect(at(`vendors/${filled.published}/index.html`)).toContain(`<link rel="canonical" href="${own}"`);
    expect(at('feed.atom')).toContain(`${own}/history#v2`);
    expect(at(`vendors/${filled.published}.md`)).toContain(`${own}/evidence`);
    expect(site.files.has('sitemap.xml')).toBe(false);
    for (const [file, text] of placed.files) {
      if (!file.startsWith('assets/')) expect(text.includes('copy.invalid'), file).toBe(false);
    }
  });

  it('stands on the host of an analysed product’s documentation as well: what that says there is no part of the copy', async () => {
    const [cited] = citationsOf(
      (await web.office.store.publications.version(filled.published, 2))?.analysis as Analysis,
    );
    const { origin } = new URL(cited?.citation.url ?? '');
    const placed = await exportedSite(web, { baseUrl: origin });
    await placed.remove();
    const page = placed.files.get(`vendors/${filled.published}/evidence/index.html`) ?? '';
    expect(page).toContain(`href="${cited?.citation.url}`);
    expect(page).toContain(`<link rel="canonical" href="${origin}/vendors/${filled.published}/evidence"`);
    expect([...placed.files.keys()].filter((file) => file !== 'sitemap.xml')).toEqual([...site.files.keys()]);
  });

  it('fails with the page and the link where a link leads nowhere', async () => {
    const broken = exportedSite(web, { answer: (request) => without(request, '/methodology') });
    await expect(broken).rejects.toThrow(/1 link leads nowhere/);
  });

  it('fails where something is published meanwhile: its pages would not agree', async () => {
    let asked = 0;
    const answer = (request: Request): Promise<Response> | undefined => {
      if (!request.url.includes('/api/changes')) return undefined;
      asked += 1;
      return asked === 1 ? undefined : json({ items: [{ at: '2027-01-01T00:00:00.000Z' }], next: null });
    };
    await expect(exportedSite(web, { answer })).rejects.toThrow(/meanwhile.*export again/);
  });

  it('is refused where the server is another version or has another rubric: its pages would not fit our scripts', async () => {
    await expect(exportedSite(web, { version: '9.9.9' })).rejects.toThrow(
      /is version 0\.0\.0-test, this one is 9\.9\.9/,
    );
    const { rubric } = web.office;
    web.office.rubric = { ...rubric, digest: '0'.repeat(64) };
    const answer = async (request: Request): Promise<Response> => {
      web.office.rubric = rubric;
      return web.app.fetch(request);
    };
    try {
      await expect(exportedSite(web, { answer })).rejects.toThrow(/another rubric than this one.*same version/);
    } finally {
      web.office.rubric = rubric;
    }
  });

  it('is refused where the server gives pages in another form: it is an older Assay of the same number', async () => {
    const answer = (request: Request): Promise<Response> | undefined => {
      if (!request.url.includes('/api/site-copy')) return undefined;
      const madeBy = `0.0.0-test ${web.office.rubric.digest}`;
      return Promise.resolve(new Response('<svg/>', { headers: { 'x-page-status': '200', 'x-made-by': madeBy } }));
    };
    await expect(exportedSite(web, { answer })).rejects.toThrow(/an older version/);
  });

  it('takes an address to stand at, and nothing else', async () => {
    for (const baseUrl of ['example.org', 'ftp://example.org/', 'https://example.org/?q=1']) {
      await expect(exportedSite(web, { baseUrl })).rejects.toThrow('--base-url takes the address');
    }
  });
});

/** Publishes the invented product once more, from pages which go on for long behind everything that is cited. */
async function publishTalkative(): Promise<string> {
  const { bodies, drafts } = web.office.store;
  const analysis = await quillstoreAnalysis(bodies);
  const digests = [...new Set(citationsOf(analysis).map(({ citation }) => citation.textDigest))];
  let told = JSON.stringify(analysis);
  for (const [digest, text] of await bodies.texts(digests)) {
    const more = Array.from(
      { length: 20 },
      (_, at) => `Sentence ${at} of ${digest.slice(0, 8)} is what nobody has cited.`,
    );
    const longer = await bodies.keep(new TextEncoder().encode(`${text}\n${more.join('\n')}`));
    told = told.replaceAll(digest, longer);
  }
  const draft = await waitingDraft(web, JSON.parse(told) as Analysis);
  const review = aReview(draft);
  await drafts.decide(review);
  await publish(web, review);
  return draft.slug;
}

/** The answer of a server that has everything but one page; undefined where that is not asked for. */
function without(request: Request, path: string): Promise<Response> | undefined {
  const at = new URL(request.url).searchParams.getAll('path').indexOf(path);
  if (at < 0) return undefined;
  return (async () => {
    const reply = await web.app.fetch(request);
    const pages = JSON.parse(reply.headers.get('x-pages') ?? '') as { status: number }[];
    const told = pages.map((page, index) => (index === at ? { ...page, status: 404 } : page));
    const headers = { ...Object.fromEntries(reply.headers), 'x-pages': JSON.stringify(told) };
    return new Response(await reply.arrayBuffer(), { headers });
  })();
}

async function json(value: unknown): Promise<Response> {
  return new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } });
}

/** Parts of a text whose marks are `wanted`. */
function stretches(text: string, marks: Uint8Array, wanted: 0 | 1): string[] {
  const found: string[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && marks[at] === marks[from]) continue;
    if (marks[from] === wanted) found.push(text.slice(from, at));
    from = at;
  }
  return found;
}

/** Pieces of 60 characters: long enough to be nobody else's words, short enough that no whole sentence slips through. */
function windows(text: string): string[] {
  return Array.from({ length: Math.floor(text.length / 60) }, (_, at) => text.slice(at * 60, at * 60 + 60));
}

/** Without markup, entities and line breaks, so that a text is found however it is written down. */
function plain(text: string): string {
  return text
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39);|\\n|\\"|\\/g, ' ')
    .replace(/[&<>"'\s]+/g, ' ')
    .trim();
}

import { load } from 'cheerio';
import { Parser } from 'htmlparser2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis, Citation } from '../../src/domain/analysis.ts';
import type { QuoteChange } from '../../src/domain/draft-change.ts';
import { day } from '../../src/web/public/day.ts';
import { aRun, fresh } from '../contract/sample-records.ts';
import { walkToDraft } from '../contract/walked-run.ts';
import { baseUrl, openWeb, type TestWeb } from '../web/desk.ts';
import { publishVersion, withdrawVersion } from './published-versions.ts';

const slug = fresh('moved');
const hostile = '<b>bold</b> & ]]> \u0007 "quoted" \ud800';

let web: TestWeb;

beforeAll(async () => {
  web = await openWeb();
  await publishVersion(web, { slug });
  web.pass(60_000);
  const first = await web.office.store.publications.latest(slug);
  await publishVersion(web, {
    slug,
    edit: (analysis) => {
      atLevel(analysis, 5);
      analysis.strengths = [];
    },
    change: {
      publicationId: first?.id ?? '',
      version: 1,
      items: [
        {
          path: 'strengths.0',
          sentence: 'Its quote reads otherwise now.',
          quotes: [
            {
              before: aCitation('Roles limit what a caller may do.'),
              after: aCitation('Roles do not limit what a caller may do.'),
              meaning: ['negation'],
            },
          ],
        },
      ],
      requotes: [],
    },
  });
  web.pass(60_000);
  await withdrawVersion(web, slug, hostile);
}, 60_000);
afterAll(() => web.close());

describe('The history of a product', () => {
  it('tells each version with its approver, what changed in sentences and the quotes on both sides', async () => {
    const own = fresh('standing');
    await publishVersion(web, { slug: own });
    web.pass(60_000);
    await publishVersion(web, { slug: own, words: 'Says more.', edit: (analysis) => atLevel(analysis, 6) });
    const text = wordsOf(await get(`/vendors/${own}/history`));
    expect(text).toContain('approved by reviewer@company.example');
    expect(text).toContain('Permitted goes from level 4 to level 6');
    expect(text).toContain('Reads otherwise: Summary');
    expect(text).toContain('Published for the first time: INPACT 4 of 36');
    expect(text).toContain('4 → 6');
  });

  it('shows nothing of a version that was withdrawn, but why it was', async () => {
    const html = await get(`/vendors/${slug}/history`);
    expect(html).toContain('&lt;b&gt;bold&lt;/b&gt; &amp; ]]&gt;');
    expect(html).not.toContain('Roles do not limit');
    expect(html).not.toContain('goes from level 4 to level 5');
    expect(html).toContain('Version 2 withdrawn');
  });

  /** A first version, and a second in which one sentence that everything at these paths rests on reads otherwise. */
  async function publishNegated(slug: string, paths: readonly string[]): Promise<void> {
    web.pass(60_000);
    const first = await publishVersion(web, { slug });
    web.pass(60_000);
    const quotes: QuoteChange[] = [
      { before: aCitation('Calls are checked.'), after: aCitation('Calls are not checked.'), meaning: ['negation'] },
    ];
    await publishVersion(web, {
      slug,
      edit: (analysis) => {
        atLevel(analysis, 3);
        // Read anew, a day later: else it would be the same pages read otherwise.
        analysis.crawl.startedAt = '2026-03-02T10:00:00.000Z';
      },
      change: {
        publicationId: first.id,
        version: 1,
        items: paths.map((path) => ({ path, sentence: 'Its quote reads otherwise now.', quotes })),
        requotes: [],
      },
    });
  }

  it('shows both quotes of a change while it stands', async () => {
    const own = fresh('negated');
    await publishNegated(own, ['summary']);
    const html = await get(`/vendors/${own}/history`);
    expect(wordsOf(html)).toContain('Was Calls are checked. Is Calls are not checked.');
    expect(html).toContain('<ins>');
  });

  it('tells a sentence once that a check and the rationale beside it rest on, and names both in words', async () => {
    const own = fresh('shared');
    const dimension = 'frameworks.inpact.dimensions.0';
    await publishNegated(own, [`${dimension}.checks.0`, `${dimension}.rationale`]);
    for (const page of [`/vendors/${own}/history`, '/changes']) {
      const html = await get(page);
      const news = html.slice(html.indexOf('<ol class="news">'), html.indexOf('Published for the first time'));
      expect(wordsOf(news), page).toContain('The sentence that changed at the source');
      expect(wordsOf(news).split('Was Calls are checked.'), page).toHaveLength(2);
      expect(html, page).not.toContain('.rationale');
      expect(wordsOf(/<h3>(.*?)<\/h3>/s.exec(news)?.[1] ?? ''), page).toMatch(
        /^Permitted \(INPACT™?\)|Permitted: .+; Permitted \(INPACT/,
      );
    }
  });

  it('draws the levels with the same figures in a table', async () => {
    const own = fresh('drawn');
    for (const level of [2, 4, 4, 1]) {
      await publishVersion(web, { slug: own, words: `At ${level}`, edit: (analysis) => atLevel(analysis, level) });
      web.pass(60_000);
    }
    const html = await get(`/vendors/${own}/history`);
    expect(html).toContain('aria-label="Permitted: 2, 4, 4, 1 of 6"');
    const row = /<th scope="row">Permitted<\/th>(.*?)<\/tr>/s.exec(html)?.[1] ?? '';
    expect(wordsOf(row).trim()).toBe('2 4 4 1');
  });

  it('tells readings where they happened: between versions, or as part of the version that waited then', async () => {
    const own = fresh('checked');
    const aDay = 86_400_000;
    const dayNow = () => day(web.office.clock.now().toISOString());
    const isUnchanged = async () => {
      expect(await endedUnchanged(own)).toBe('unchanged');
      return dayNow();
    };
    const days: Record<string, string> = {};
    await publishVersion(web, {
      slug: own,
      meanwhile: async () => {
        web.pass(aDay);
        days.first = await isUnchanged();
        web.pass(aDay);
      },
    });
    web.pass(aDay);
    days.between = await isUnchanged();
    web.pass(aDay);
    await publishVersion(web, {
      slug: own,
      words: 'Says more.',
      meanwhile: async () => {
        web.pass(aDay);
        // It ends in the moment in which the version is published.
        days.second = await isUnchanged();
      },
    });
    web.pass(aDay);
    days.last = await isUnchanged();
    // An upgrade reads no site.
    web.pass(aDay);
    expect(await endedUnchanged(own, 'upgrade')).toBe('unchanged');
    const $ = load(await get(`/vendors/${own}/history`));
    const lines = $('.news > li')
      .toArray()
      .map((each) => $(each).text().replace(/\s+/g, ' '));
    expect(lines).toHaveLength(4);
    const quiet = (at: string | undefined) => `Read again without finding a change on ${at}.`;
    expect([lines[0], lines[2]]).toEqual([quiet(days.last), quiet(days.between)]);
    expect(lines[1]).toMatch(/^\s*Version 2/);
    expect(lines[1]).toContain(`Its documentation was read on 1 March 2026 and, unchanged, on ${days.second}`);
    expect(lines[3]).toMatch(/^\s*Version 1/);
    expect(lines[3]).toContain(`and, unchanged, on ${days.first}`);
  });

  it('tells nothing of readings beside a draft that waits: they are no word on what is published', async () => {
    const own = fresh('beside');
    await publishVersion(web, { slug: own });
    web.pass(3_600_000);
    const vendor = await web.office.store.vendors.get(own);
    if (!vendor) throw new Error('unknown');
    await walkToDraft(web.office.store, { vendor, draft: { createdAt: web.office.clock.now().toISOString() } });
    web.pass(3_600_000);
    await endedUnchanged(own);
    expect(wordsOf(await get(`/vendors/${own}/history`))).not.toContain('Read again');
  });

  it('tells each of 22 readings once over two pages: what came after the last version of a page, at its end', async () => {
    const own = fresh('paged');
    for (let each = 0; each < 22; each += 1) {
      await publishVersion(web, { slug: own, words: `Says ${each}.` });
      web.pass(43_200_000);
      await endedUnchanged(own);
      web.pass(43_200_000);
    }
    const first = load(await get(`/vendors/${own}/history`));
    const older = load(await get(first('a[rel=next]').attr('href') ?? ''));
    const count = ($: typeof first) => [$('.news > li.soft').length, $('.news article').length];
    // Each line names one day: none holds what belongs to the other page.
    expect(first('.news > li.soft').text() + older('.news > li.soft').text()).not.toContain(',');
    expect([count(first), count(older)]).toEqual([
      [21, 20],
      [1, 2],
    ]);
  });
});

describe('The changes of all products', () => {
  it('stand newest first, a page at a time, there and back', async () => {
    for (let each = 0; each < 25; each += 1) {
      await publishVersion(web, { slug: fresh('many') });
      web.pass(1000);
    }
    const all = await web.office.store.news.list({ limit: 200 });
    const times = all.items.map(({ at }) => at);
    expect(times).toEqual(times.toSorted().toReversed());
    const first = await web.office.store.news.list({ limit: 10 });
    const second = await web.office.store.news.list({ limit: 10, after: first.next });
    expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 20));
    const back = await web.office.store.news.list({ limit: 10, before: second.previous });
    expect(back.items).toEqual(first.items);
    expect(await get('/changes')).toContain('rel="next"');
  });

  it('are in the API with the same sentences', async () => {
    const reply = await web.api('GET', `/api/changes?slug=${slug}`, { as: null });
    const { items } = (await reply.json()) as { items: { kind: string; story: { sentences: string[] } }[] };
    expect(items.map(({ kind }) => kind)).toEqual(['withdrawn', 'published', 'published']);
    expect(items[0]?.story.sentences).toEqual([`Withdrawn: ${hostile.replace('\ud800', '\ufffd')}`]);
  });
});

describe('A feed', () => {
  it('is valid Atom: what RFC 4287 asks for, once each, in well-formed XML, whatever people wrote', async () => {
    for (const path of ['/feed.atom', `/vendors/${slug}/feed.atom`]) {
      const text = await get(path);
      expect(text, path).not.toMatch(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
      const feed = treeOf(text);
      expect([feed.name, feed.attributes.xmlns]).toEqual(['feed', 'http://www.w3.org/2005/Atom']);
      const only = (name: string, of = feed) => of.children.filter((child) => child.name === name);
      for (const name of ['id', 'title', 'updated', 'author']) expect(only(name).length, name).toBe(1);
      const self = only('link').find(({ attributes }) => attributes.rel === 'self');
      expect(self?.attributes.href).toBe(`${baseUrl}${path}`);
      const entries = only('entry');
      expect(entries.length).toBeGreaterThan(2);
      for (const entry of entries) {
        for (const name of ['id', 'title', 'updated', 'summary']) expect(only(name, entry).length, name).toBe(1);
        expect(only('id', entry)[0]?.text).toMatch(
          /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
        expect(Date.parse(only('updated', entry)[0]?.text ?? '')).not.toBeNaN();
      }
      const ids = entries.map((entry) => only('id', entry)[0]?.text);
      expect(new Set(ids).size).toBe(ids.length);
      for (const part of [feed, ...entries]) expect(atomFaults(part), path).toEqual([]);
      const updated = entries.map((entry) => only('updated', entry)[0]?.text ?? '');
      expect(only('updated')[0]?.text).toBe(updated.toSorted().at(-1));
    }
  });

  it('keeps its ids and bytes until something happens, and answers 304 until then', async () => {
    const path = `/vendors/${slug}/feed.atom`;
    const first = await web.page(path, { as: null });
    const etag = first.headers.get('etag') ?? '';
    web.pass(3_600_000);
    const again = await web.page(path, { as: null, headers: { 'if-none-match': etag } });
    expect([again.status, first.headers.get('cache-control')]).toEqual([304, 'public, max-age=300']);
    const before = idsOf(await first.text());
    await publishVersion(web, { slug, words: 'Anew.' });
    const later = await web.page(path, { as: null, headers: { 'if-none-match': etag } });
    expect(later.status).toBe(200);
    const after = idsOf(await later.text());
    expect(after.slice(1)).toEqual(before);
  });

  it('takes a product’s name for text, whatever it holds', async () => {
    const own = fresh('odd');
    await publishVersion(web, {
      slug: own,
      edit: ({ vendor }) => {
        vendor.name = '<i>Odd</i> ]]> & Co';
      },
    });
    const [entry] = treeOf(await get(`/vendors/${own}/feed.atom`)).children.filter(({ name }) => name === 'entry');
    const title = entry?.children.find(({ name }) => name === 'title')?.text;
    expect(title).toBe('&lt;i&gt;Odd&lt;/i&gt; ]]&gt; &amp; Co (invented): analysis published');
  });

  it('of a product that never was published is 404', async () => {
    expect((await web.page('/vendors/no-such-product/feed.atom', { as: null })).status).toBe(404);
  });
});

interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/** The tree of an XML text. Throws where a tag is not closed by its own, or anything stands outside the root. */
function treeOf(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element = { name, attributes, children: [], text: '' };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(text) {
        const last = open.at(-1);
        if (last) last.text += text;
      },
      onclosetag(name, isImplied) {
        if (isImplied && !xml.includes(`<${name}`)) throw new Error(`${name} was never closed`);
        if (open.pop()?.name !== name) throw new Error(`${name} closes another element`);
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  if (root.text.trim() !== '' || root.children.length !== 1) throw new Error('Something stands outside the feed.');
  return root.children[0] as Element;
}

/** Elements that RFC 4287 knows below a feed and an entry. */
const atomNames = {
  feed: /^(author|category|contributor|generator|icon|id|link|logo|rights|subtitle|title|updated|entry)$/,
  entry: /^(author|category|content|contributor|id|link|published|rights|source|summary|title|updated)$/,
};
/** A date of RFC 3339, with the capital letters that RFC 4287 asks for. */
const atomDate = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** What of a feed or an entry RFC 4287 does not allow. */
function atomFaults({ name, children }: Element): string[] {
  const faults = children.flatMap((child) => {
    const { attributes, text } = child;
    if (!atomNames[name === 'feed' ? 'feed' : 'entry'].test(child.name)) return [`${child.name} in ${name}`];
    if (/^(updated|published)$/.test(child.name) && !atomDate.test(text)) return [`${child.name}: ${text}`];
    if (/^(title|summary)$/.test(child.name) && !/^(text|html|xhtml)$/.test(attributes.type ?? 'text')) return [text];
    if (child.name === 'link' && !URL.canParse(attributes.href ?? '')) return [`link to ${attributes.href}`];
    if (child.name === 'author' && child.children.filter((each) => each.name === 'name').length !== 1)
      return ['author'];
    return [];
  });
  const links = children
    .filter((child) => child.name === 'link')
    .map(({ attributes: { rel = 'alternate', type = '', hreflang = '' } }) => `${rel} ${type} ${hreflang}`);
  const alternates = links.filter((link) => link.startsWith('alternate'));
  if (new Set(alternates).size !== alternates.length) faults.push('two alternate links of one kind');
  // Without content an entry must have one to lead to.
  if (name === 'entry' && alternates.length === 0) faults.push('an entry that leads nowhere');
  return faults;
}

function idsOf(feed: string): string[] {
  return treeOf(feed)
    .children.filter(({ name }) => name === 'entry')
    .map(({ children }) => children.find(({ name }) => name === 'id')?.text ?? '');
}

async function get(path: string): Promise<string> {
  const reply = await web.page(path, { as: null });
  if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}`);
  return reply.text();
}

function wordsOf(html: string): string {
  return html
    .replace(/<\/?(?:del|ins|time|a|strong)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

function atLevel({ frameworks: { inpact } }: Analysis, level: number): void {
  Object.assign(inpact, { total: level });
  Object.assign(inpact.dimensions[0] ?? {}, { level });
}

function aCitation(quote: string): Citation {
  const digest = '0'.repeat(64);
  return {
    url: 'https://docs.product.example/',
    title: 'Roles',
    passageId: 'p1',
    quote,
    start: 0,
    end: quote.length,
    pageDigest: digest,
    textDigest: digest,
    fetchedAt: '2026-03-01T10:00:00.000Z',
  };
}

/** A reading of the product that found nothing changed. */
async function endedUnchanged(
  of: string,
  cause: 'scheduled' | 'upgrade' = 'scheduled',
): Promise<string | null | undefined> {
  const vendor = await web.office.store.vendors.get(of);
  if (!vendor) throw new Error('unknown');
  const run = { ...aRun(vendor), cause, createdAt: web.office.clock.now().toISOString() };
  await web.office.store.runs.start(run);
  await web.office.store.runs.end(run.id, {
    attempt: 1,
    outcome: 'unchanged',
    failure: null,
    text: 'Nothing changed.',
  });
  return (await web.office.store.runs.status(run.id))?.outcome;
}

import { afterAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import type { Http, HttpRequest } from '../../../src/ports.ts';
import { fetchVendor } from '../../../src/stages/fetch/fetch-vendor.ts';
import { type Cut, type Mutant, mutant } from '../../mutant.ts';
import { aRun, html, scriptedHttp, someTools } from './fetch-fixture.ts';

/**
 * Each guard of the crawl beside an attack of a site that it stops. The attack is run on the product, where it must fail,
 * and on a copy of the sources without that one guard, where it must succeed.
 */
type FetchVendor = typeof fetchVendor;
/** True when the attack got what it wanted. */
type Attack = (fetch: FetchVendor) => Promise<boolean>;

const top = 'https://acme.example';
const inside = 'http://169.254.169.254/latest/meta-data/';
const mutants: Mutant[] = [];
afterAll(async () => {
  for (const one of mutants) await one.remove();
});

interface Crawled {
  asked: string[];
  snapshot: Snapshot | null;
}

type Web = Parameters<typeof scriptedHttp>[0];

async function crawl(fetch: FetchVendor, http: Http & { asked: string[] }, run = aRun([`${top}/`])): Promise<Crawled> {
  const result = await fetch(run, someTools(http)).catch(() => null);
  return { asked: http.asked, snapshot: result?.kind === 'record' ? result.record : null };
}

/** A site that answers every path with a page made for it. */
function endless(page: (url: URL, request: HttpRequest) => string, web: Web = {}): Http & { asked: string[] } {
  const scripted = scriptedHttp(web);
  return {
    asked: scripted.asked,
    async get(request) {
      const url = new URL(request.url);
      const made = !(request.url in web) && url.origin === top && !/\.(txt|xml)$|no-such-page/.test(url.pathname);
      if (!made) return scripted.get(request);
      scripted.asked.push(request.url);
      const headers = { 'content-type': 'text/html' };
      const body = Buffer.from(page(url, request));
      return { kind: 'answer', url: request.url, status: 200, headers, body, milliseconds: 1 };
    },
  };
}

const letters = (number: number): string => [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
const many = (count: number, path: (number: number) => string): string[] =>
  Array.from({ length: count }, (_, n) => path(n));
const robots = (body: string): Web => ({ [`${top}/robots.txt`]: { headers: { 'content-type': 'text/plain' }, body } });
const sitemap = (...urls: string[]): string =>
  `<urlset>${urls.map((url) => `<url><loc>${url}</loc></url>`).join('')}</urlset>`;
const strayed = ({ asked }: Crawled): boolean => asked.some((url) => !url.startsWith(`${top}/`));

/** Every way in which a page or a file of the site can name an address of its choice. */
const placements: Record<string, Web> = {
  link: { [`${top}/`]: html('Home', [inside]) },
  base: { [`${top}/`]: html('Home', ['x'], `<base href="${inside}">`).replace('href="x"', `href="${inside}x"`) },
  canonical: {
    [`${top}/`]: html('Home', ['/a']),
    [`${top}/a`]: html('A', [], `<link rel="canonical" href="${inside}">`),
  },
  refresh: { [`${top}/`]: html('Home', [], `<meta http-equiv="refresh" content="0; url=${inside}">`) },
  'robots sitemap': { ...robots(`Sitemap: ${inside}sitemap.xml\n`), [`${top}/`]: html('Home') },
  sitemap: { [`${top}/`]: html('Home'), [`${top}/sitemap.xml`]: sitemap(inside) },
  'sitemap index': {
    [`${top}/`]: html('Home'),
    [`${top}/sitemap.xml`]: `<sitemapindex><sitemap><loc>${inside}s.xml</loc></sitemap></sitemapindex>`,
  },
  'llms.txt': {
    [`${top}/`]: html('Home'),
    [`${top}/llms.txt`]: { headers: { 'content-type': 'text/plain' }, body: `# A\n- [Inside](${inside})\n` },
  },
};

const attacks = {
  'a site names an address elsewhere and it is asked for': async (fetch) => {
    for (const web of Object.values(placements)) if (strayed(await crawl(fetch, scriptedHttp(web)))) return true;
    return false;
  },
  'a redirect leads away from the site and is followed': async (fetch) => {
    const web = { [`${top}/`]: html('Home', ['/go']), [`${top}/go`]: { location: inside } };
    return strayed(await crawl(fetch, scriptedHttp(web)));
  },
  'a page is read that robots.txt forbids': async (fetch) => {
    const web = { ...robots('User-agent: *\nDisallow: /no\n'), [`${top}/`]: html('Home', ['/no']) };
    const http = scriptedHttp(web);
    // The hop would be refused as well; here the other way is looked at: whether the page is asked for at all.
    const asked: string[] = [];
    const watched: Http = {
      get(request) {
        asked.push(request.url);
        return http.get(request);
      },
    };
    await crawl(fetch, { ...watched, asked });
    return asked.includes(`${top}/no`);
  },
  'a redirect leads to what robots.txt forbids': async (fetch) => {
    const web = {
      ...robots('User-agent: *\nDisallow: /no\n'),
      [`${top}/`]: html('Home', ['/go']),
      [`${top}/go`]: { location: '/no' },
    };
    return (await crawl(fetch, scriptedHttp(web))).asked.includes(`${top}/no`);
  },
  'a host is crawled whose robots.txt fails': async (fetch) => {
    const web = { [`${top}/robots.txt`]: { status: 404 as number }, [`${top}/`]: html('Home') };
    web[`${top}/robots.txt`] = { status: 500 };
    return (await crawl(fetch, scriptedHttp(web))).asked.includes(`${top}/`);
  },
  'rules beyond the size that is read cost time': async (fetch) => {
    // Wildcards are what makes matching slow; these stand in few lines, so only their own allowance bounds them.
    const web = {
      ...robots(`User-agent: *\n${`Disallow: /${'*k'.repeat(200)}\n`.repeat(1_200)}`),
      [`${top}/`]: html(
        'Home',
        many(20, (n) => `/page-${'k'.repeat(150)}${letters(n)}`),
      ),
    };
    const started = performance.now();
    await crawl(fetch, scriptedHttp(web));
    return performance.now() - started > 1_500;
  },
  'an index of a thousand sitemaps is read': async (fetch) => {
    const parts = many(200, (n) => `<sitemap><loc>${top}/map-${letters(n)}.xml</loc></sitemap>`).join('');
    const web = { [`${top}/`]: html('Home'), [`${top}/sitemap.xml`]: `<sitemapindex>${parts}</sitemapindex>` };
    return (await crawl(fetch, scriptedHttp(web))).asked.filter((url) => url.includes('/map-')).length > 12;
  },
  'a calendar is followed for ever': async (fetch) => {
    const http = endless((url) => {
      const [year = 2026, month = 1] = (url.pathname.match(/\d+/g) ?? []).map(Number);
      return html(url.pathname, [`/calendar/${year + 1}/${month}/`, `/calendar/${year}/${month + 1}/`]);
    });
    return (await crawl(fetch, http, aRun([`${top}/`], { depth: 90, pages: 60 }))).asked.length > 30;
  },
  'every combination of filters is a page': async (fetch) => {
    const http = endless((url) =>
      html(
        url.href,
        many(30, (n) => `/list?sort=${letters(n)}&amp;page=${letters(n + 7)}`),
      ),
    );
    return (await crawl(fetch, http)).asked.filter((url) => url.includes('/list')).length > 8;
  },
  'a relative link that repeats itself is followed for ever': async (fetch) => {
    const http = endless((url) => html(url.pathname, [`${url.pathname}loop/`]));
    return (await crawl(fetch, http, aRun([`${top}/`], { depth: 90 }))).asked.some(
      (url) => url.split('loop').length > 5,
    );
  },
  'session ids make new pages of one': async (fetch) => {
    const http = endless((url) => html('Same', [`/page?sid=${letters(url.href.length + Math.random() * 1e6)}`]));
    return (await crawl(fetch, http)).asked.some((url) => url.includes('sid='));
  },
  'addresses of any length are asked for': async (fetch) => {
    const http = endless((url) => html(url.pathname.slice(0, 50), [`/${'x'.repeat(5_000)}`]));
    return (await crawl(fetch, http)).asked.some((url) => url.length > 2_100);
  },
  'a form’s dozen of filters is asked for': async (fetch) => {
    const http = endless(() => html('Form', [`/find?${many(9, (n) => `${letters(n)}=x`).join('&amp;')}`]));
    return (await crawl(fetch, http)).asked.some((url) => url.includes('/find'));
  },
  'a chain of pages is followed to any depth': async (fetch) => {
    const http = endless((url) => html(url.pathname, [`/${letters(url.pathname.length)}${url.pathname.slice(1)}`]));
    return (await crawl(fetch, http, aRun([`${top}/`], { depth: 3 }))).asked.length > 12;
  },
  'a page with a hundred thousand links fills the snapshot': async (fetch) => {
    const http = scriptedHttp({
      [`${top}/`]: html(
        'Home',
        many(20_000, (n) => `/p-${letters(n)}`),
      ),
    });
    const { snapshot } = await crawl(fetch, http, aRun([`${top}/`], { pages: 2 }));
    return (snapshot?.pages[0]?.links.length ?? 0) > 500;
  },
  'more pages are read than the budget has': async (fetch) => {
    const http = endless((url) =>
      html(
        url.pathname,
        many(50, (n) => `/${letters(n)}`),
      ),
    );
    const { snapshot } = await crawl(fetch, http, aRun([`${top}/`], { pages: 5 }));
    return (snapshot?.pages.length ?? 0) > 5;
  },
  'pages of no use are asked for without end': async (fetch) => {
    const http = endless((url) =>
      url.pathname === '/'
        ? html(
            'Home',
            many(200, (n) => `/${letters(n)}`),
          )
        : '<p>no</p>',
    );
    return (await crawl(fetch, http, aRun([`${top}/`], { pages: 5 }))).asked.length > 25;
  },
  'more bytes are read than the budget has': async (fetch) => {
    const filler = `<!-- ${'x'.repeat(20_000)} -->`;
    const http = endless((url) =>
      html(
        url.pathname,
        many(50, (n) => `/${letters(n)}`),
        filler,
      ),
    );
    const { snapshot } = await crawl(fetch, http, aRun([`${top}/`], { bytes: 100_000 }));
    return (snapshot?.pages.length ?? 0) > 8;
  },
  'a page may be as large as the budget of all': async (fetch) => {
    const sizes: number[] = [];
    const http = endless((url, request) => {
      sizes.push(request.maxBytes);
      return html(url.pathname);
    });
    await crawl(fetch, http, aRun([`${top}/`], { pageBytes: 1_000 }));
    return sizes.some((size) => size > 1_000);
  },
  'a slow site is read on after the time is up': async (fetch) => {
    const scripted = endless((url) =>
      html(
        url.pathname,
        many(50, (n) => `/${letters(n)}`),
      ),
    );
    let now = 0;
    const clock = { now: () => new Date(now) };
    const http: Http = {
      async get(request) {
        now += 1_000;
        return scripted.get(request);
      },
    };
    await fetch(aRun([`${top}/`], { seconds: 10 }), someTools(http, { clock })).catch(() => null);
    return scripted.asked.length > 12;
  },
  'a host that is down is asked on and on': async (fetch) => {
    const broken = { kind: 'timed-out' as const, url: top, reason: 'slow' };
    const names = many(40, (n) => `/${letters(n)}`);
    const down = Object.fromEntries(names.map((name) => [top + name, broken]));
    const { asked } = await crawl(fetch, scriptedHttp({ [`${top}/`]: html('Home', names), ...down }));
    return asked.length > 15;
  },
  'one page is asked for again and again': async (fetch) => {
    const failing = { status: 503, headers: { 'retry-after': '0' } };
    const web = { [`${top}/`]: html('Home', ['/busy']), [`${top}/busy`]: failing };
    return (await crawl(fetch, scriptedHttp(web))).asked.filter((url) => url.endsWith('/busy')).length > 4;
  },
  'an old version is read beside the current one': async (fetch) => {
    const names = [...'abcdefghij'];
    const old = (name: string) =>
      [`${top}/v1.0/${name}`, html(`old ${name}`, [], `<link rel="canonical" href="${top}/${name}">`)] as const;
    const web = {
      [`${top}/`]: html(
        'Home',
        names.map((name) => `/v1.0/${name}`),
      ),
      ...Object.fromEntries(names.map((name) => [`${top}/${name}`, html(name)])),
      ...Object.fromEntries(names.map(old)),
    };
    return (await crawl(fetch, scriptedHttp(web))).asked.filter((url) => url.includes('/v1.0/')).length > 5;
  },
  'the same page under many names counts as many': async (fetch) => {
    const http = endless((url) =>
      url.pathname === '/'
        ? html(
            'Home',
            many(8, (n) => `/${letters(n)}`),
          )
        : html('Same'),
    );
    const { snapshot } = await crawl(fetch, http);
    return (snapshot?.pages.filter(({ outcome }) => outcome === 'captured').length ?? 0) > 2;
  },
  'a page that makes the code throw ends the crawl': async (fetch) => {
    const scripted = scriptedHttp({ [`${top}/`]: html('Home', ['/odd', '/fine']), [`${top}/fine`]: html('Fine') });
    const http: Http & { asked: string[] } = {
      asked: scripted.asked,
      get: (request) => (request.url.endsWith('/odd') ? Promise.reject(new TypeError('odd')) : scripted.get(request)),
    };
    return (await crawl(fetch, http)).snapshot === null;
  },
} satisfies Record<string, Attack>;

const stage = 'stages/fetch';
const guards: [guard: string, cut: Cut, attack: keyof typeof attacks][] = [
  [
    'the scope of the site',
    { file: `${stage}/site-scope.ts`, from: '&& sites.has(siteOf(url))', to: '' },
    'a site names an address elsewhere and it is asked for',
  ],
  [
    'the scope on every hop',
    { file: `${stage}/visit-page.ts`, from: "if (!crawl.scope.holds(citedAddress(url))) return 'off-site';", to: '' },
    'a redirect leads away from the site and is followed',
  ],
  [
    'the rules of the host',
    { file: `${stage}/barred-by-rules.ts`, from: 'if (robots.allows(asked)) return null;', to: 'return null;' },
    'a page is read that robots.txt forbids',
  ],
  [
    'the rules on every hop',
    { file: `${stage}/visit-page.ts`, from: "return robots.allows(url) ? null : 'robots';", to: 'return null;' },
    'a redirect leads to what robots.txt forbids',
  ],
  [
    'the closing of a host whose rules nobody can read',
    { file: `${stage}/read-robots.ts`, from: 'reply.status < 500 &&', to: 'reply.status < 600 &&' },
    'a host is crawled whose robots.txt fails',
  ],
  [
    'the allowance for wildcards',
    { file: `${stage}/read-robots.ts`, from: 'wildcardCharacters = 20_000', to: 'wildcardCharacters = 20_000_000' },
    'rules beyond the size that is read cost time',
  ],
  [
    'the number of sitemaps',
    { file: `${stage}/seed-site.ts`, from: 'mostFiles = 12', to: 'mostFiles = 1_200' },
    'an index of a thousand sitemaps is read',
  ],
  [
    'the allowance for numbered addresses',
    { file: `${stage}/frontier.ts`, from: 'mostOfNumberedShape = 12', to: 'mostOfNumberedShape = 12_000' },
    'a calendar is followed for ever',
  ],
  [
    'the allowance for queries',
    { file: `${stage}/frontier.ts`, from: 'mostOfQueryShape = 5', to: 'mostOfQueryShape = 5_000' },
    'every combination of filters is a page',
  ],
  [
    'the look for repeated folders',
    { file: `${stage}/normal-url.ts`, from: '|| repeats(url.pathname)', to: '' },
    'a relative link that repeats itself is followed for ever',
  ],
  [
    'the list of session keys',
    { file: `${stage}/normal-url.ts`, from: '|s?sid|', to: '|' },
    'session ids make new pages of one',
  ],
  [
    'the length of an address',
    { file: `${stage}/normal-url.ts`, from: 'longestUrl = 2_048', to: 'longestUrl = 20_048' },
    'addresses of any length are asked for',
  ],
  [
    'the number of query keys',
    { file: `${stage}/normal-url.ts`, from: 'mostQueryKeys = 6', to: 'mostQueryKeys = 60' },
    'a form’s dozen of filters is asked for',
  ],
  [
    'the depth',
    { file: `${stage}/frontier.ts`, from: 'if (depth > deepest) {', to: 'if (depth > 999) {' },
    'a chain of pages is followed to any depth',
  ],
  [
    'the number of links of a page',
    { file: `${stage}/finish-page.ts`, from: 'mostLinks = 500', to: 'mostLinks = 50_000' },
    'a page with a hundred thousand links fills the snapshot',
  ],
  [
    'the budget of pages',
    { file: `${stage}/crawl-site.ts`, from: 'reads + inReading + batch.length < budgets.pages &&', to: '' },
    'more pages are read than the budget has',
  ],
  [
    'the budget of tries',
    { file: `${stage}/crawl-site.ts`, from: 'tries + batch.length < budgets.pages * triesPerPage &&', to: '' },
    'pages of no use are asked for without end',
  ],
  [
    'the budget of bytes',
    { file: `${stage}/crawl-site.ts`, from: 'crawl.http.bytesLeft() > 0 &&', to: '' },
    'more bytes are read than the budget has',
  ],
  [
    'the budget of one page',
    {
      file: `${stage}/visit-page.ts`,
      from: 'Math.min(crawl.run.budgets.pageBytes, crawl.http.bytesLeft())',
      to: 'crawl.http.bytesLeft()',
    },
    'a page may be as large as the budget of all',
  ],
  [
    'the budget of time',
    {
      file: `${stage}/polite-http.ts`,
      from: 'const secondsLeft = (): number => budgets.seconds -',
      to: 'const secondsLeft = (): number => 1e6 -',
    },
    'a slow site is read on after the time is up',
  ],
  [
    'leaving a host that is down',
    { file: `${stage}/site-hosts.ts`, from: 'mostFailuresInRow = 5', to: 'mostFailuresInRow = 5_000' },
    'a host that is down is asked on and on',
  ],
  [
    'the number of tries of a page',
    { file: `${stage}/polite-http.ts`, from: 'mostTries = 4', to: 'mostTries = 9' },
    'one page is asked for again and again',
  ],
  [
    'closing an old version',
    { file: `${stage}/settle-page.ts`, from: 'enoughOfOneVersion = 3', to: 'enoughOfOneVersion = 3_000' },
    'an old version is read beside the current one',
  ],
  [
    'the comparison of bodies',
    { file: `${stage}/settle-page.ts`, from: 'if (twin) return', to: "if (twin === 'x') return" },
    'the same page under many names counts as many',
  ],
  [
    'keeping a fault to its page',
    {
      file: `${stage}/unexpected.ts`,
      from: 'isAbort || error instanceof PipelineError',
      to: 'isAbort || error instanceof Error',
    },
    'a page that makes the code throw ends the crawl',
  ],
];

describe('A crawl', () => {
  it.each(Object.entries(attacks))('does not let it happen that %s', async (_, attack) => {
    expect(await attack(fetchVendor)).toBe(false);
  });
});

describe('Without', () => {
  it.each(guards)(
    '%s, an attack succeeds',
    async (_, cut, attack) => {
      const without = await mutant(cut);
      mutants.push(without);
      const { fetchVendor: fetch } = await without.load<{ fetchVendor: FetchVendor }>('stages/fetch/fetch-vendor.ts');
      expect(await attacks[attack](fetch)).toBe(true);
    },
    60_000,
  );

  it('no attack is left without its guard', () => {
    expect(Object.keys(attacks).filter((name) => !guards.some(([, , attack]) => attack === name))).toEqual([]);
  });
});

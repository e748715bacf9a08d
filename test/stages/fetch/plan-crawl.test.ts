import { describe, expect, it } from 'vitest';
import { crawlPlanText } from '../../../src/cli/crawl-plan-text.ts';
import type { HttpReply } from '../../../src/ports.ts';
import { fetchVendor } from '../../../src/stages/fetch/fetch-vendor.ts';
import { planCrawl } from '../../../src/stages/fetch/plan-crawl.ts';
import { aRun, html, scriptedHttp, someTools } from './fetch-fixture.ts';

const home = 'https://www.acme.example';
const docs = 'https://docs.acme.example';
const text = (body: string) => ({ headers: { 'content-type': 'text/plain' }, body });
const letters = (number: number): string => [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
const pages = Array.from({ length: 140 }, (_, n) => `${docs}/guide/page-${letters(n)}`);

/** A company whose front page leads to its documentation, its trust page, its blog and a rival. */
const web = {
  [`${home}/`]: html('Acme', [
    `${docs}/start`,
    'https://trust.acme.example/',
    'https://status.acme.example/',
    `${home}/pricing`,
    `${home}/blog/news`,
    'https://rival.example/',
    `${home}/logo.png`,
  ]),
  [`${docs}/robots.txt`]: text(`User-agent: *\nCrawl-delay: 2\nSitemap: ${docs}/index.xml\n`),
  [`${docs}/index.xml`]: `<sitemapindex><sitemap><loc>${docs}/one.xml</loc></sitemap></sitemapindex>`,
  [`${docs}/one.xml`]: `<urlset>${[
    ...pages,
    `${docs}/security/rbac`,
    `${docs}/v1.0/security/rbac`,
    `${docs}/ja/security/rbac`,
    `${docs}/calendar/2026/1/`,
  ]
    .map((url) => `<url><loc>${url}</loc></url>`)
    .join('')}</urlset>`,
};
const vendor = { ...aRun([`${home}/`]).vendor, exclude: ['/blog/*'] };

describe('A plan', () => {
  it('finds the documentation from a home page, ranks it, and says what is left out and why', async () => {
    const http = scriptedHttp(web);
    const { plan } = await planCrawl(vendor, someTools(http));
    expect(plan.sources).toEqual([{ url: `${home}/`, outcome: 'captured', reason: '' }]);
    expect(plan.picked).toHaveLength(119);
    expect(plan.picked.slice(0, 3)).toContain(`${docs}/security/rbac`);
    const reasons = Object.fromEntries(plan.leftOut.map(({ reason, count }) => [reason, count]));
    expect(reasons).toMatchObject({ 'old-version': 1, 'other-language': 1, excluded: 1 });
    expect(reasons.budget).toBeGreaterThan(20);
    // The host asks for two seconds between requests.
    expect(plan.estimate.seconds).toBeGreaterThan(200);
    expect(http.asked.filter((url) => url.includes('/guide/'))).toEqual([]);
  });

  it('counts what robots.txt forbids apart from what would be read, and asks for nothing more to know it', async () => {
    const paths = ['/start', '/search', '/admin/users', '/guide/one', '/guide/two'];
    const site = {
      [`${docs}/start`]: html(
        'Acme',
        paths.map((path) => docs + path),
      ),
      [`${docs}/robots.txt`]: text('User-agent: *\nDisallow: /search\nDisallow: /admin/\n'),
      ...Object.fromEntries(['/guide/one', '/guide/two'].map((path) => [docs + path, html(path)])),
    };
    const http = scriptedHttp(site);
    const { plan } = await planCrawl({ sources: [`${docs}/start`] }, someTools(http));
    expect(plan.read).toEqual({ least: 3, most: 3, full: false });
    expect(plan.picked.toSorted()).toEqual([`${docs}/guide/one`, `${docs}/guide/two`]);
    expect(plan.leftOut).toEqual([
      { reason: 'robots-forbidden', count: 2, examples: expect.arrayContaining([`${docs}/search`]) },
    ]);
    expect(plan.found).toBe(5);
    expect(http.asked.filter((url) => /guide|search|admin/.test(url))).toEqual([]);
    const unpriced = { ...plan.estimate, tokens: null, usd: null, cappedAt: null };
    const lines = crawlPlanText({ ...plan, estimate: unpriced });
    expect(lines[0]).toBe('Would read 3 pages of the 5 addresses found, more where links lead on. First:');
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}2 that robots\.txt forbids, such as /));
    const result = await fetchVendor(aRun([`${docs}/start`]), someTools(scriptedHttp(site)));
    const read = result.kind === 'record' ? result.record.pages.filter(({ outcome }) => outcome === 'captured') : [];
    expect(read).toHaveLength(3);
  });

  it('reads nothing of a host whose robots.txt nobody can read, and says so', async () => {
    const site = { ...web, [`${docs}/robots.txt`]: { status: 503 } };
    const { plan } = await planCrawl({ sources: [`${home}/`] }, someTools(scriptedHttp(site)));
    expect(plan.picked.some((url) => url.startsWith(docs))).toBe(false);
    expect(plan.leftOut).toContainEqual({ reason: 'rules-unread', count: 1, examples: [`${docs}/start`] });
  });

  it('counts the first pages of folders and notices as pages that may hold no text, and a source that held none as none', async () => {
    const paths = [
      ...['/guide/', '/guide/one', '/guide/two', '/concepts', '/concepts/three', '/ops/index.html', '/ops/four'],
      ...['/reference/', '/legal/terms', '/faq/about/five'],
    ];
    const thin = `<html><main>Acme</main>${paths.map((path) => `<a href="${docs}${path}">x</a>`).join('')}</html>`;
    const { plan } = await planCrawl({ sources: [`${docs}/`] }, someTools(scriptedHttp({ [`${docs}/`]: thin })));
    expect(plan.sources).toMatchObject([{ outcome: 'thin' }]);
    // Sure are one to five; /reference/ stands among first pages of folders and most likely is one.
    expect(plan.read).toEqual({ least: 5, most: 10, full: false });
  });

  it('counts a host’s pause from each answer, so that slow answers come on top of it', async () => {
    const front = html('Acme', pages.slice(0, 12));
    const slowly: HttpReply = {
      ...{ kind: 'answer', url: `${docs}/start`, status: 200, headers: { 'content-type': 'text/html' } },
      ...{ body: Buffer.from(front), milliseconds: 900 },
    };
    const site = { [`${docs}/start`]: slowly, [`${docs}/robots.txt`]: text('User-agent: *\nCrawl-delay: 1\n') };
    const scope = { sources: [`${docs}/start`] };
    const { picked, estimate } = (await planCrawl(scope, someTools(scriptedHttp(site)))).plan;
    expect(picked).toHaveLength(12);
    // Each page takes 1.9 s; five probes of the host stand beside them.
    expect(estimate.seconds).toBe(Math.ceil((12 + 5) * 1.9));
  });

  it('offers pages about security, trust and service on other hosts of the site', async () => {
    const { elsewhere } = (await planCrawl(vendor, someTools(scriptedHttp(web)))).plan;
    expect(elsewhere).toContain('https://trust.acme.example/');
    expect(elsewhere).toContain('https://status.acme.example/');
    expect(elsewhere.some((url) => url.includes('rival'))).toBe(false);
  });

  it('keeps no page, and says what a source that cannot be read is', async () => {
    const tools = someTools(scriptedHttp({ [`${home}/`]: { status: 403 } }));
    const { plan } = await planCrawl(vendor, tools);
    expect(tools.kept.size).toBe(0);
    expect(plan.sources[0]).toMatchObject({ outcome: 'blocked' });
    const unpriced = { ...plan.estimate, tokens: null, usd: null, cappedAt: null };
    expect(crawlPlanText({ ...plan, estimate: unpriced })[0]).toMatch(/^https:\S+\/ is kept from the crawler\. /);
  });

  it('is told in lines that a person can decide on', async () => {
    const { plan } = await planCrawl(vendor, someTools(scriptedHttp(web)));
    const lines = crawlPlanText({
      ...plan,
      estimate: { ...plan.estimate, tokens: 900_000, usd: 0.41, cappedAt: null },
    });
    const all = lines.join('\n');
    expect(all).toMatch(/^Would read 120 pages of the \d+ addresses found, which is all that one run reads\. First:$/m);
    expect(all).toContain('1 of versions other than the newest stable one');
    expect(all).toMatch(
      /Reading takes about \d+ minutes\. The model is asked with some 900 thousand tokens, about \$0\.41\./,
    );
    expect(lines.length).toBeLessThan(35);
  });
});

describe('A crawl that starts at a home page', () => {
  it('reads the documentation that the plan found', async () => {
    const found = Object.fromEntries([...pages, `${docs}/security/rbac`].map((url) => [url, html(url)]));
    const tools = someTools(
      scriptedHttp({ ...web, ...found, [`${docs}/robots.txt`]: text(`Sitemap: ${docs}/index.xml\n`) }),
    );
    const result = await fetchVendor({ ...aRun([`${home}/`], { pages: 20 }), vendor }, tools);
    const read = result.kind === 'record' ? result.record.pages.filter(({ outcome }) => outcome === 'captured') : [];
    expect(read).toHaveLength(20);
    expect(read.map(({ url }) => url)).toContain(`${docs}/security/rbac`);
    const sum = tools.notes.at(-1);
    expect(sum?.text).toMatch(/^Read 20 of \d+ addresses, .* the page budget was used up\. Left out: /);
    expect(sum?.detail).toMatchObject({ endedBy: 'pages', byOutcome: { captured: 20 } });
  });
});

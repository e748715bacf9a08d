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
  });

  it('is told in lines that a person can decide on', async () => {
    const { plan } = await planCrawl(vendor, someTools(scriptedHttp(web)));
    const lines = crawlPlanText({
      ...plan,
      estimate: { ...plan.estimate, tokens: 900_000, usd: 0.41, cappedAt: null },
    });
    const all = lines.join('\n');
    expect(all).toContain('120 would be read');
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

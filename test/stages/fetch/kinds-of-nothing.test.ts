import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PageOutcome } from '../../../src/domain/closed-lists.ts';
import { pageOutcomeWords } from '../../../src/domain/page-outcome-words.ts';
import type { Run } from '../../../src/domain/run.ts';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import type { Http } from '../../../src/ports.ts';
import { crawlFlags } from '../../../src/stages/draft/crawl-flags.ts';
import { extractPassages } from '../../../src/stages/extract/extract-passages.ts';
import { fetchVendor } from '../../../src/stages/fetch/fetch-vendor.ts';
import { fixtureTools } from '../../fixture-tools.ts';
import { memoryBodies } from '../../memory-bodies.ts';
import { aRun, html, knownFrom, type Scripted, scriptedHttp } from './fetch-fixture.ts';

const top = 'https://acme.example';
const site = {
  [`${top}/`]: html('Home', ['/security', '/limits']),
  [`${top}/security`]: html('Security'),
  [`${top}/limits`]: html('Limits'),
};
const challenge = (body: string, headers = {}, status = 403): Scripted => ({ status, headers, body });

/** What a page turns into on the second visit, and the outcome that it must have. */
const nothings: [name: string, outcome: PageOutcome, reply: Scripted][] = [
  ['404', 'gone', { status: 404 }],
  ['410', 'gone', { status: 410 }],
  ['403', 'blocked', { status: 403 }],
  ['401', 'blocked', { status: 401 }],
  ['451', 'blocked', { status: 451 }],
  [
    'a challenge of Cloudflare',
    'blocked',
    challenge('<title>Just a moment...</title>', { 'cf-mitigated': 'challenge' }),
  ],
  [
    'one of Cloudflare that answers 200',
    'blocked',
    '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
  ],
  ['one of Imperva', 'blocked', '<iframe src="/_Incapsula_Resource?SWUDNSAI=31">Request unsuccessful.</iframe>'],
  ['one of HUMAN', 'blocked', challenge('<div id="px-captcha"></div>')],
  [
    'one of AWS WAF',
    'blocked',
    challenge('<script>AwsWafIntegration.getToken()</script>', { 'x-amzn-waf-action': 'challenge' }, 202),
  ],
  [
    'one of DataDome',
    'blocked',
    challenge('<p>Please enable JS and disable any ad blocker</p>', { 'x-datadome': 'protected' }),
  ],
  [
    'one of Akamai',
    'blocked',
    challenge('<title>Access Denied</title>You don’t have permission', { server: 'AkamaiGHost' }),
  ],
  ['one of DDoS-Guard', 'blocked', '<script src="/.well-known/ddos-guard/js-challenge/index.js"></script>'],
  [
    'one of Vercel',
    'blocked',
    challenge('<title>Vercel Security Checkpoint</title>', { 'x-vercel-mitigated': 'challenge' }, 429),
  ],
  [
    'one of Anubis',
    'blocked',
    '<title>Making sure you&#39;re not a bot!</title><script id="anubis_challenge" type="application/json">{}</script>',
  ],
  ['one of Sucuri', 'blocked', challenge('<title>Sucuri WebSite Firewall - Access Denied</title>')],
  ['a form for a password', 'login-wall', '<form><input type="password" name="p"></form><p>Welcome back.</p>'],
  ['a redirect to a sign-in page', 'login-wall', { location: '/users/sign_in' }],
  ['a redirect to a sign-in host', 'login-wall', { location: 'https://login.acme.example/start' }],
  ['a redirect to another site', 'moved', { location: 'https://other.example/' }],
  ['a stub', 'thin', '<title>Security</title><p>Soon.</p>'],
  ['an empty answer', 'thin', { status: 204 }],
  [
    'a page that says it was not found',
    'soft-404',
    html('Page not found').replace('explains', 'could not be found, so nothing explains'),
  ],
  [
    'scripts alone',
    'needs-javascript',
    '<title>App</title><div id="root"></div><script src="/app.js"></script><noscript>You need to enable JavaScript to run this app.</noscript>',
  ],
  ['a server that fails', 'failed', { status: 418 }],
  [
    'a server that is too slow',
    'timed-out',
    { kind: 'timed-out', url: `${top}/security`, reason: 'No complete answer came.' },
  ],
  ['a page that is too large', 'too-large', { kind: 'too-large', url: `${top}/security`, reason: 'It is too large.' }],
];

async function twice(reply: Scripted, days = 30) {
  const tools = { ...(await fixtureTools()), bodies: memoryBodies() };
  const visit = async (web: Parameters<typeof scriptedHttp>[0], run: Run, at: string): Promise<Snapshot> => {
    const signIn = { [`${top}/users/sign_in`]: html('Sign in'), 'https://login.acme.example/start': html('Sign in') };
    const http = scriptedHttp({ ...signIn, ...web });
    const result = await fetchVendor(run, { ...tools, http, clock: { now: () => new Date(at) } });
    if (result.kind !== 'record') throw new Error(result.reason);
    return result.record;
  };
  const before = await visit(site, aRun([`${top}/`]), '2026-01-01T00:00:00.000Z');
  const later = new Date(Date.parse('2026-01-01T00:00:00.000Z') + days * 86_400_000).toISOString();
  const after = await visit({ ...site, [`${top}/security`]: reply }, aRun([`${top}/`], {}, knownFrom(before)), later);
  return { before, after, tools };
}

const pageOf = ({ pages }: Snapshot) => pages.find(({ url }) => url === `${top}/security`);

describe('A page that was read before and becomes', () => {
  it.each(nothings)('%s is %s, and what was read stands: no change, no lower level', async (_, outcome, reply) => {
    const { before, after, tools } = await twice(reply);
    const page = pageOf(after);
    expect(page?.outcome).toBe(outcome);
    expect(page?.bodyDigest).toBe(pageOf(before)?.bodyDigest);
    expect(page?.fetchedAt).toBe('2026-01-01T00:00:00.000Z');
    expect(page?.reason).toContain('2026-01-01');
    const passages = async (snapshot: Snapshot): Promise<string> => {
      const made = await extractPassages(snapshot, tools);
      return made.kind === 'record' ? made.record.passagesDigest : made.reason;
    };
    expect(await passages(after)).toBe(await passages(before));
  });

  it('unreadable stays so for four months at most', async () => {
    expect(pageOf((await twice({ status: 404 }, 119)).after)?.bodyDigest).not.toBeNull();
    expect(pageOf((await twice({ status: 404 }, 121)).after)?.bodyDigest).toBeNull();
  });

  it('another page is that other page', async () => {
    const { before, after } = await twice(html('Security, written anew'));
    expect(pageOf(after)?.outcome).toBe('captured');
    expect(pageOf(after)?.bodyDigest).not.toBe(pageOf(before)?.bodyDigest);
  });

  it('a redirect within the site is read where it stands now', async () => {
    const { after } = await twice({ location: '/limits' });
    expect(pageOf(after)).toMatchObject({ outcome: 'moved', bodyDigest: null });
  });

  it('unreadable is told with its address, what happened and what can be done', async () => {
    const { after } = await twice({ status: 403 });
    const pages = after.pages.map(({ url, outcome, bodyDigest, fetchedAt, reason }) => ({
      url,
      outcome,
      digest: bodyDigest,
      fetchedAt,
      reason,
    }));
    const evidence = { crawl: { startedAt: after.startedAt, endedAt: after.endedAt, endedBy: after.endedBy, pages } };
    const [flag, ...others] = crawlFlags(evidence as Parameters<typeof crawlFlags>[0]);
    expect(others).toEqual([]);
    expect(flag?.message).toContain(`${top}/security is kept from the crawler (read on 2026-01-01)`);
  });
});

describe('A run that had no time for a page', () => {
  it('takes nothing away from what was known of it', async () => {
    const tools = await fixtureTools();
    let now = Date.parse('2026-01-01T00:00:00.000Z');
    const slow = scriptedHttp(site);
    const http: Http = {
      get(request) {
        now += 1_000;
        return slow.get(request);
      },
    };
    const clock = { now: () => new Date(now) };
    const known = [...'abcd'].map((name) => ({
      url: `${top}/${name}`,
      finalUrl: `${top}/${name}`,
      etag: null,
      lastModified: null,
      contentType: 'text/html',
      bodyDigest: name.repeat(64),
      links: [],
      fetchedAt: '2025-12-01T00:00:00.000Z',
    }));
    const result = await fetchVendor(aRun([`${top}/`], { seconds: 4 }, known), { ...tools, http, clock });
    if (result.kind !== 'record') throw new Error(result.reason);
    expect(result.record.endedBy).toBe('time');
    const kept = result.record.pages.filter(
      ({ outcome, bodyDigest }) => outcome === 'timed-out' && bodyDigest !== null,
    );
    expect(kept.map(({ url }) => url)).toEqual(known.map(({ url }) => url));
  });
});

describe('Every outcome of a page', () => {
  it('has words, and advice wherever a person can do something', () => {
    for (const outcome of PageOutcome.options) {
      const { means, advice } = pageOutcomeWords[outcome];
      expect(means, outcome).toMatch(/^[a-z][^.]*$/);
      expect(advice, outcome).toMatch(/^$|^[A-Z].*\.$/);
    }
  });
});

describe('The guide to reading sites', () => {
  it('names every outcome', () => {
    const guide = readFileSync(join(import.meta.dirname, '../../../docs/reading-sites.md'), 'utf8');
    expect(PageOutcome.options.filter((outcome) => !guide.includes(`\`${outcome}\``))).toEqual([]);
  });
});

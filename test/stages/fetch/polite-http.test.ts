import { describe, expect, it } from 'vitest';
import { defaultBudgets } from '../../../src/domain/run.ts';
import type { Http, HttpReply } from '../../../src/ports.ts';
import { politeHttp } from '../../../src/stages/fetch/polite-http.ts';
import { retrySeconds } from '../../../src/stages/fetch/retry-seconds.ts';

const now = new Date('2026-01-01T00:00:00.000Z');

function answer(status: number, headers: Record<string, string> = {}): HttpReply {
  return { kind: 'answer', url: 'https://acme.example/', status, headers, body: new Uint8Array(10), milliseconds: 1 };
}

describe('Requests to a host', () => {
  it('wait for each other, and those to another host do not wait for them', async () => {
    const nowOpen = new Map<string, number>();
    const most = new Map<string, number>();
    let all = 0;
    let mostAll = 0;
    const http: Http = {
      async get({ url }) {
        const { host } = new URL(url);
        nowOpen.set(host, (nowOpen.get(host) ?? 0) + 1);
        all += 1;
        most.set(host, Math.max(most.get(host) ?? 0, nowOpen.get(host) ?? 0));
        mostAll = Math.max(mostAll, all);
        await new Promise((resolve) => setTimeout(resolve, 5));
        nowOpen.set(host, (nowOpen.get(host) ?? 0) - 1);
        all -= 1;
        return answer(200);
      },
    };
    const polite = politeHttp(
      { http, turns: null, clock: { now: () => now }, signal: new AbortController().signal },
      defaultBudgets,
    );
    const urls = ['a', 'b'].flatMap((host) => ['1', '2', '3'].map((path) => `https://${host}.example/${path}`));
    await Promise.all(urls.map((url) => polite.get({ url, maxBytes: 100 })));
    expect([...most.values()]).toEqual([1, 1]);
    expect(mostAll).toBe(2);
    expect(defaultBudgets.bytes - polite.bytesLeft()).toBe(60);
  });
});

describe('A crawl delay', () => {
  it('is kept from the answer on, however late the request reached the host', async () => {
    const [starts, ends]: [number[], number[]] = [[], []];
    const http: Http = {
      async get() {
        starts.push(performance.now());
        await new Promise((resolve) => setTimeout(resolve, 120));
        ends.push(performance.now());
        return answer(200);
      },
    };
    const rests: number[] = [];
    const turns = {
      take: async () => ({ end: async (seconds: number) => void rests.push(seconds) }),
      tellGap: async () => undefined,
    };
    const clock = { now: () => new Date() };
    const polite = politeHttp({ http, turns, clock, signal: new AbortController().signal }, defaultBudgets);
    await polite.spaceOut('acme.example', 0.1);
    for (const path of ['1', '2']) await polite.get({ url: `https://acme.example/${path}`, maxBytes: 100 });
    expect((starts[1] ?? 0) - (ends[0] ?? 0)).toBeGreaterThan(98);
    // Whoever has the next turn, in whichever process, is told the same.
    expect(rests).toEqual([0.1, 0.1]);
  });

  it('is not cut short by the end of the run, even where a timer fires before the clock says so', async () => {
    const asked: string[] = [];
    const http: Http = {
      async get({ url }) {
        asked.push(url);
        return answer(200);
      },
    };
    const [start, late] = [Date.now(), 20];
    const clock = { now: () => new Date(Date.now() - start < 100 ? Date.now() : Date.now() - late) };
    const tools = { http, turns: null, clock, signal: new AbortController().signal };
    const polite = politeHttp(tools, { ...defaultBudgets, seconds: 0.2 });
    await polite.spaceOut('acme.example', 1);
    const reply = await polite.get({ url: 'https://acme.example/', maxBytes: 100 });
    expect(reply).toMatchObject({ kind: 'timed-out', reason: 'The time of this run was used up.' });
    expect(asked).toEqual([]);
  });
});

describe('The wait before another try', () => {
  it('is what the server asks, in seconds or as a date', () => {
    expect(retrySeconds(answer(429, { 'retry-after': '3' }), 1, now)).toBe(3);
    expect(retrySeconds(answer(503, { 'retry-after': '600' }), 1, now)).toBe(600);
    expect(retrySeconds(answer(503, { 'retry-after': 'Thu, 01 Jan 2026 00:00:04 GMT' }), 1, now)).toBe(4);
    expect(retrySeconds(answer(503, { 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }), 1, now)).toBe(0.25);
    expect(retrySeconds(answer(503, { 'retry-after': 'soon' }), 2, now)).toBe(0.5);
  });

  it('grows with each failure of the server or the connection', () => {
    expect([1, 2, 3].map((tries) => retrySeconds(answer(500), tries, now))).toEqual([0.25, 0.5, 1]);
    expect(retrySeconds({ kind: 'failed', cause: 'connection-lost', url: '', reason: '' }, 1, now)).toBe(0.25);
  });

  it('is none where another try would end the same', () => {
    for (const status of [200, 304, 401, 403, 404, 410]) expect(retrySeconds(answer(status), 1, now)).toBeNull();
    for (const cause of ['unknown-host', 'connection-refused', 'certificate', 'not-http']) {
      expect(retrySeconds({ kind: 'failed', cause, url: '', reason: '' }, 1, now)).toBeNull();
    }
    expect(retrySeconds({ kind: 'timed-out', url: '', reason: '' }, 1, now)).toBeNull();
  });
});

describe('A host that wants to be left alone', () => {
  /** Waits that are asked of the clock pass at once; what is measured is the clock. */
  function scripted(replies: HttpReply[]) {
    const asked: number[] = [];
    const http: Http = {
      async get() {
        asked.push(performance.now());
        return replies[Math.min(asked.length, replies.length) - 1] ?? answer(200);
      },
    };
    const clock = { now: () => new Date() };
    const tools = { http, turns: null, clock, signal: new AbortController().signal };
    return { asked, polite: politeHttp(tools, { ...defaultBudgets, seconds: 30 }) };
  }
  const page = (path: string) => ({ url: `https://acme.example/${path}`, maxBytes: 100 });

  it('is left alone for all its pages, not only for the one that failed', async () => {
    const { asked, polite } = scripted([answer(503, { 'retry-after': '1' }), answer(200)]);
    await Promise.all([polite.get(page('a')), polite.get(page('b'))]);
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThan(950);
  });

  it('is given pauses that double from page to page until it answers', async () => {
    const { asked, polite } = scripted([answer(500), answer(500), answer(500), answer(500), answer(500), answer(200)]);
    await polite.get(page('a'));
    await polite.get(page('b'));
    const pauses = asked.slice(1).map((at, n) => Math.round((at - (asked[n] ?? 0)) / 250) * 250);
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000]);
  }, 20_000);

  it('for longer than the run has is not asked again, and its pages say so at once', async () => {
    const { asked, polite } = scripted([answer(429, { 'retry-after': '600' })]);
    expect(await polite.get(page('a'))).toMatchObject({ kind: 'answer', status: 429 });
    const started = performance.now();
    expect(await polite.get(page('b'))).toMatchObject({
      kind: 'timed-out',
      reason: expect.stringContaining('600 seconds'),
    });
    expect(performance.now() - started).toBeLessThan(200);
    expect(asked).toHaveLength(1);
  });
});

describe('A redirect to the same host by another way', () => {
  it('does not wait for itself where the rules of the host have to be read for it', async () => {
    const asked: string[] = [];
    const http: Http = {
      async get({ url, allow }) {
        for (const hop of [url, url.replace('http:', 'https:')]) {
          if (allow && !(await allow(hop))) return { kind: 'refused', cause: 'not-allowed', url: hop, reason: '' };
          asked.push(hop);
        }
        return answer(200);
      },
    };
    const clock = { now: () => new Date() };
    const tools = { http, turns: null, clock, signal: new AbortController().signal };
    const polite = politeHttp(tools, defaultBudgets);
    const rules = async (url: string): Promise<boolean> =>
      url.startsWith('http:') ||
      (await polite.get({ url: 'https://acme.example/robots.txt', maxBytes: 10 })).kind === 'answer';
    const reply = await polite.get({ url: 'http://acme.example/', maxBytes: 10, allow: rules });
    expect(reply.kind).toBe('answer');
    expect(asked[1]).toBe('https://acme.example/robots.txt');
  });
});

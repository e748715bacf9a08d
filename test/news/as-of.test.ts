import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import { people } from '../actions/office.ts';
import { fresh } from '../contract/sample-records.ts';
import { seeded } from '../proofs/seeded.ts';
import { openWeb, type TestWeb } from '../web/desk.ts';
import { publishVersion, withdrawVersion } from './published-versions.ts';

const slugs = [fresh('alpha'), fresh('beta'), fresh('gamma')];
const paths = ['/', '/stack', ...slugs.flatMap((slug) => [`/vendors/${slug}`, `/vendors/${slug}/analysis.json`])];

/** What everybody saw at one time. */
interface Captured {
  at: string;
  answers: Map<string, { status: number; body: string }>;
}

const below = seeded(5);
const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;

let web: TestWeb;
const captured: Captured[] = [];
let withdrawals = 0;

beforeAll(async () => {
  web = await openWeb();
  for (let step = 0; step < 40; step += 1) {
    web.pass(60_000 + below(3_600_000));
    const slug = pick(slugs);
    const stands = (await web.office.store.publications.latest(slug))?.state === 'current';
    if (stands && below(100) < 35) await takeDown(slug);
    else await publishNew(slug, `Says in step ${step} what it says.`);
    web.pass(1000);
    captured.push(await capture());
  }
}, 120_000);
afterAll(() => web.close());

describe('As of a past time', () => {
  it('ten random states of a history of publications and withdrawals are rebuilt byte for byte, pages and JSON', async () => {
    expect(withdrawals).toBeGreaterThan(3);
    for (let round = 0; round < 10; round += 1) {
      const state = pick(captured);
      for (const [path, then] of state.answers) {
        const reply = await ask(`${path}?as-of=${state.at}`, people.reader);
        expect(reply.status, `${path} as of ${state.at}`).toBe(then.status);
        if (then.status === 404) continue;
        if (path.endsWith('.json') && then.status === 200) expect(reply.body).toBe(then.body);
        if (path.endsWith('.json')) continue;
        expect(notice.test(reply.body)).toBe(true);
        expect(withoutTime(reply.body)).toBe(then.body);
      }
    }
  });

  it('says which time it shows and links to what stands today', async () => {
    const state = stateWhere(`/vendors/${slugs[0]}`, 200);
    const { body } = await ask(`/vendors/${slugs[0]}?as-of=${state.at}`, people.reader);
    const said = notice.exec(body)?.[0] ?? '';
    expect(said).toContain(`${state.at.slice(11, 19)} UTC`);
    expect(said).toContain(`href="/vendors/${slugs[0]}"`);
  });

  it('shows a stranger nothing of what was withdrawn since, and says why', async () => {
    const slug = fresh('delta');
    await publishNew(slug, 'Words that were wrong.');
    web.pass(1000);
    const at = web.office.clock.now().toISOString();
    expect((await ask(`/vendors/${slug}?as-of=${at}`, null)).status).toBe(200);
    web.pass(1000);
    await takeDown(slug);
    for (const path of [`/vendors/${slug}`, `/vendors/${slug}/analysis.json`, `/vendors/${slug}/history/1`]) {
      const reply = await ask(`${path}?as-of=${at}`, null);
      expect([reply.status, reply.body.includes('Words that were wrong')], path).toEqual([410, false]);
    }
    expect((await ask(`/vendors/${slug}?as-of=${at}`, null)).body).toContain('It was wrong');
    expect((await ask(`/?as-of=${at}`, null)).body).not.toContain('Words that were wrong');
    expect((await ask(`/?as-of=${at}`, people.reader)).body).toContain('Words that were wrong');
    const api = await web.api('GET', `/api/publications/${slug}?as-of=${at}`, { as: null });
    expect(api.status).toBe(410);
  });

  it('takes a day for its end in UTC', async () => {
    const state = captured.find(({ at }, index) => captured[index + 1]?.at.slice(0, 10) !== at.slice(0, 10));
    if (!state) throw new Error('no day ended');
    const reply = await ask(`/?as-of=${state.at.slice(0, 10)}`, people.reader);
    expect(withoutTime(reply.body)).toBe(state.answers.get('/')?.body);
  });

  it('says of today that the day is not over, and of a day that has passed that it shows its end', async () => {
    const now = web.office.clock.now();
    const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
    const told = async (day: string) => notice.exec((await ask(`/?as-of=${day}`, null)).body)?.[0];
    expect(await told(dayOf(now.getTime()))).toMatch(/what was published so far on \d+ \w+ 2026 \(UTC\)/);
    expect(await told(dayOf(now.getTime() - 86_400_000))).toMatch(/what was published at the end of \d+ \w+ 2026/);
  });

  it('may be kept by anybody for minutes, by nobody for a signed-in person, and answers 304', async () => {
    const path = `/?as-of=${captured[0]?.at}`;
    const open = await web.page(path, { as: null });
    expect(open.headers.get('cache-control')).toBe('public, max-age=300');
    expect((await web.page(path, { as: people.reader })).headers.get('cache-control')).toBe('private, no-cache');
    const again = await web.page(path, { as: null, headers: { 'if-none-match': open.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('refuses a time to come and what is no date with 422, and says what to write', async () => {
    for (const asked of ['2100-01-01', '2026-02-31', 'yesterday', '2026-13-01', '<script>']) {
      const reply = await ask(`/?as-of=${encodeURIComponent(asked)}`, null);
      expect(reply.status, asked).toBe(422);
      expect(reply.body).not.toContain('<script>');
      expect(reply.body).toMatch(/2026-03-01|Leave the date out/);
    }
  });

  it('before the first publication is 404, with the date of the first', async () => {
    const reply = await ask(`/vendors/${slugs[0]}?as-of=2020-01-01`, null);
    expect(reply.status).toBe(404);
    const first = (await web.office.store.publications.history(slugs[0] ?? '')).at(-1);
    expect(reply.body).toContain(first?.publishedAt.slice(0, 10));
    expect(reply.body).toContain(`/vendors/${slugs[0]}/history`);
    expect((await ask('/?as-of=2020-01-01', null)).status).toBe(200);
  });
});

const notice = /<p class="notice as-of">.*?<\/p>/s;

/** A page of the past without its notice, and without the time that its links and forms carry on. */
function withoutTime(body: string): string {
  return body
    .replace(notice, '')
    .replace(/<input type="hidden" name="as-of" value="[^"]*"\/>/g, '')
    .replace(/\?as-of=[^"&]*&amp;/g, '?')
    .replace(/(?:\?|&amp;)as-of=[^"&]*/g, '');
}

function stateWhere(path: string, status: number): Captured {
  const found = captured.find(({ answers }) => answers.get(path)?.status === status);
  if (!found) throw new Error(`${path} never answered ${status}`);
  return found;
}

async function capture(): Promise<Captured> {
  const answers: Captured['answers'] = new Map();
  for (const path of paths) answers.set(path, await ask(path, people.reader));
  return { at: web.office.clock.now().toISOString(), answers };
}

async function ask(path: string, as: Person | null): Promise<{ status: number; body: string }> {
  const reply = await web.page(path, { as });
  return { status: reply.status, body: await reply.text() };
}

async function publishNew(slug: string, words: string): Promise<void> {
  await publishVersion(web, { slug, words });
}

async function takeDown(slug: string): Promise<void> {
  withdrawals += 1;
  await withdrawVersion(web, slug);
}

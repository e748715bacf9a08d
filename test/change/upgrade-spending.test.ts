import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeSecret } from '../../src/actions/accounts.ts';
import { cancelRun } from '../../src/actions/change-run.ts';
import { startRun } from '../../src/actions/start-run.ts';
import { type Api, apiOver } from '../../src/cli/api.ts';
import { addUpgrade } from '../../src/cli/upgrade.ts';
import { wantedUsd } from '../../src/cli/upgrade-purse.ts';
import type { UpgradeShadow } from '../../src/domain/upgrade-shadow.ts';
import { people } from '../actions/office.ts';
import { fresh } from '../contract/sample-records.ts';
import { baseUrl, openWeb, type TestWeb } from '../web/desk.ts';
import { type CopiedSite, copySite } from './copied-site.ts';
import { publishProduct } from './published-product.ts';
import { scriptedAccess } from './scripted-access.ts';
import { workQueue } from './work-queue.ts';

let web: TestWeb;
let access: Awaited<ReturnType<typeof scriptedAccess>>;
let api: Api;
let site: CopiedSite;
let slugs: [string, string];
/** What the command sent, with what came back. */
let sent: { path: string; body: { budgetUsd?: number }; reply: unknown }[];
let said: string;

// Each with a ledger of its own: what one test pays for is kept, and would cost the next nothing.
beforeEach(async () => {
  web = await openWeb(async (desk) => {
    access = await scriptedAccess(desk);
    return access;
  });
  const { secret } = await makeSecret(web.office, { kind: 'token', label: 'command' }, people.admin);
  api = apiOver({
    place: baseUrl,
    token: secret,
    fetch: (request) => web.app.fetch(request),
    close: async () => undefined,
  });
});
beforeEach(async () => {
  site = await copySite();
  slugs = [fresh('quillstore'), fresh('quillstore')];
  for (const slug of slugs) {
    // Each says something of its own, so that no reply about the other answers for it.
    await site.edit(
      'support/index.html',
      '</article>',
      `<p>Support answers a rating of ${slug} every day.</p></article>`,
    );
    await publishProduct(web, site.http, { slug });
  }
  sent = [];
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  await site.close();
  await web.close();
});

/** The command itself, over the real application; what it starts is worked off by the real stages. */
async function upgrade(...words: string[]): Promise<void> {
  web.pass(3_600_000);
  const watched: Api = {
    ...api,
    send: async <T>(method: Parameters<Api['send']>[0], path: string, request: { body?: unknown }) => {
      web.pass(1_000);
      const reply = await api.send<T>(method, path, request);
      sent.push({ path, body: request.body as { budgetUsd?: number }, reply });
      if (!path.endsWith('/shadow')) await workQueue(web, site.http, { model: access.model });
      return reply;
    },
  };
  const program = new Command();
  addUpgrade(program, { connect: async () => watched });
  await program.parseAsync(['upgrade', ...words], { from: 'user' });
}

const shadows = () => sent.filter(({ path }) => path.endsWith('/shadow')).map(({ reply }) => reply as UpgradeShadow);
const paid = () => shadows().reduce((sum, { cost }) => sum + (cost.usd ?? 0), 0);
const drafts = () => sent.filter(({ path }) => !path.endsWith('/shadow'));

describe('assay upgrade', () => {
  it('spends no more than its budget over all products, and drafts from what is left of it', async () => {
    await upgrade('--apply', '--budget', '0.5', ...slugs);
    expect(paid()).toBeGreaterThan(0);
    expect(drafts()).toHaveLength(2);
    for (const { body } of drafts()) expect(body.budgetUsd).toBeCloseTo(0.5 - paid(), 6);
    expect(said).toContain('drafted, draft');
  });

  it('drafts from kept replies with nothing to spend where nobody was asked for money', async () => {
    await upgrade('--budget', '0.5', ...slugs);
    const before = access.calls();
    sent = [];
    await upgrade('--apply', ...slugs);
    expect(drafts().map(({ body }) => body.budgetUsd)).toEqual([0.000_001, 0.000_001]);
    expect(access.calls()).toBe(before);
    expect(process.exitCode).toBeUndefined();
  });

  it('gets all answers for what it asks leave for, though calls side by side set more aside', async () => {
    const [slug] = slugs;
    const free = await api.send<UpgradeShadow>('POST', `/api/upgrades/${slug}/shadow`, { body: {} });
    const wanted = wantedUsd(free.cost);
    if (wanted === null) throw new Error('the double has a price');
    await upgrade('--budget', wanted.toFixed(6), slug);
    expect(shadows().at(-1)?.outcome).toBe('changed');
    expect(shadows().filter(({ outcome }) => outcome === 'incomplete').length).toBeGreaterThan(1);
    expect(paid()).toBeLessThan(wanted);
  });

  it('says of a product that is being read that it is busy, and makes the draft of the other', async () => {
    const [busy, other] = slugs;
    web.pass(1_000);
    const { run } = await startRun(
      web.office,
      { slug: busy, cause: 'manual', again: false, offline: true },
      people.editor,
    );
    web.queued.length = 0;
    await upgrade('--apply', '--budget', '0.5', ...slugs);
    expect(said).toContain(`${busy}: busy. Another run of Quillstore is under way: ${run.id}.`);
    expect(said).toContain(`${other}: drafted`);
    expect(process.exitCode).toBe(1);
    await cancelRun(web.office, run.id, people.admin);
  });
});

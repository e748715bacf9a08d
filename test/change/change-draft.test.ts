import { type CheerioAPI, load } from 'cheerio';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeSecret } from '../../src/actions/accounts.ts';
import { decide } from '../../src/actions/decide.ts';
import { editDraft } from '../../src/actions/edit-draft.ts';
import { reviewDesk } from '../../src/actions/review-desk.ts';
import { startRun } from '../../src/actions/start-run.ts';
import { studiedDraft } from '../../src/actions/studied-draft.ts';
import { ApiProblem, apiOver } from '../../src/cli/api.ts';
import { blockedProblem } from '../../src/cli/blocked-problem.ts';
import { draftSentence } from '../../src/cli/draft-sentence.ts';
import { changeText } from '../../src/domain/change-text.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { checksOf } from '../../src/domain/edit-places.ts';
import { openItems } from '../../src/domain/open-items.ts';
import { asDrafted, asPublished, touchedNothing } from '../../src/domain/reading-ends.ts';
import type { RunStatus } from '../../src/domain/run.ts';
import type { Http } from '../../src/ports.ts';
import { people, refusalOf } from '../actions/office.ts';
import { fresh } from '../contract/sample-records.ts';
import { walkToDraft } from '../contract/walked-run.ts';
import { baseUrl, openWeb, type TestWeb } from '../web/desk.ts';
import { type CopiedSite, copySite } from './copied-site.ts';
import { approve, draftOf, publishProduct } from './published-product.ts';
import { latestRun, workQueue } from './work-queue.ts';

let web: TestWeb;
let site: CopiedSite;
let slug: string;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());
beforeEach(async () => {
  site = await copySite();
  slug = fresh('quillstore');
  await publishProduct(web, site.http, { slug });
});
afterEach(() => site.close());

const page = 'limitations/index.html';
const then = 'A collection is limited to 4 billion records.';
const now = 'A collection is limited to 8 billion records.';
/** The one statement of the published analysis that cites the sentence. */
const statement = 'limitations.1';

async function readOnce(): Promise<RunStatus> {
  web.pass(3_600_000);
  await startRun(web.office, { slug, cause: 'scheduled', again: false, offline: true }, people.editor);
  await workQueue(web, site.http);
  return latestRun(web, slug);
}

async function readAgain(): Promise<Draft> {
  await readOnce();
  const draft = await draftOf(web, slug);
  if (!draft) throw new Error('the reading made no draft');
  return draft;
}

async function changedLimit(): Promise<Draft> {
  await site.edit(page, then, now);
  return readAgain();
}

const edit = (draft: Draft, edits: unknown[]) =>
  editDraft(web.office, { draftId: draft.id, seen: draft.contentDigest, patch: { edits } }, people.reviewer);

const blocksOf = async (draft: Draft) => (await studiedDraft(web.office, draft)).blocks;

async function see(path: string): Promise<CheerioAPI> {
  const reply = await web.page(path, { as: people.reviewer });
  expect(reply.status).toBe(200);
  return load(await reply.text());
}

describe('A draft whose change was taken back at the source', () => {
  it('cannot be approved any more: it says that what is published stands, and is rejected', async () => {
    const draft = await changedLimit();
    const gone = 'the change that this draft is about is gone';
    const blocks = async () =>
      (await reviewDesk(web.office, draft.id)).blocks.filter(({ message }) => message.includes(gone));
    // Another reading of the same change leaves it as it is.
    web.pass(3_600_000);
    await startRun(web.office, { slug, cause: 'scheduled', again: false, offline: true }, people.editor);
    await workQueue(web, site.http);
    expect(await blocks()).toEqual([]);
    await site.edit(page, now, then);
    web.pass(3_600_000);
    await startRun(web.office, { slug, cause: 'scheduled', again: false, offline: true }, people.editor);
    await workQueue(web, site.http);
    expect(await blocks()).toMatchObject([{ path: statement }]);
    // An edit made since takes nothing of it back.
    const edited = await edit(draft, [
      { do: 'write', at: statement, text: 'A collection holds at most 8 billion records.' },
    ]);
    expect((await reviewDesk(web.office, edited.id)).blocks.map(({ message }) => message).join(' ')).toContain(gone);
    const approved = {
      verdict: 'approved',
      revision: edited.revision,
      contentDigest: edited.contentDigest,
      reason: '',
    };
    const refused = await refusalOf(decide(web.office, { draftId: draft.id, decision: approved }, people.reviewer));
    expect(refused).toMatchObject({ status: 422, code: 'blocked' });
    expect(refused.details?.map(({ message }) => message).join(' ')).toContain(gone);
    const $ = await see(`/review/${draft.id}`);
    expect($('.problem').text()).toContain('what is published stands');
    expect($('.problem').text()).toContain('This cannot be approved any more:');
    expect($('.problem').text()).not.toContain('mended first');
    const rejected = { ...approved, verdict: 'rejected', reason: 'Taken back at the source.' };
    await decide(web.office, { draftId: draft.id, decision: rejected }, people.reviewer);
  });

  it('cannot be approved either where another sentence changed meanwhile that bears on nothing', async () => {
    const draft = await changedLimit();
    await site.edit(page, now, then);
    await site.edit('support/index.html', '</article>', '<p>The heron on the cover sleeps.</p></article>');
    for (const end of [touchedNothing.now, touchedNothing.before]) {
      expect(await readOnce()).toMatchObject({ outcome: 'unchanged', progress: expect.stringContaining(end) });
      expect((await reviewDesk(web.office, draft.id)).blocks.at(-1)).toMatchObject({ remedy: 'reject' });
    }
    const without = await edit(draft, [{ do: 'remove', at: statement }]);
    expect(await refusalOf(approve(web, site.http, without))).toMatchObject({ status: 422, code: 'blocked' });
  });

  it('cannot be approved either once the changed statement is taken out and nothing of it is open', async () => {
    const draft = await changedLimit();
    await site.edit(page, now, then);
    await readOnce();
    const without = await edit(draft, [{ do: 'remove', at: statement }]);
    expect(without.change).toMatchObject({ items: [], requotes: [] });
    expect((await reviewDesk(web.office, draft.id)).blocks).toMatchObject([{ path: 'summary', remedy: 'reject' }]);
    const refused = await refusalOf(approve(web, site.http, without));
    expect(refused).toMatchObject({ status: 422, code: 'blocked' });
    expect((await see(`/review/${draft.id}`))('.what-changed').text()).not.toContain('Only addresses');
  });
});

describe('A draft whose change was taken back, at the command line', () => {
  it('is told as one to reject, and nothing invites to approve it', async () => {
    const { id, analysis } = await changedLimit();
    const { secret: token } = await makeSecret(web.office, { kind: 'token', label: 'test' }, people.reviewer);
    const fetch = async (request: Request) => web.app.request(request);
    const api = apiOver({ place: baseUrl, token, fetch, close: async () => undefined });
    const blocking = async () =>
      (await api.get<{ items: { blocks: number }[] }>(`/api/drafts?vendor=${slug}`)).items[0]?.blocks;
    const before = await blocking();
    await site.edit(page, now, then);
    web.pass(3_600_000);
    await startRun(web.office, { slug, cause: 'scheduled', again: false, offline: true }, people.editor);
    await workQueue(web, site.http);
    expect(await blocking()).toBe(Number(before) + 1);
    const line = (await see('/review'))(`tr:has(a[href="/review/${id}"])`).text();
    expect(line).toContain(`${Number(before) + 1} blocking`);
    type ShownDraft = Parameters<typeof draftSentence>[1];
    const shown = await api.get<ShownDraft>(`/api/drafts/${id}`);
    expect(shown.blocks).toContainEqual(expect.objectContaining({ path: statement, remedy: 'reject' }));
    expect(await draftSentence(api, shown)).toBe(
      `Draft ${id} waits for review and cannot be approved: reject it with "assay reject ${id} --reason …", or on screen.`,
    );
    const headers = { 'if-match': `"${shown.contentDigest}"` };
    const body = { verdict: 'approved', revision: 1 };
    const refused = await api.send('POST', `/api/drafts/${id}/decision`, { body, headers }).then(
      () => null,
      (error: unknown) => error,
    );
    if (!(refused instanceof ApiProblem)) throw new Error('it was approved');
    expect(refused.advice).toBe('No edit mends it: reject the draft.');
    const told = blockedProblem(refused, { analysis, rubric: web.office.rubric });
    expect(told.errors.map(({ path }) => path)).toContain('Limitation 2');
    // Once it is decided on, nothing of that is said of it.
    await api.send('POST', `/api/drafts/${id}/decision`, {
      body: { verdict: 'rejected', revision: 1, reason: 'Taken back at the source.' },
      headers,
    });
    const closed = await api.get<ShownDraft>(`/api/drafts/${id}`);
    expect(closed.blocks.some(({ remedy }) => remedy === 'reject')).toBe(false);
  });
});

describe('A draft of one changed sentence', () => {
  it('opens with what changed, both quotes beside each other and the words marked, and counts nothing else', async () => {
    const draft = await changedLimit();
    expect(draft.change?.items.map(({ path }) => path)).toEqual([statement]);
    const $ = await see(`/review/${draft.id}`);
    const told = $('.what-changed');
    expect(told.find('h2').text()).toBe('What changed since version 1');
    expect(told.find('.open-items > li')).toHaveLength(1);
    expect(told.find('.open-items > li > p').text()).toContain('a number is another one');
    expect(told.find('blockquote').first().text()).toBe(then);
    expect(told.find('blockquote').last().text()).toBe(now);
    expect(told.find('del').text().trim()).toBe('4');
    expect(told.find('ins').text().trim()).toBe('8');
    expect(told.find('h3 a').attr('href')).toContain(`at=${statement}#focus`);
    expect(told.text()).toContain('The scores stay as they are.');
    expect(told.text()).toContain('Everything else stands as approved in version 1.');
    expect($('.outline .doubtful li')).toHaveLength(1);
    expect($('.outline').text()).toContain('0 of 1 part looked at');
    const queue = await see(`/review?vendor=${slug}`);
    expect(queue('td[data-label="Warnings"]').first().text()).toContain('change: 1 open');
  });

  it('cannot be approved while a statement cites the sentence that is gone', async () => {
    const draft = await changedLimit();
    expect((await blocksOf(draft)).map(({ path }) => path)).toEqual([statement]);
    const refused = await refusalOf(approve(web, site.http, draft));
    expect(refused.status).toBe(422);
  });

  it('takes over a sentence that may mean something else only with why the statement holds, which is kept', async () => {
    const draft = await changedLimit();
    const $ = await see(`/review/${draft.id}`);
    expect($('.what-changed .statement').text()).toBe(`“${draft.analysis.limitations[1]?.text}”`);
    const form = $('.what-changed form:has(input[value=renew])');
    expect(form.find('input[name=reason]').attr('required')).toBeDefined();
    const fields = Object.fromEntries(new URLSearchParams(form.serialize()));
    const refused = await web.page(`/review/${draft.id}/edit`, { as: people.reviewer, form: fields });
    expect(refused.status).toBe(422);
    const again = load(await refused.text());
    expect(again('.what-changed .field-problem').text()).toContain('may mean something else now');
    expect(again('.problem a').attr('href')).toBe(`#${again('.what-changed input[name=reason]').attr('id')}`);
    expect((await web.office.store.drafts.state(draft.id))?.revision).toBe(1);
    const why = 'The limit was raised.';
    const reply = await web.page(`/review/${draft.id}/edit`, {
      as: people.reviewer,
      form: { ...fields, reason: why },
    });
    expect(reply.status).toBe(303);
    const edits = (await web.office.store.drafts.get(draft.id))?.edits ?? [];
    expect(edits.map(({ reason }) => reason)).toEqual([why, why]);
  });

  it('asks for the figure in a statement whose sentence was taken over', async () => {
    const draft = await changedLimit();
    await edit(draft, [{ do: 'renew', at: statement, reason: 'The limit was raised.' }]);
    const renewed = await web.office.store.drafts.get(draft.id);
    if (!renewed) throw new Error('the draft is gone');
    expect(renewed.analysis.limitations[1]?.citations.map(({ quote }) => quote)).toEqual([now]);
    expect(renewed.analysis.flags.filter(({ kind }) => kind === 'stale-citation')).toEqual([]);
    expect(renewed.change).toEqual(draft.change);
    const blocks = await blocksOf(renewed);
    expect(blocks.map(({ path }) => path)).toEqual([statement]);
    expect(blocks[0]?.message).toContain('4');
    const again = await refusalOf(edit(renewed, [{ do: 'renew', at: statement, reason: 'Once more.' }]));
    expect(again.code).toBe('nothing-to-renew');
  });

  it('takes over a sentence that only reads otherwise in one click', async () => {
    await site.edit(page, then, 'The collection is limited to 4 billion records.');
    const draft = await readAgain();
    const $ = await see(`/review/${draft.id}`);
    const form = $('.what-changed form:has(input[value=renew])');
    expect(form.find('input[name=reason]')).toHaveLength(0);
    const renewed = await edit(draft, [{ do: 'renew', at: statement }]);
    expect(await blocksOf(renewed)).toEqual([]);
  });

  it('shows two sentences that several things rest on once, and a sentence in the place of another not as a new one', async () => {
    await site.edit(
      'security/authentication/index.html',
      'Callers authenticate with',
      'Callers cannot authenticate with',
    );
    const draft = await readAgain();
    for (const { quotes } of draft.change?.items ?? []) {
      const shown = quotes.flatMap(({ after }) => (after ? [after.quote] : []));
      expect(new Set(shown).size).toBe(shown.length);
    }
    const told = (await see(`/review/${draft.id}`))('.what-changed');
    const pairs = (draft.change?.items ?? []).map(({ quotes }) => JSON.stringify(quotes));
    expect(pairs.length).toBeGreaterThan(new Set(pairs).size);
    expect(told.find('.quotes-beside')).toHaveLength([...new Set(pairs)].flatMap((each) => JSON.parse(each)).length);
    expect(told.text()).toContain('It rests on what is shown under 1.');
  });

  it('rests a statement that is written anew on the sentence as it reads now, and can be undone', async () => {
    const draft = await changedLimit();
    const written = await edit(draft, [{ do: 'write', at: statement, text: now }]);
    expect(written.analysis.limitations[1]?.citations.map(({ quote }) => quote)).toEqual([now]);
    expect(await blocksOf(written)).toEqual([]);
    const back = await edit(written, [{ do: 'restore', revision: 1 }]);
    expect(back.contentDigest).toBe(draft.contentDigest);
    expect((await blocksOf(back)).map(({ path }) => path)).toEqual([statement]);
    expect(back.change).toEqual(draft.change);
  });

  it('is answered where the statement is taken out; what is open of later ones moves up with them', async () => {
    await site.edit(page, 'English and German only', 'English only');
    const draft = await changedLimit();
    expect(draft.change?.items.map(({ path }) => path)).toEqual([statement, 'limitations.2']);
    const without = await edit(draft, [{ do: 'remove', at: statement }]);
    expect(without.change?.items.map(({ path }) => path)).toEqual(['limitations.1']);
    expect((await blocksOf(without)).map(({ path }) => path)).toEqual(['limitations.1']);
    expect((await web.office.store.drafts.state(draft.id))?.revision).toBe(2);
  });

  it('is told by the API and by the command line as it is on screen', async () => {
    const draft = await changedLimit();
    const shown = (await (await web.api('GET', `/api/drafts/${draft.id}`)).json()) as { change: Draft['change'] };
    expect(shown.change).toEqual(draft.change);
    const listed = (await (await web.api('GET', `/api/drafts?vendor=${slug}`)).json()) as {
      items: { change: unknown }[];
    };
    expect(listed.items[0]?.change).toEqual({ version: 1, open: 1, requotes: 0 });
    if (!draft.change) throw new Error('no change');
    const text = changeText(draft.change, { analysis: draft.analysis, rubric: web.office.rubric });
    expect(text).toContain(`then: “${then}”`);
    expect(text).toContain(`now:  “${now}”`);
  });
});

describe('A draft of a decision that turned', () => {
  it('says the score change with its reason, and opens what was written for the earlier decision', async () => {
    await site.edit('operations/upgrade/index.html', 'causes no downtime', 'causes downtime');
    const draft = await readAgain();
    const turned = draft.change?.items.find(({ path }) => path.includes('.checks.'));
    expect(turned?.sentence).toContain('The decision goes from met');
    const $ = await see(`/review/${draft.id}`);
    expect($('.what-changed').text()).toContain('GOALS goes from');
    const attention = (await studiedDraft(web.office, draft)).attention.map(({ item }) => item);
    expect(attention).toContain(turned?.path);
    // Everything else of the document was approved, doubts of an earlier review included.
    expect(attention.length).toBeLessThan(6);
    const decided = await edit(draft, [
      { do: 'decide', check: turned?.path, decision: 'no-evidence', reason: 'Read on the page.' },
    ]);
    expect(decided.analysis.flags.some(({ message }) => message === turned?.sentence)).toBe(false);
  });
});

describe('A decision of a change draft that is turned by hand', () => {
  it('is told as one that its quotes speak against, and not among what was written for the earlier one', async () => {
    const draft = await changedLimit();
    const id = 'permitted.roles';
    const path = checksOf(draft.analysis).find(({ check }) => check.id === id)?.path ?? '';
    const denied = await edit(draft, [
      { do: 'decide', check: id, decision: 'contradicted', why: 'No.', reason: 'Read on the page.' },
    ]);
    const own = denied.analysis.flags.filter(({ target }) => target === path);
    expect(own.map(({ kind, message }) => [kind, message.slice(0, 25)])).toEqual([
      ['claim-stronger-than-quote', 'Decided contradicted, yet'],
    ]);
    const again = (await see(`/review/${draft.id}`))('.what-changed > ul.claims').first();
    const listed = again.find('a').toArray();
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.map(({ attribs }) => attribs.href).filter((href) => href?.includes(`at=${path}#`))).toEqual([]);
    const open = (await web.office.store.drafts.list({ slug, limit: 1 })).items[0]?.change?.open;
    expect(open).toBe(openItems(denied)?.size);
    expect(openItems(denied)).toContain(path);
  });
});

describe('A draft of moved pages', () => {
  it('lists each quote with both addresses, comes last in the queue, and is approved in one go', async () => {
    await site.move('limitations', 'limits');
    const draft = await readAgain();
    expect(draft.change?.items).toEqual([]);
    await walkToDraft(web.office.store);
    web.pass(1000);
    const queue = await see('/review');
    const lines = queue('tbody').first().find('tr').toArray();
    expect(lines.length).toBeGreaterThan(1);
    const last = queue(lines.at(-1));
    expect(last.find('a[data-row]').attr('href')).toBe(`/review/${draft.id}`);
    expect(last.find('td[data-label="Warnings"]').text()).toBe('addresses only');
    const $ = await see(`/review/${draft.id}`);
    expect($('.what-changed').text()).toContain('Only addresses: 3 quotes stand word for word on another page.');
    const rows = $('.what-changed tbody tr')
      .toArray()
      .map((row) => $(row).text());
    expect(rows).toHaveLength(3);
    expect(rows.join()).toContain('https://docs.quillstore.example/limitations/');
    expect(rows.join()).toContain('https://docs.quillstore.example/limits/');
    expect($('.outline').text()).toContain('Nothing is left open.');
    await approve(web, site.http, draft);
    const published = await web.office.store.publications.latest(slug);
    expect(published?.version).toBe(2);
    expect(published?.analysis.limitations[1]?.citations[0]?.url).toBe('https://docs.quillstore.example/limits/');
  });

  it('cannot be approved once the page moved back, and can be again once it moved anew', async () => {
    await site.move('limitations', 'limits');
    const draft = await readAgain();
    expect(draft.change?.requotes).toHaveLength(3);
    expect(await readOnce()).toMatchObject({ outcome: 'unchanged', progress: expect.stringContaining(asDrafted) });
    expect((await reviewDesk(web.office, draft.id)).blocks).toEqual([]);
    await site.move('limits', 'limitations');
    // The same passages at the addresses of the publication.
    expect(await readOnce()).toMatchObject({ outcome: 'unchanged', progress: asPublished });
    const { blocks } = await reviewDesk(web.office, draft.id);
    expect(blocks).toMatchObject([{ path: draft.change?.requotes[0]?.path, remedy: 'reject' }]);
    const refused = await refusalOf(approve(web, site.http, draft));
    expect(refused).toMatchObject({ status: 422, code: 'blocked' });
    await site.move('limitations', 'limits');
    expect(await readOnce()).toMatchObject({ outcome: 'unchanged', progress: expect.stringContaining(asDrafted) });
    await approve(web, site.http, draft);
  });

  it('gives way to one with the addresses of now where the page moved on', async () => {
    await site.move('limitations', 'limits');
    const draft = await readAgain();
    await site.move('limits', 'bounds');
    const next = await readAgain();
    expect(next.change?.requotes.map(({ after }) => after.url)).toEqual(
      Array(3).fill('https://docs.quillstore.example/bounds/'),
    );
    expect((await web.office.store.drafts.state(draft.id))?.state).toBe('superseded');
  });
});

// Last: the sessions of this file end in the months that pass here.
describe('A draft whose page could not be read since', () => {
  it('is not told that its change is gone: nobody saw the page', async () => {
    const draft = await changedLimit();
    const cut: Http = {
      ...site.http,
      get: async (request) =>
        new URL(request.url).pathname.startsWith('/limitations/')
          ? { kind: 'failed', cause: 'ECONNREFUSED', url: request.url, reason: 'The connection was refused.' }
          : site.http.get(request),
    };
    web.pass(125 * 86_400_000);
    await startRun(web.office, { slug, cause: 'scheduled', again: false, offline: true }, people.editor);
    await workQueue(web, cut);
    const { items } = await web.office.store.runs.list({ limit: 1, slug });
    expect(items.map(({ outcome }) => outcome)).toEqual(['unchanged']);
    expect(items[0]?.progress).toContain('could not be read this time');
    const told = (await reviewDesk(web.office, draft.id)).blocks.map(({ message }) => message).join(' ');
    expect(told).not.toContain('is gone');
  }, 60_000);
});

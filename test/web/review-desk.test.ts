import { type CheerioAPI, load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../src/actions/decide.ts';
import { editVendor } from '../../src/actions/edit-vendor.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Person } from '../../src/domain/person.ts';
import { people } from '../actions/office.ts';
import { publish } from '../actions/quillstore.ts';
import { type Walked, walkedDraft, walkQuillstore } from '../actions/walked-draft.ts';
import { openWeb, type TestWeb } from './desk.ts';

let web: TestWeb;
let walked: Walked;
beforeAll(async () => {
  web = await openWeb();
  walked = await walkQuillstore(web.office.store.bodies);
});
afterAll(() => web.close());

const check = 'frameworks.inpact.dimensions.2.checks.0';

async function see(path: string, as: Person = people.reviewer): Promise<CheerioAPI> {
  return load(await (await web.page(path, { as })).text());
}

/** The fields of a form as a browser would send them, with some typed over. */
function fieldsOf($: CheerioAPI, form: string, typed: Record<string, string> = {}): Record<string, string> {
  const fields = Object.fromEntries(new URLSearchParams($(form).first().serialize()));
  if ($(form).length === 0) throw new Error(`there is no form ${form}`);
  return { ...fields, ...typed };
}

const formOf = (does: string) => `form:has(input[name=do][value=${does}])`;

async function send(draft: Draft, form: Record<string, string>, as: Person | null = people.reviewer) {
  return web.page(`/review/${draft.id}/edit`, { as, form });
}

async function latest(draft: Draft): Promise<Draft> {
  const found = await web.office.store.drafts.get(draft.id);
  if (!found) throw new Error('the draft is gone');
  return found;
}

/** What of the demo's draft is doubtful by itself: two pages that contradict each other, and two checks met in part. */
const demoDoubts = [
  'frameworks.goals.dimensions.2.checks.1',
  'frameworks.inpact.dimensions.3.checks.5',
  'frameworks.inpact.dimensions.4.checks.1',
];

describe('The desk of a draft, without JavaScript', () => {
  it('leads from every statement and check to its forms', async () => {
    const draft = await walkedDraft(web, walked);
    const $ = await see(`/review/${draft.id}`);
    const places = $('.analysis a.to-place').get();
    expect(places.length).toBeGreaterThan(100);
    const hrefs = [...new Set(places.map((place) => $(place).attr('href') ?? ''))];
    for (const href of hrefs.filter((_, at) => at % 15 === 0)) {
      const panel = await see(href.replace('#focus', ''));
      expect(panel('#focus h2').text(), href).not.toBe('');
      expect(panel('#focus form.edit').length, href).toBeGreaterThan(0);
    }
  });

  it('changes a decision, and shows the level that follows, what was done and how to undo it', async () => {
    const draft = await walkedDraft(web, walked);
    const $ = await see(`/review/${draft.id}?at=${check}`);
    const form = fieldsOf($, formOf('decide'), { decision: 'partly', why: 'Only half.', reason: 'Clipped.' });
    const reply = await send(draft, form);
    expect(reply.status).toBe(303);
    const saved = await see((reply.headers.get('location') ?? '').replace('#notice', ''));
    expect(saved('[role=status]').text()).toContain('from met to partly');
    expect(saved('.outline').text()).toContain('Permitted, 5 of 6');
    expect(saved('#focus input[value=partly]').attr('checked')).toBeDefined();
    const undone = await send(draft, fieldsOf(saved, `[role=status] ${formOf('restore')}`));
    expect(undone.status).toBe(303);
    expect((await latest(draft)).contentDigest).toBe(draft.contentDigest);
    expect((await latest(draft)).revision).toBe(3);
  });

  it('drops a quote, finds another sentence in the stored pages and uses it as evidence', async () => {
    const draft = await walkedDraft(web, walked);
    const $ = await see(`/review/${draft.id}?at=${check}`);
    await send(draft, fieldsOf($, `#focus ${formOf('drop')}`));
    const found = await see(`/review/${draft.id}?at=${check}&q=authenticate+keys`);
    expect(found('.page-search .quoted').length).toBeGreaterThan(0);
    expect(found('.others .quoted').length).toBeGreaterThan(0);
    const before = (await latest(draft)).analysis.frameworks.inpact.dimensions[2]?.checks[0]?.citations.length ?? 0;
    const reply = await send(draft, fieldsOf(found, `.page-search ${formOf('cite')}`));
    expect(reply.headers.get('location')).toContain('q=authenticate');
    expect((await latest(draft)).analysis.frameworks.inpact.dimensions[2]?.checks[0]?.citations).toHaveLength(
      before + 1,
    );
    const none = await see(`/review/${draft.id}?at=${check}&q=zeppelin`);
    expect(none('.page-search').text()).toContain('No stored page of this draft says that');
  });

  it('adds to a section, sets fields, takes out, and comes back to the section', async () => {
    const draft = await walkedDraft(web, walked);
    const $ = await see(`/review/${draft.id}?at=trustRisks`);
    const typed = {
      'field.severity': 'high',
      'field.risk': 'A lost key opens every store.',
      'field.mitigation': 'Rotate keys.',
    };
    await send(draft, fieldsOf($, formOf('add'), typed));
    const at = (await latest(draft)).analysis.trustRisks.length - 1;
    const risk = await see(`/review/${draft.id}?at=trustRisks.${at}`);
    expect(risk('#focus').text()).toContain('A lost key opens every store.');
    await send(draft, fieldsOf(risk, formOf('fields'), { 'field.severity': 'low' }));
    expect((await latest(draft)).analysis.trustRisks[at]?.severity).toBe('low');
    const again = await see(`/review/${draft.id}?at=trustRisks.${at}`);
    const gone = await send(draft, fieldsOf(again, formOf('remove')));
    expect(gone.headers.get('location')).toContain('at=trustRisks&');
    expect((await latest(draft)).analysis.trustRisks).toHaveLength(at);
  });

  it('resolves flags one by one', async () => {
    const flag = {
      kind: 'stale-citation',
      severity: 'blocks',
      target: 'summary',
      message: 'The page has changed.',
    } as const;
    const { analysis } = walked.draft;
    const draft = await walkedDraft(web, {
      ...walked,
      draft: { ...walked.draft, analysis: { ...analysis, flags: [flag] } },
    });
    const $ = await see(`/review/${draft.id}?at=summary`);
    expect($('button[value=approved]').attr('disabled')).toBeDefined();
    expect($('.decide .problem a').attr('href')).toContain('at=summary#focus');
    const refused = await send(draft, fieldsOf($, formOf('resolve'), { reason: '' }));
    expect(refused.status).toBe(422);
    await send(draft, fieldsOf($, formOf('resolve'), { reason: 'Compared with the live page.' }));
    expect((await see(`/review/${draft.id}`))('button[value=approved]').attr('disabled')).toBeUndefined();
  });

  it('keeps what was typed where it cannot be taken, in its form and in words', async () => {
    const draft = await walkedDraft(web, walked);
    const $ = await see(`/review/${draft.id}?at=${check}`);
    const form = fieldsOf($, formOf('decide'), { decision: 'partly', why: 'Typed <b>with care</b>.', reason: '' });
    const reply = await send(draft, form);
    expect(reply.status).toBe(422);
    const page = load(await reply.text());
    expect(page('[role=alert] .typed').text()).toBe('Typed <b>with care</b>.');
    expect(page('#why').text()).toBe('Typed <b>with care</b>.');
    expect(page('#focus input[value=partly]').attr('checked')).toBeDefined();
  });

  it('says once, at its field, that a reason is missing, and gives back only what was written anew', async () => {
    const draft = await walkedDraft(web, walked);
    const $ = await see(`/review/${draft.id}?at=${check}`);
    const reply = await send(draft, fieldsOf($, formOf('decide'), { decision: 'partly', reason: '' }));
    const page = load(await reply.text());
    const says = 'A decision is changed with a reason';
    expect(page('main').text().split(says)).toHaveLength(2);
    const field = page('#decide-reason');
    expect(field.attr('aria-invalid')).toBe('true');
    expect(page(`#${field.attr('aria-describedby')}`).text()).toContain(says);
    expect(page('[role=alert] a').attr('href')).toBe('#decide-reason');
    expect(page('.typed')).toHaveLength(0);
    expect(page('#why-note').text()).toContain('it is cleared');
    const form = fieldsOf($, 'form.decide', { verdict: 'rejected', reason: ' ' });
    const refused = load(await (await web.page(`/review/${draft.id}`, { as: people.reviewer, form })).text());
    expect(refused('main').text().split('A draft is rejected with a reason')).toHaveLength(2);
    expect(refused('#reason').attr('aria-invalid')).toBe('true');
    expect(refused('#decide-reason').attr('aria-invalid')).toBeUndefined();
  });

  it('says on the button how much was not looked at, until it was', async () => {
    const { analysis } = walked.draft;
    const flags = ['strengths.0', 'limitations.0'].map((target) => ({
      kind: 'stale-citation' as const,
      severity: 'warns' as const,
      target,
      message: 'Read it again.',
    }));
    const draft = await walkedDraft(web, { ...walked, draft: { ...walked.draft, analysis: { ...analysis, flags } } });
    const approve = async () => {
      const $ = await see(`/review/${draft.id}`);
      return [$('button[value=approved]').text().trim(), $('form.decide > p').first().text()];
    };
    expect(await approve()).toEqual([
      'Approve and publish, with 5 of 5 not looked at',
      expect.stringContaining('with 5 of 5 not looked at'),
    ]);
    const look = (item: string) =>
      web.page(`/review/${draft.id}/note`, { as: people.reviewer, form: { kind: 'looked', item } });
    for (const item of demoDoubts) await look(item);
    await look('strengths.0');
    expect((await approve())[0]).toBe('Approve and publish, with 1 of 5 not looked at');
    await look('limitations.0');
    expect(await approve()).toEqual(['Approve and publish', expect.not.stringContaining('not looked at')]);
  });

  it('sets the levels of a model’s draft beside the offline analyst’s, only where they differ', async () => {
    const own = structuredClone(walked);
    own.draft.analysis.producer.analyst = 'some-model';
    const agreed = await walkedDraft(web, own);
    expect((await see(`/review/${agreed.id}`))('.levels-beside')).toHaveLength(0);
    const [first, second] = own.draft.analysis.frameworks.inpact.dimensions[2]?.checks ?? [];
    if (!first || !second) throw new Error('the dimension has no checks');
    first.offline.decision = 'partly';
    second.offline.decision = 'no-evidence';
    const draft = await walkedDraft(web, own);
    const { analysis } = own.draft;
    const producer = { ...analysis.producer, analyst: 'offline' };
    const offline = await walkedDraft(web, { ...own, draft: { ...own.draft, analysis: { ...analysis, producer } } });
    expect((await see(`/review/${offline.id}`))('.levels-beside')).toHaveLength(0);
    const $ = await see(`/review/${draft.id}`);
    expect($('.levels-beside tbody tr')).toHaveLength(1);
    const cells = $('.levels-beside tbody tr').children().get();
    expect(cells.map((cell) => $(cell).text())).toEqual(['Permitted', '6 of 6', '4 of 6']);
  });

  it('says after approval which version it became, and its run no more that it waits', async () => {
    const draft = await walkedDraft(web, walked);
    const rowOf = async () => {
      const $ = await see('/runs');
      return $(`tr:has(a[href="/runs/${draft.runId}"])`).text();
    };
    expect(await rowOf()).toContain('draft waits for review');
    expect((await see(`/runs/${draft.runId}`))('main').text()).toContain('waits for review');
    const decision = { verdict: 'approved', revision: 1, contentDigest: draft.contentDigest };
    await publish(web, await decide(web.office, { draftId: draft.id, decision }, people.reviewer));
    const $ = await see(`/review/${draft.id}`);
    expect($('.review-head .notice').text().trim()).toBe('Published as version 1. See it published');
    expect($('.review-head').text()).not.toContain('are the same');
    expect(await rowOf()).not.toContain('waits for review');
    expect((await see(`/runs/${draft.runId}`))('main').text()).not.toContain('waits for review');
    const next = await walkedDraft(web, walked, draft.slug);
    expect((await see(`/review/${next.id}`))('.review-head').text()).toContain('Version 1 is public.');
  });

  it('gives a stale tab its text back with what changed, ready to be sent on the latest', async () => {
    const draft = await walkedDraft(web, walked);
    const tab = await see(`/review/${draft.id}?at=summary`);
    const rival = await see(`/review/${draft.id}?at=limitations.0`, people.editor);
    await send(draft, fieldsOf(rival, formOf('write'), { text: 'Backups are by hand.' }), people.editor);
    const late = await send(draft, fieldsOf(tab, formOf('write'), { text: 'My own summary of it.' }));
    expect(late.status).toBe(412);
    const page = load(await late.text());
    expect(page('[role=alert]').text()).toContain(`${people.editor.email} changed this draft`);
    expect(page('[role=alert]').text()).toContain('Backups are by hand.');
    expect(page('#text-summary').text()).toBe('My own summary of it.');
    expect((await send(draft, fieldsOf(page, formOf('write')))).status).toBe(303);
    const { analysis } = await latest(draft);
    expect([analysis.summary.text, analysis.limitations[0]?.text]).toEqual([
      'My own summary of it.',
      'Backups are by hand.',
    ]);
  });

  it('gives an ended session its text back, to be sent again after signing in', async () => {
    const draft = await walkedDraft(web, walked);
    const $ = await see(`/review/${draft.id}?at=summary`);
    const reply = await send(draft, fieldsOf($, formOf('write'), { text: 'Typed <long> after hours.' }), null);
    expect(reply.status).toBe(401);
    const page = load(await reply.text());
    expect(page('textarea[name=text]').text()).toBe('Typed <long> after hours.');
    expect(page('main form').attr('action')).toBe(`/review/${draft.id}/edit`);
    expect((await latest(draft)).revision).toBe(1);
    expect((await send(draft, fieldsOf(page, 'main form'))).status).toBe(303);
    expect((await latest(draft)).analysis.summary.text).toBe('Typed <long> after hours.');
  });

  it('tells at its field that the reason for a flag that blocks is only white space', async () => {
    const flag = { kind: 'claim-stronger-than-quote', severity: 'blocks', target: 'strengths.0' } as const;
    const flags = [{ ...flag, message: 'Says more than its quote.' }];
    const { analysis } = walked.draft;
    const draft = await walkedDraft(web, { ...walked, draft: { ...walked.draft, analysis: { ...analysis, flags } } });
    const $ = await see(`/review/${draft.id}?at=strengths.0`);
    const reply = await send(draft, fieldsOf($, formOf('resolve'), { reason: ' \t ' }));
    expect(reply.status).toBe(422);
    const page = load(await reply.text());
    const field = page(`${formOf('resolve')} input[name=reason]`);
    expect(field.attr('aria-invalid')).toBe('true');
    const note = page(`#${field.attr('aria-describedby')}`);
    expect(note.text().trim()).toBe('A warning that blocks is resolved with a reason.');
    expect(page('details.resolve').attr('open')).toBeDefined();
    expect(page('[role=alert] a').attr('href')).toBe(`#${field.attr('id')}`);
    expect(page('[role=alert]').text()).not.toContain('A warning that blocks');
  });

  it('calls checks and decisions by their names, in doubts, blocks, and what was done', async () => {
    const target = 'frameworks.goals.dimensions.0.checks.1';
    const message = 'governance.gates is partly without a citation: cite a passage, or decide no-evidence.';
    const flags = [{ kind: 'stale-citation', severity: 'blocks', target, message } as const];
    const { analysis } = walked.draft;
    const draft = await walkedDraft(web, { ...walked, draft: { ...walked.draft, analysis: { ...analysis, flags } } });
    const $ = await see(`/review/${draft.id}?at=${target}`);
    for (const place of ['#focus .flags', '.decision .problem']) {
      expect($(place).text()).toMatch(/“[^”]+” is partly without a citation: cite a passage, or decide no evidence\./);
    }
    const form = fieldsOf($, formOf('decide'), { decision: 'no-evidence', reason: 'Nothing says so.' });
    const saved = await see(((await send(draft, form)).headers.get('location') ?? '').replace('#notice', ''));
    expect(saved('[role=status]').text()).toMatch(/“[^”]+”: from met to without evidence/);
    expect((await see(`/review/${draft.id}/changes`))('main').text()).not.toMatch(/governance\.gates|no-evidence/);
  });

  it('shows what speaks for and against before the button that says it was looked at', async () => {
    const draft = await walkedDraft(web, walked);
    const $ = await see(`/review/${draft.id}?at=${demoDoubts[0]}`);
    const order = $('#focus').find('.question, mark, button[data-key=l], form.edit input[name=decision]').get();
    const kinds = order.map((element) => $(element).prop('tagName'));
    expect(kinds.indexOf('BUTTON')).toBeGreaterThan(kinds.lastIndexOf('MARK'));
    expect(kinds.indexOf('BUTTON')).toBeLessThan(kinds.indexOf('INPUT'));
    expect($('#focus details.others').attr('open')).toBeDefined();
  });

  it('shows a reader everything and lets them change nothing', async () => {
    const draft = await walkedDraft(web, walked);
    const $ = await see(`/review/${draft.id}?at=${check}`, people.reader);
    expect($('.desk form[method=post]')).toHaveLength(0);
    expect($('.review-head form')).toHaveLength(0);
    const form = { do: 'remove', at: 'strengths.0', contentDigest: draft.contentDigest };
    expect((await send(draft, form, people.reader)).status).toBe(403);
    for (const path of ['note', 'desk']) {
      const reply = await web.page(`/review/${draft.id}/${path}`, {
        as: people.reader,
        form: { kind: 'looked', item: 'summary' },
      });
      expect(reply.status).toBe(403);
    }
  });

  it('says so where an item or draft is not there', async () => {
    const draft = await walkedDraft(web, walked);
    expect((await web.page(`/review/${draft.id}?at=strengths.99`)).status).toBe(200);
    expect((await web.page(`/review/${draft.id}?at=${'%22%3E'.repeat(90)}`)).status).toBe(200);
    expect((await web.page('/review/draft-0?at=summary')).status).toBe(404);
    expect((await web.page('/review/draft-0/changes')).status).toBe(404);
    expect((await web.page('/review/draft-0/edit', { form: { do: 'remove' } })).status).toBe(404);
    expect((await send(draft, { do: 'nothing', contentDigest: draft.contentDigest })).status).toBe(422);
  });
});

describe('What was looked at', () => {
  it('counts until the item is changed, leads to the next doubtful one, and is in the audit log', async () => {
    const flags = ['strengths.0', 'limitations.0'].map((target) => ({
      kind: 'claim-stronger-than-quote' as const,
      severity: 'warns' as const,
      target,
      message: `More than ${target} says.`,
    }));
    const { analysis } = walked.draft;
    const draft = await walkedDraft(web, { ...walked, draft: { ...walked.draft, analysis: { ...analysis, flags } } });
    const look = (item: string) =>
      web.page(`/review/${draft.id}/note`, { as: people.reviewer, form: { kind: 'looked', item } });
    for (const item of demoDoubts) await look(item);
    const first = await look('strengths.0');
    expect(first.headers.get('location')).toContain('at=limitations.0');
    expect((await look('limitations.0')).headers.get('location')).toContain('#decision-title');
    expect((await see(`/review/${draft.id}`))('.outline').text()).toContain('5 of 5 parts looked at');
    const $ = await see(`/review/${draft.id}?at=strengths.0`);
    await send(draft, fieldsOf($, formOf('write'), { text: 'Other words now' }));
    expect((await see(`/review/${draft.id}`))('.outline').text()).toContain('4 of 5 parts looked at');
    const audit = await web.office.store.audit.read(0, 10_000);
    expect(audit.filter(({ subject, action }) => subject === draft.id && action === 'draft.looked-at')).toHaveLength(5);
    expect((await look('nothing.here')).status).toBe(422);
  });

  it('of an earlier draft counts no more once a newer one came, and the difference is at hand', async () => {
    const older = await walkedDraft(web, walked);
    await web.page(`/review/${older.id}/note`, { form: { kind: 'looked', item: 'summary' } });
    web.pass(60_000);
    const changed = structuredClone(walked);
    changed.draft.analysis.summary.text = 'A summary of the new release.';
    changed.draft.createdAt = '2026-03-05T10:00:00.000Z';
    const newer = await walkedDraft(web, changed, older.slug);
    const old = await see(`/review/${older.id}?at=summary`);
    expect(old('.review-head').text()).toContain('Open the newer draft');
    expect(old('.desk form.edit')).toHaveLength(0);
    const $ = await see(`/review/${newer.id}`);
    expect($('.review-head').text()).toContain('nothing of it counts as looked at');
    const changes = await see(`/review/${newer.id}/changes?from=${older.id}`);
    expect(changes('.changes ins').text()).toContain('new release');
    const other = await walkedDraft(web, walked);
    const foreign = await see(`/review/${newer.id}/changes?from=${other.id}`);
    expect(foreign('.changes')).toHaveLength(0);
  });
});

describe('A draft on somebody’s desk', () => {
  it('is claimed, seen in the queue, taken over and released', async () => {
    const draft = await walkedDraft(web, walked);
    const desk = (does: string, as: Person) => web.page(`/review/${draft.id}/desk`, { as, form: { does } });
    await desk('claim', people.editor);
    const row = async (as: Person) => (await see(`/review?vendor=${draft.slug}`, as))('tbody tr').text();
    expect(await row(people.editor)).toContain('You have it');
    expect(await row(people.reviewer)).toContain(`${people.editor.email} has it`);
    expect((await desk('claim', people.reviewer)).status).toBe(409);
    await desk('take', people.reviewer);
    expect(await row(people.reviewer)).toContain('You have it');
    const mine = await see('/review?state=mine', people.reviewer);
    expect(mine(`a[href="/review/${draft.id}"]`)).toHaveLength(1);
    await desk('release', people.reviewer);
    expect(await row(people.reviewer)).toContain('Waits for a decision');
  });

  it('stands in the queue after what nobody has, blocks and doubt before quiet', async () => {
    const { analysis } = walked.draft;
    const flagged = (severity: 'blocks' | 'warns') => ({
      ...walked,
      draft: {
        ...walked.draft,
        analysis: {
          ...analysis,
          flags: [{ kind: 'stale-citation' as const, severity, target: 'summary', message: 'x' }],
        },
      },
    });
    const quiet = await walkedDraft(web, walked);
    const doubtful = await walkedDraft(web, flagged('warns'));
    const held = await walkedDraft(web, flagged('blocks'));
    const blocked = await walkedDraft(web, flagged('blocks'));
    await web.page(`/review/${held.id}/desk`, { as: people.editor, form: { does: 'claim' } });
    const $ = await see('/review');
    const order = $('tbody th a')
      .get()
      .map((link) => $(link).attr('href')?.slice('/review/'.length) ?? '');
    const own = order.filter((id) => [quiet, doubtful, held, blocked].some((draft) => draft.id === id));
    expect(own).toEqual([blocked.id, doubtful.id, quiet.id, held.id]);
    // One word, one number: the queue counts warnings, and the desk says how many of its parts have none.
    const row = $('tbody tr').filter((_at, line) => $(line).find(`a[href="/review/${doubtful.id}"]`).length > 0);
    const warnings = doubtful.analysis.flags.filter(({ severity }) => severity !== 'notes').length;
    expect(row.find('[data-label="Warnings"]').text()).toBe(`${warnings}`);
    const outline = (await see(`/review/${doubtful.id}`))('.outline').text();
    expect(outline).toMatch(new RegExp(`${warnings} warnings?, as the queue counts`));
    const form = { verdict: 'returned', reason: 'Mend it.', revision: '1', contentDigest: quiet.contentDigest };
    await web.page(`/review/${quiet.id}`, { as: people.reviewer, form });
    const place = async (as: Person) => {
      const page = await see('/review', as);
      const ids = page('tbody th a')
        .get()
        .map((link) => page(link).attr('href') ?? '');
      return ids.indexOf(`/review/${quiet.id}`) - ids.indexOf(`/review/${blocked.id}`);
    };
    expect(await place(people.reviewer)).toBeGreaterThan(0);
    expect(await place(people.editor)).toBeLessThan(0);
  });
});

describe('What is entered of a product', () => {
  const noticeOf = async (draft: Draft, as?: Person) =>
    (await see(`/review/${draft.id}`, as))('.review-head').text().replace(/\s+/g, ' ');

  it('is told on the desk where the draft shows something else, with the way to a fresh draft', async () => {
    const draft = await walkedDraft(web, walked);
    const { layer, category, entryType, homepage, price, name } = draft.analysis.vendor;
    const entered = { layer, category, entryType, homepage, price: price.kind, priceNote: price.note, name };
    await editVendor(web.office, { slug: draft.slug, patch: { ...entered, licence: 'MPL-2.0' } }, people.editor);
    const said = `Licence: MPL-2.0 is entered; this draft shows ${draft.analysis.vendor.licence}.`;
    expect(await noticeOf(draft)).toContain(said);
    const again = (await see(`/review/${draft.id}`))(`form[action="/vendors/${draft.slug}/analyse"]`);
    expect(again.find('[name=again]').val()).toBe('1');
    await editVendor(
      web.office,
      { slug: draft.slug, patch: { licence: draft.analysis.vendor.licence } },
      people.editor,
    );
    expect(await noticeOf(draft)).not.toContain('this draft shows');
  });

  it('is asked for where nobody entered it, and readers are shown none beside what quotes say', async () => {
    const { analysis } = walked.draft;
    const vendor = { ...analysis.vendor, licence: 'unknown', price: { kind: 'unknown' as const, note: '' } };
    const draft = await walkedDraft(web, { ...walked, draft: { ...walked.draft, analysis: { ...analysis, vendor } } });
    const { layer, category, entryType, homepage, name } = analysis.vendor;
    const patch = { layer, category, entryType, homepage, name, licence: 'unknown', price: 'unknown', priceNote: '' };
    await editVendor(web.office, { slug: draft.slug, patch }, people.editor);
    const $ = await see(`/review/${draft.id}`);
    expect($('.review-head').text()).toContain('No licence and no price is entered');
    expect($(`.review-head a[href="/vendors/${draft.slug}/edit"]`)).toHaveLength(1);
    expect($('.analysis .badges').text()).not.toMatch(/licence|price|not entered|unknown/i);
  });
});

describe('The outline of a draft', () => {
  const outlineOf = async (draft: Draft) => (await see(`/review/${draft.id}`))('.outline').text();
  const changed = (change: Partial<Draft['analysis']>) =>
    walkedDraft(web, { ...walked, draft: { ...walked.draft, analysis: { ...walked.draft.analysis, ...change } } });
  const flagAt = (target: string, message = 'x') => ({
    ...{ kind: 'stale-citation' as const, severity: 'warns' as const, target, message },
  });

  it('says how many of its parts have none of the warnings that the queue counts', async () => {
    const one = await outlineOf(await changed({ flags: [flagAt('summary')] }));
    expect(one).toMatch(
      /1 warning, as the queue counts; 3 more parts found by holding decisions and statements against/,
    );
    const none = await outlineOf(await changed({ flags: [] }));
    expect(none).toMatch(/No warning in the queue; these 3 parts were found by holding/);
  });

  it('says nothing of further parts where each has a warning, and nothing where the numbers are equal', async () => {
    const equal = await outlineOf(await changed({ flags: demoDoubts.map((target) => flagAt(target)) }));
    expect(equal).toContain('0 of 3 parts looked at');
    expect(equal).not.toContain('queue');
    const twice = [...demoDoubts.map((target) => flagAt(target)), flagAt(demoDoubts[0] ?? '', 'y')];
    const more = await outlineOf(await changed({ flags: twice }));
    expect(more).toMatch(/4 warnings, as the queue counts, on 3 parts\./);
  });

  it('counts a part that an edit made doubtful with those that no warning names', async () => {
    const draft = await changed({ flags: demoDoubts.map((target) => flagAt(target)) });
    const decided = 'frameworks.inpact.dimensions.2.checks.0';
    const $ = await see(`/review/${draft.id}?at=${decided}`);
    await send(draft, fieldsOf($, formOf('decide'), { decision: 'partly', why: 'Only half.', reason: 'Clipped.' }));
    const outline = await outlineOf(draft);
    expect(outline).toMatch(/\d warnings, as the queue counts; 1 more part found by holding/);
  });
});

describe('A draft that is returned', () => {
  it('goes back with a reason at each item, which its editor sees there, and waits again once edited', async () => {
    const draft = await walkedDraft(web, walked);
    const remark = (item: string, text: string) =>
      web.page(`/review/${draft.id}/note`, { as: people.reviewer, form: { kind: 'remark', item, text } });
    await remark('summary', 'Say what it is for.');
    await remark('strengths.0', 'Too long.');
    await remark('strengths.0', '');
    const $ = await see(`/review/${draft.id}`);
    expect($('form.decide .notice').text()).toContain('Summary: Say what it is for.');
    expect($('form.decide .notice li')).toHaveLength(1);
    const reply = await web.page(`/review/${draft.id}`, {
      as: people.reviewer,
      form: fieldsOf($, 'form.decide', { verdict: 'returned' }),
    });
    expect(reply.status).toBe(303);
    const back = await see(`/review/${draft.id}?at=summary`, people.editor);
    expect(back('#focus .notice').text()).toBe(`${people.reviewer.email} returned it: Say what it is for.`);
    expect(back('.review-head').text()).toContain('Returned for changes: Say what it is for.');
    await send(draft, fieldsOf(back, formOf('write'), { text: 'A store of vectors for search.' }), people.editor);
    expect((await web.office.store.drafts.state(draft.id))?.state).toBe('waiting');
    expect((await see(`/review/${draft.id}`))('form.decide .notice')).toHaveLength(0);
  });
});

describe('The history of a draft', () => {
  it('names who changed what and why, with words marked, and leads back to any revision', async () => {
    const draft = await walkedDraft(web, walked);
    const $ = await see(`/review/${draft.id}?at=${check}`);
    await send(
      draft,
      fieldsOf($, formOf('decide'), { decision: 'partly', reason: 'Only in the cloud.' }),
      people.editor,
    );
    const page = await see(`/review/${draft.id}/changes`);
    expect(page('h2').first().text()).toBe('Revision 2 against revision 1');
    expect(page('main').text()).toContain('Permitted goes from level 6 to level 5');
    expect(page('.revisions').text()).toContain('Reason: Only in the cloud.');
    expect(page('.revisions').text()).toContain(people.editor.email);
    expect(page('.changes del').text()).toContain('met');
    expect(page('.changes ins').text()).toContain('partly');
    expect((await send(draft, fieldsOf(page, `.revisions ${formOf('restore')}`))).status).toBe(303);
    expect((await latest(draft)).contentDigest).toBe(draft.contentDigest);
  });
});

describe('The module of the keys', () => {
  it('comes from our own origin and holds no address', async () => {
    const draft = await walkedDraft(web, walked);
    const $ = await see(`/review/${draft.id}`);
    const src = $('script').attr('src') ?? '';
    expect([$('script').length, $('script').text()]).toEqual([1, '']);
    const reply = await web.page(src, { as: null });
    expect(reply.headers.get('content-type')).toContain('text/javascript');
    expect(reply.headers.get('cache-control')).toContain('immutable');
    expect(await reply.text()).not.toMatch(/https?:|eval|innerHTML|Function\(/);
  });
});

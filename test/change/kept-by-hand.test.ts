import { load } from 'cheerio';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { editDraft } from '../../src/actions/edit-draft.ts';
import { startRun } from '../../src/actions/start-run.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { placeOfQuote } from '../../src/domain/edit.ts';
import { checksOf } from '../../src/domain/edit-places.ts';
import { people } from '../actions/office.ts';
import { fresh } from '../contract/sample-records.ts';
import { openWeb, type TestWeb } from '../web/desk.ts';
import { type CopiedSite, copySite } from './copied-site.ts';
import { approve, draftOf, draftProduct } from './published-product.ts';
import { workQueue } from './work-queue.ts';

let web: TestWeb;
let site: CopiedSite;
let slug: string;
let first: Draft;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());
beforeEach(async () => {
  site = await copySite();
  slug = fresh('quillstore');
  first = await draftProduct(web, site.http, { slug });
});
afterEach(() => site.close());

const edit = (draft: Draft, edits: unknown[]) =>
  editDraft(web.office, { draftId: draft.id, seen: draft.contentDigest, patch: { edits } }, people.reviewer);

/** "Run again in full". */
async function again(): Promise<Draft> {
  web.pass(3_600_000);
  await startRun(web.office, { slug, cause: 'manual', again: true, offline: true }, people.editor);
  await workQueue(web, site.http);
  const draft = await draftOf(web, slug);
  if (!draft) throw new Error('the run made no draft');
  return draft;
}

const summary = 'Quillstore stores vectors. Mind its limits before you choose it.';
const strength = 'Roles keep readers and writers apart.';
/** A check that the offline analyst finds met. */
const metOf = ({ analysis }: Draft) => {
  const found = checksOf(analysis).find(({ check }) => check.decision === 'met');
  if (!found) throw new Error('nothing is met');
  return found.check;
};

/** What a careful reviewer does: decides, writes the summary and a strength anew, and adds a limitation of their own. */
const byHand = (draft: Draft) => [
  { do: 'decide', check: metOf(draft).id, decision: 'partly', why: 'Only for one of them.', reason: 'Read the page.' },
  { do: 'write', at: 'summary', text: summary },
  { do: 'write', at: 'strengths.0', text: strength },
  { do: 'add', to: 'limitations', fields: { text: 'Our operators found upgrades slow.' } },
];

const flagsAt = ({ analysis }: Draft, target: string) =>
  analysis.flags.filter((flag) => flag.target === target).map(({ message }) => message);

describe('A product analysed again in full', () => {
  it('keeps what persons decided and wrote in what is published, and shows what the analyst writes now', async () => {
    const edited = await edit(first, byHand(first));
    await approve(web, site.http, edited);
    const draft = await again();
    expect(draft.change).toBeUndefined();
    const { analysis } = draft;
    const id = metOf(first).id;
    const decided = checksOf(analysis).find(({ check }) => check.id === id);
    expect(decided?.check).toMatchObject({ decision: 'partly', why: 'Only for one of them.' });
    expect(flagsAt(draft, decided?.path ?? '').join(' ')).toContain('A person decided this as partly met in version 1');
    expect(analysis.summary).toMatchObject({ text: summary, origin: 'person' });
    expect(analysis.summary.citations).toEqual(edited.analysis.summary.citations);
    expect(flagsAt(draft, 'summary').join(' ')).toContain(`The analyst writes now: “${first.analysis.summary.text}”`);
    expect(analysis.strengths.filter(({ text }) => text === strength)).toHaveLength(1);
    expect(analysis.strengths).toHaveLength(first.analysis.strengths.length);
    const own = analysis.limitations.findIndex(({ text }) => text.startsWith('Our operators'));
    expect(flagsAt(draft, `limitations.${own}`).join(' ')).toContain('A person wrote this in version 1.');
    // Writing it anew answers the flag.
    const answered = await edit(draft, [{ do: 'write', at: 'summary', text: `${summary} Read on.` }]);
    expect(flagsAt(answered, 'summary').join(' ')).not.toContain('The analyst writes now');
    await approve(web, site.http, answered);
    const published = await web.office.store.publications.latest(slug);
    expect([published?.version, published?.analysis.strengths.filter(({ text }) => text === strength).length]).toEqual([
      2, 1,
    ]);
  });

  it('keeps them from a draft that waits, and from that through a second time', async () => {
    await edit(first, byHand(first));
    const second = await again();
    expect(second.analysis.summary.text).toBe(summary);
    expect(flagsAt(second, 'summary').join(' ')).toContain('A person wrote this in the draft before this one.');
    const third = await again();
    expect(third.analysis.summary.text).toBe(summary);
    const id = metOf(first).id;
    expect(checksOf(third.analysis).find(({ check }) => check.id === id)?.check.decision).toBe('partly');
  });

  it('shows words whose quote is gone beside the new ones, and does not take them over', async () => {
    const at = first.analysis.limitations.findIndex(({ citations }) =>
      citations.some(({ quote }) => quote.includes('4 billion records')),
    );
    const mine = 'At four billion records a collection is full.';
    await approve(web, site.http, await edit(first, [{ do: 'write', at: `limitations.${at}`, text: mine }]));
    await site.edit(
      'limitations/index.html',
      'A collection is limited to 4 billion records.',
      'Collections grow without a limit.',
    );
    const draft = await again();
    expect(draft.analysis.limitations.some(({ text }) => text === mine)).toBe(false);
    const told = draft.analysis.flags.find(({ message }) => message.includes(mine));
    expect(told).toMatchObject({ kind: 'stale-citation', severity: 'warns' });
    expect(told?.message).toContain('The pages no longer say “A collection is limited to 4 billion records.”');
  });

  it('is compared with the version published last, and says so', async () => {
    const see = async (path: string) => load(await (await web.page(path, { as: people.reviewer })).text());
    const against = async ({ id }: Draft) => (await see(`/review/${id}/changes`))('#against').text();
    await approve(web, site.http, first);
    const second = await again();
    await approve(web, site.http, second);
    // What became of the first version is no draft that this one replaced.
    const draft = await again();
    const head = (await see(`/review/${draft.id}`))('.review-head').text();
    expect(head).toContain('Version 2 is public.');
    expect(head).not.toContain('This draft replaced an earlier one');
    expect(await against(draft)).toMatch(/Revision 1 against published version 2/);
    const edited = await edit(draft, [{ do: 'write', at: 'summary', text: summary }]);
    expect(await against(edited)).toMatch(/Revision 2 against published version 2/);
    const edits = (await see(`/review/${draft.id}/changes?from=1`))('#against').text();
    expect(edits).toMatch(/Revision 2 against revision 1/);
    expect(await against(second)).toMatch(/Revision 1 against published version 1/);
  });

  it('is compared with the draft before it while nothing is public', async () => {
    await edit(first, byHand(first));
    const draft = await again();
    const page = load(await (await web.page(`/review/${draft.id}/changes`, { as: people.reviewer })).text());
    expect(page('#against').text()).toMatch(/Revision 1 against the draft of 20\d\d-\d\d-\d\d \d\d:\d\d UTC/);
  });
});

describe('A decision of a person whose quote is gone', () => {
  it('is warned of no longer once the quote is dropped and nothing is evidenced by it', async () => {
    const set = checksOf(first.analysis).find(({ check }) =>
      check.citations.some(({ quote }) => quote.includes('Callers authenticate with')),
    );
    if (!set) throw new Error('no decision rests on that sentence');
    const { path, check } = set;
    const confirmed = { do: 'decide', check: check.id, decision: check.decision, reason: 'Read the page.' };
    await approve(web, site.http, await edit(first, [confirmed]));
    await site.edit(
      'security/authentication/index.html',
      'Callers authenticate with',
      'Callers cannot authenticate with',
    );
    web.pass(3_600_000);
    await startRun(web.office, { slug, cause: 'scheduled', again: false, offline: true }, people.editor);
    await workQueue(web, site.http);
    const draft = await draftOf(web, slug);
    if (!draft) throw new Error('the reading made no draft');
    const about = ({ analysis: { flags } }: Draft) =>
      flags.filter(({ kind, target }) => kind === 'stale-citation' && target === path);
    expect(about(draft)).toHaveLength(1);
    const cited = checksOf(draft.analysis).find((each) => each.path === path)?.check.citations ?? [];
    const drops = cited.map((citation) => ({ do: 'drop', at: check.id, place: placeOfQuote(citation) }));
    const without = await edit(draft, drops);
    expect(checksOf(without.analysis).find((each) => each.path === path)?.check.decision).toBe('no-evidence');
    expect(about(without)).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../src/actions/decide.ts';
import { editDraft } from '../../src/actions/edit-draft.ts';
import { reviewDesk } from '../../src/actions/review-desk.ts';
import { brokenCitations } from '../../src/actions/verify-analysis.ts';
import type { Analysis, CheckResult, Citation } from '../../src/domain/analysis.ts';
import { isDoubtful } from '../../src/domain/attention.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { placeOfQuote } from '../../src/domain/edit.ts';
import { checksOf } from '../../src/domain/edit-places.ts';
import type { Quote } from '../../src/domain/evidence.ts';
import { flagKey } from '../../src/domain/flag-key.ts';
import { followDecisions } from '../../src/domain/follow-decisions.ts';
import { lint } from '../../src/domain/lint.ts';
import { claimsOf } from '../../src/domain/lint-targets.ts';
import type { Person } from '../../src/domain/person.ts';
import { rubricChecks } from '../../src/domain/rubric.ts';
import { thinFlags } from '../../src/domain/thin-flags.ts';
import { openOffice, people, refusalOf, type TestOffice } from './office.ts';
import { publish } from './quillstore.ts';
import { type Walked, walkedDraft, walkQuillstore } from './walked-draft.ts';

let desk: TestOffice;
let walked: Walked;
beforeAll(async () => {
  desk = await openOffice();
  walked = await walkQuillstore(desk.office.store.bodies);
});
afterAll(() => desk.close());

const edit = (draft: Draft, edits: object[], person: Person = people.editor) =>
  editDraft(desk.office, { draftId: draft.id, seen: draft.contentDigest, patch: { edits } }, person);

function checkOf(analysis: Analysis, id: string): CheckResult {
  const found = checksOf(analysis).find(({ check }) => check.id === id)?.check;
  if (!found) throw new Error(`no check ${id}`);
  return found;
}

/** The first check that was decided so. */
function decided(analysis: Analysis, decision: CheckResult['decision']): CheckResult {
  const found = checksOf(analysis).find(({ check }) => check.decision === decision)?.check;
  if (!found) throw new Error(`no check is ${decision}`);
  return found;
}

function levelOf(analysis: Analysis, check: string): number | null | undefined {
  const all = [...analysis.frameworks.inpact.dimensions, ...analysis.frameworks.goals.dimensions];
  return all.find(({ checks }) => checks.some(({ id }) => id === check))?.level;
}

/** A sentence of the draft's pages that no part of the analysis cites yet. */
function uncitedSentence(analysis: Analysis): { textDigest: string; quote: string; from: number } {
  const all = JSON.stringify(analysis);
  for (const { text, kind, flags, places } of walked.corpus.passages) {
    const place = places[0];
    const page = place && walked.corpus.pages[place.page];
    if (kind !== 'prose' || flags.length > 0 || !page) continue;
    const sentence = /^[A-Z][^.\n]{60,160}\.(?=\s|$)/.exec(text)?.[0];
    if (sentence && !all.includes(sentence)) {
      return { textDigest: page.textDigest, quote: sentence, from: place.start };
    }
  }
  throw new Error('every sentence is cited');
}

/** The draft with the quotes of one check dropped. */
function withoutEvidence(draft: Draft): Promise<Draft> {
  const check = decided(draft.analysis, 'met');
  return edit(draft, [{ do: 'decide', check: check.id, decision: 'no-evidence', reason: 'Another product’s.' }]);
}

async function auditOf(draft: Draft) {
  const rows = await desk.office.store.audit.read(0, 10_000);
  return rows.filter(({ subject }) => subject === draft.id);
}

describe('A decision that a person changes', () => {
  it('moves level, total, contexts and what would raise the score, and stays said with its reason', async () => {
    const draft = await walkedDraft(desk, walked);
    const check = decided(draft.analysis, 'met');
    const next = await edit(draft, [
      { do: 'decide', check: check.id, decision: 'partly', why: 'Only for administrators.', reason: 'Clipped quote.' },
    ]);
    expect(next).toMatchObject({ revision: 2, parentRevision: 1, author: people.editor.email });
    expect(checkOf(next.analysis, check.id)).toMatchObject({ decision: 'partly', why: 'Only for administrators.' });
    expect(levelOf(next.analysis, check.id)).toBeLessThan(levelOf(draft.analysis, check.id) ?? 0);
    const [was, is] = [draft, next].map(
      ({ analysis: { frameworks } }) => frameworks.inpact.total + frameworks.goals.total,
    );
    expect(is).toBeLessThan(was ?? 0);
    expect(next.analysis.raise.flatMap(({ checks }) => checks)).toContain(check.id);
    expect(next.edits).toEqual([
      { at: expect.stringMatching(/checks/), did: `${check.id}: from met to partly met`, reason: 'Clipped quote.' },
    ]);
    expect(lint(next.analysis, desk.office.rubric)).toEqual([]);
  });

  it('moves what the product is fit for, where a threshold is missed by it', async () => {
    const draft = await walkedDraft(desk, walked);
    const met = checksOf(draft.analysis).filter(
      ({ path, check }) => path.includes('inpact') && check.decision === 'met',
    );
    const next = await edit(
      draft,
      met.slice(0, 20).map(({ path }) => ({ do: 'decide', check: path, decision: 'partly', reason: 'Half.' })),
    );
    expect(draft.analysis.contexts.every(({ inpact }) => inpact.pass)).toBe(true);
    expect(next.analysis.contexts.some(({ inpact }) => inpact.pass)).toBe(false);
    expect(lint(next.analysis, desk.office.rubric)).toEqual([]);
  });

  it('is refused without a reason, and where no quote stands behind it', async () => {
    const draft = await withoutEvidence(await walkedDraft(desk, walked));
    const bare = decided(draft.analysis, 'no-evidence');
    const silent = edit(draft, [{ do: 'decide', check: bare.id, decision: 'met' }]);
    expect(await refusalOf(silent)).toMatchObject({ status: 422, details: [{ path: 'reason' }] });
    const unproven = edit(draft, [{ do: 'decide', check: bare.id, decision: 'met', reason: 'I know it.' }]);
    expect(await refusalOf(unproven)).toMatchObject({ status: 422, details: [{ path: 'decision' }] });
    expect((await desk.office.store.drafts.state(draft.id))?.revision).toBe(draft.revision);
  });

  it('may come together with the sentence that proves it', async () => {
    const draft = await withoutEvidence(await walkedDraft(desk, walked));
    const bare = decided(draft.analysis, 'no-evidence');
    const next = await edit(draft, [
      { do: 'cite', at: bare.id, ...uncitedSentence(draft.analysis) },
      { do: 'decide', check: bare.id, decision: 'met', why: 'The pages say so.', reason: 'Overlooked.' },
    ]);
    expect(checkOf(next.analysis, bare.id)).toMatchObject({
      decision: 'met',
      citations: [{ passageId: expect.any(String) }],
    });
    expect(await brokenCitations(desk.office.store, next.analysis)).toEqual([]);
  });

  it('answers the flag that two analysts disagree, and warns where a published level moves', async () => {
    const first = await walkedDraft(desk, walked);
    const seen = { verdict: 'approved', revision: 1, contentDigest: first.contentDigest };
    await publish(desk, await decide(desk.office, { draftId: first.id, decision: seen }, people.reviewer));
    const draft = await walkedDraft(desk, walked, first.slug);
    const check = decided(draft.analysis, 'met');
    const down = await edit(draft, [{ do: 'decide', check: check.id, decision: 'partly', reason: 'Half of it.' }]);
    expect(down.analysis.flags.filter(({ kind }) => kind === 'level-moved')).toHaveLength(1);
    const back = await edit(down, [{ do: 'decide', check: check.id, decision: 'met', reason: 'All of it.' }]);
    expect(back.analysis.flags.filter(({ kind }) => kind === 'level-moved')).toEqual([]);
  });
});

describe('A check and the passages that deny it', () => {
  const said = async (draft: Draft, check: string) => {
    const { attention } = await reviewDesk(desk.office, draft.id);
    const path = checksOf(draft.analysis).find((each) => each.check.id === check)?.path;
    return attention.filter(isDoubtful).flatMap(({ item, doubts }) => (item === path ? doubts : []));
  };
  const disputed = 'availability.target';
  const offered = (stance: Quote['stance']): Citation => {
    const quotes = walked.evidence.checks.find(({ check }) => check === disputed)?.quotes;
    const found = quotes?.find((quote) => quote.stance === stance)?.citation;
    if (!found) throw new Error(`no quote ${stance}`);
    return found;
  };
  const cite = ({ textDigest, quote, start }: Citation) => ({
    do: 'cite',
    at: disputed,
    textDigest,
    quote,
    from: start,
  });
  const warnings = async ({ slug }: Draft) => (await desk.office.store.drafts.list({ slug, limit: 1 })).items[0]?.warns;

  it('stays doubtful once the denial is cited under it', async () => {
    const draft = await walkedDraft(desk, walked);
    expect(checkOf(draft.analysis, disputed).decision).toBe('met');
    const [before] = await said(draft, disputed);
    expect(before?.message).toContain('A passage says otherwise: “Some downtime');
    const denial = offered('contradicts');
    const next = await edit(draft, [cite(denial)]);
    expect(checkOf(next.analysis, disputed)).toMatchObject({ decision: 'met' });
    expect(checkOf(next.analysis, disputed).citations.map(placeOfQuote)).toContain(placeOfQuote(denial));
    const [after] = await said(next, disputed);
    expect(after?.message).toContain('One of its quotes says otherwise: “Some downtime');
    expect(after?.weight).toBeGreaterThanOrEqual(before?.weight ?? 0);
  });

  it('is warned of as contradicted while all its quotes speak for it, on the desk and in the count of the queue', async () => {
    const draft = await walkedDraft(desk, walked);
    const denied = await edit(draft, [
      { do: 'decide', check: disputed, decision: 'contradicted', why: 'No.', reason: 'Downtime is needed.' },
    ]);
    const [doubt, ...others] = await said(denied, disputed);
    expect(doubt?.message).toMatch(
      /^Decided contradicted, yet (?:its only quote speaks|all \d of its quotes speak) for it: “/,
    );
    expect(others.filter(({ message }) => message === doubt?.message)).toEqual([]);
    // As heavy as a check that is met by its denial, though the flag alone weighs less.
    expect(doubt?.weight).toBeGreaterThanOrEqual(310);
    const counted = await warnings(denied);
    const proven = await edit(denied, [cite(offered('contradicts'))]);
    expect(await warnings(proven)).toBe((counted ?? 0) - 1);
    expect((await said(proven, disputed)).filter(({ message }) => message.includes('yet'))).toEqual([]);
  });

  it('is counted no more once a person resolved the warning, and still told on the desk', async () => {
    const draft = await walkedDraft(desk, walked);
    const denied = await edit(draft, [
      { do: 'decide', check: disputed, decision: 'contradicted', why: 'No.', reason: 'Downtime is needed.' },
    ]);
    const flag = denied.analysis.flags.find(({ message }) => message.startsWith('Decided contradicted, yet'));
    if (!flag) throw new Error('nothing is warned of');
    const resolved = await edit(denied, [{ do: 'resolve', flag: flagKey(flag), reason: 'It denies it by its note.' }]);
    const later = await edit(resolved, [{ do: 'write', at: 'summary', text: 'A database for vectors.' }]);
    expect(later.analysis.flags.some(({ message }) => message === flag.message)).toBe(false);
    expect((await said(later, disputed)).map(({ message }) => message)).toContain(flag.message);
  });
});

describe('The sentence beside a decision', () => {
  it.each([
    ['is absent', {}],
    ['is the old one', { why: 'old' }],
  ])('goes where the decision changes and the given sentence %s', async (_what, given) => {
    const draft = await walkedDraft(desk, walked);
    const check = decided(draft.analysis, 'met');
    expect(check.why).not.toBe('');
    const why = 'why' in given ? { why: check.why } : {};
    const next = await edit(draft, [
      { do: 'decide', check: check.id, decision: 'partly', reason: 'Clipped quote.', ...why },
    ]);
    expect(checkOf(next.analysis, check.id)).toMatchObject({ decision: 'partly', why: '' });
    expect(next.edits?.[0]?.did).toBe(`${check.id}: from met to partly met; its sentence cleared`);
    expect(lint(next.analysis, desk.office.rubric)).toEqual([]);
  });

  it('stays where the decision does', async () => {
    const draft = await walkedDraft(desk, walked);
    const check = decided(draft.analysis, 'met');
    const next = await edit(draft, [{ do: 'decide', check: check.id, decision: 'met', reason: 'Read it.' }]);
    expect(checkOf(next.analysis, check.id).why).toBe(check.why);
  });
});

describe('Statements that speak of a check whose decision changes', () => {
  const partly = { do: 'decide', decision: 'partly', reason: 'Half.' };
  const staleOf = ({ analysis }: Draft) => analysis.flags.filter(({ kind }) => kind === 'stale-citation');
  const statementsWith = (analysis: Analysis, check: CheckResult) => {
    const places = new Set(check.citations.map(placeOfQuote));
    return claimsOf(analysis)
      .filter(({ claim }) => claim.citations.some((citation) => places.has(placeOfQuote(citation))))
      .map(({ path }) => path);
  };

  it('are each flagged with what it was decided, and no others', async () => {
    const draft = await walkedDraft(desk, walked);
    const { inpact } = draft.analysis.frameworks;
    const met = inpact.dimensions.flatMap(({ checks }, at) =>
      checks.filter(({ decision }) => decision === 'met').map((check) => ({ check, at })),
    );
    // The one that most of the text speaks of.
    const [most] = met.toSorted(
      (a, b) => statementsWith(draft.analysis, b.check).length - statementsWith(draft.analysis, a.check).length,
    );
    if (!most) throw new Error('nothing is met');
    const { check } = most;
    const next = await edit(draft, [{ ...partly, check: check.id }]);
    const rationale = `frameworks.inpact.dimensions.${most.at}.rationale`;
    const expected = new Set([...statementsWith(draft.analysis, check), rationale]);
    expect(expected.size).toBeGreaterThan(2);
    expect(new Set(staleOf(next).map(({ target }) => target))).toEqual(expected);
    const label = rubricChecks(desk.office.rubric).find((each) => each.check.id === check.id)?.check.label;
    const message = `This was written when “${label}” was met: read it again.`;
    expect(staleOf(next)).toContainEqual({ kind: 'stale-citation', severity: 'warns', target: rationale, message });
  });

  it('are asked about no more once edited, once resolved, and once the decision is what it was', async () => {
    const draft = await walkedDraft(desk, walked);
    const check = checkOf(draft.analysis, 'permitted.roles');
    const next = await edit(draft, [{ ...partly, check: check.id }]);
    const [first, second, ...rest] = staleOf(next);
    if (!first || !second) throw new Error('too few statements cite it');
    const same = await edit(next, [
      { do: 'write', at: first.target, text: 'Callers sign in with keys.' },
      { do: 'resolve', flag: flagKey(second) },
    ]);
    expect(staleOf(same)).toEqual(rest);
    const more = await edit(same, [{ do: 'write', at: 'summary', text: 'A store of vectors.' }]);
    expect(staleOf(more)).toEqual(rest);
    const other = await edit(await walkedDraft(desk, walked), [{ ...partly, check: check.id }]);
    expect(staleOf(other)).not.toEqual([]);
    const back = await edit(other, [{ ...partly, check: check.id, decision: 'met' }]);
    expect(staleOf(back)).toEqual([]);
  });

  it('keep what they were written for over a second change, and are spared where edited along with the first', async () => {
    const draft = await walkedDraft(desk, walked);
    const check = checkOf(draft.analysis, 'permitted.roles');
    const at = 'frameworks.inpact.dimensions.2.rationale';
    const next = await edit(draft, [
      { ...partly, check: check.id },
      { do: 'write', at, text: 'Callers sign in with keys.' },
    ]);
    expect(staleOf(next).map(({ target }) => target)).not.toContain(at);
    const again = await edit(next, [{ ...partly, check: check.id, decision: 'contradicted' }]);
    const messages = (draft: Draft) => new Map(staleOf(draft).map(({ target, message }) => [target, message]));
    expect(messages(again).get(at)).toContain('was partly met');
    for (const [target, message] of messages(next)) expect(messages(again).get(target)).toBe(message);
  });

  it('are flagged as absences where they name what was not found, and not for another check of the same pages', async () => {
    const bare = await withoutEvidence(await walkedDraft(desk, walked));
    const check = decided(bare.analysis, 'no-evidence');
    const terms = rubricChecks(desk.office.rubric).find((each) => each.check.id === check.id)?.check.search[0];
    const draft = await edit(bare, [
      { do: 'write', at: 'limitations.0', kind: 'absence', text: `No ${terms} was found.` },
      { do: 'write', at: 'limitations.1', kind: 'absence', text: 'No zebra crossing was found.' },
    ]);
    const next = await edit(draft, [
      { do: 'cite', at: check.id, ...uncitedSentence(draft.analysis) },
      { do: 'decide', check: check.id, decision: 'met', reason: 'Overlooked.' },
    ]);
    const targets = staleOf(next).map(({ target }) => target);
    expect(targets).toContain('limitations.0');
    expect(targets).not.toContain('limitations.1');
  });
});

describe('A quote', () => {
  it('that is dropped as the last one leaves the check without evidence', async () => {
    const draft = await walkedDraft(desk, walked);
    const check = decided(draft.analysis, 'met');
    const drops = check.citations.map((citation) => ({ do: 'drop', at: check.id, place: placeOfQuote(citation) }));
    const next = await edit(draft, drops);
    expect(checkOf(next.analysis, check.id)).toMatchObject({ decision: 'no-evidence', citations: [], why: '' });
  });

  it('is cited as the page has it, widened to its whole sentence', async () => {
    const draft = await walkedDraft(desk, walked);
    const { quote, ...where } = uncitedSentence(draft.analysis);
    const half = quote.split(' ').slice(2, -2).join('  ');
    const next = await edit(draft, [{ do: 'cite', at: 'strengths.0', ...where, quote: half }]);
    expect(next.analysis.strengths[0]?.citations.at(-1)?.quote).toContain(quote);
    expect(next.analysis.strengths[0]?.origin).toBe('person');
  });

  it.each([
    ['words that the page does not hold', { quote: 'Quillstore is certified for every hospital of the world.' }],
    ['a page that the draft was not made from', { textDigest: '0'.repeat(64) }],
    ['nothing at all', { quote: ' ' }],
  ])('is refused for %s', async (_what, change) => {
    const draft = await walkedDraft(desk, walked);
    const wanted = { do: 'cite', at: 'strengths.0', ...uncitedSentence(draft.analysis), ...change };
    expect((await refusalOf(edit(draft, [wanted]))).status).toBe(422);
  });

  it('is refused out of a passage that addresses a model', async () => {
    const own = structuredClone(walked);
    const wanted = uncitedSentence(own.draft.analysis);
    for (const passage of own.corpus.passages) {
      if (passage.text.includes(wanted.quote)) passage.flags = ['injection-suspect'];
    }
    const draft = await walkedDraft(desk, own);
    const refusal = await refusalOf(edit(draft, [{ do: 'cite', at: 'strengths.0', ...wanted }]));
    expect(refusal.code).toBe('suspect-passage');
  });

  it('is refused where it is cited already or is not cited', async () => {
    const draft = await walkedDraft(desk, walked);
    const [cited] = draft.analysis.strengths[0]?.citations ?? [];
    if (!cited) throw new Error('the first strength cites nothing');
    const again = {
      do: 'cite',
      at: 'strengths.0',
      textDigest: cited.textDigest,
      quote: cited.quote,
      from: cited.start,
    };
    expect((await refusalOf(edit(draft, [again]))).message).toContain('already');
    const other = { do: 'drop', at: 'summary', place: `${'0'.repeat(64)}:1-2` };
    expect((await refusalOf(edit(draft, [other]))).message).toContain('not cited');
  });
});

describe('A statement', () => {
  it('is rewritten as the person’s own, and linted at once', async () => {
    const draft = await walkedDraft(desk, walked);
    const next = await edit(draft, [{ do: 'write', at: 'summary', text: 'The strongest vector database.' }]);
    expect(next.analysis.summary).toMatchObject({ text: 'The strongest vector database.', origin: 'person' });
    expect(next.analysis.flags.filter(({ severity }) => severity === 'blocks')).toMatchObject([{ target: 'summary' }]);
    const mended = await edit(next, [{ do: 'write', at: 'summary', text: draft.analysis.summary.text }]);
    expect(mended.analysis.flags).toEqual(draft.analysis.flags);
  });

  it('that becomes an absence names the pages searched, and cites nothing', async () => {
    const draft = await walkedDraft(desk, walked);
    const next = await edit(draft, [{ do: 'write', at: 'strengths.0', kind: 'absence', text: 'None was found.' }]);
    expect(next.analysis.strengths[0]).toMatchObject({ kind: 'absence', citations: [] });
    expect(next.analysis.strengths[0]?.searched.length).toBeGreaterThan(3);
  });

  it('is taken out and added; flags about later items move up with them', async () => {
    const draft = await walkedDraft(desk, walked);
    const flag = {
      kind: 'claim-stronger-than-quote',
      severity: 'warns',
      target: 'strengths.1',
      message: 'Too much.',
    } as const;
    const flagged = { ...walked, draft: { ...walked.draft, analysis: { ...walked.draft.analysis, flags: [flag] } } };
    const own = await walkedDraft(desk, flagged);
    const second = own.analysis.strengths[1]?.text;
    const next = await edit(own, [{ do: 'remove', at: 'strengths.0' }]);
    expect(next.analysis.strengths[0]?.text).toBe(second);
    expect(next.analysis.flags).toContainEqual({ ...flag, target: 'strengths.0' });
    const gone = await edit(next, [{ do: 'remove', at: 'strengths.0' }]);
    expect(gone.analysis.flags.some(({ kind }) => kind === flag.kind)).toBe(false);
    const fields = {
      severity: 'high',
      risk: 'Backups are lost when a disk fails.',
      mitigation: 'Copy them elsewhere.',
    };
    const more = await edit(draft, [{ do: 'add', to: 'trustRisks', fields }]);
    expect(more.analysis.trustRisks.at(-1)).toMatchObject({
      severity: 'high',
      risk: { kind: 'judgement', origin: 'person' },
    });
    const set = await edit(more, [{ do: 'set', at: 'trustRisks.0.severity', value: 'low' }]);
    expect(set.analysis.trustRisks[0]?.severity).toBe('low');
  });

  it.each([
    [{ do: 'write', at: 'nowhere.7', text: 'x' }],
    [{ do: 'write', at: 'permitted.roles', text: 'x' }],
    [{ do: 'decide', check: 'summary', decision: 'met', reason: 'x' }],
    [{ do: 'remove', at: 'summary' }],
    [{ do: 'remove', at: 'strengths.99' }],
    [{ do: 'add', to: 'integrations', fields: { name: 'x' } }],
    [{ do: 'add', to: 'trustRisks', fields: { severity: 'dreadful', risk: 'x', mitigation: 'x' } }],
    [{ do: 'set', at: 'trustRisks.0.severity', value: 'dreadful' }],
    [{ do: 'set', at: 'frameworks.inpact.total', value: '36' }],
    [{ do: 'write', at: 'summary', text: 'x'.repeat(4001) }],
    [{ do: 'write', at: 'summary', text: 'a\u0000b' }],
    [{ do: 'level', at: 'inpact.permitted', level: 6 }],
  ])('is refused for what cannot be: %j', async (wrong) => {
    const draft = await walkedDraft(desk, walked);
    const refusal = await refusalOf(edit(draft, [wrong]));
    expect(refusal.status).toBe(422);
    expect(refusal.details.length).toBeGreaterThan(0);
    expect((await desk.office.store.drafts.state(draft.id))?.revision).toBe(1);
  });
});

describe('A flag', () => {
  it('that blocks is resolved with a reason, does not come back, and a lint is only ever mended', async () => {
    const flag = { kind: 'injection-suspected', severity: 'blocks', target: 'crawl', message: 'Look.' } as const;
    const { analysis } = walked.draft;
    const flagged = {
      ...walked,
      draft: { ...walked.draft, analysis: { ...analysis, flags: [...analysis.flags, flag] } },
    };
    const draft = await walkedDraft(desk, flagged);
    const resolve = { do: 'resolve', flag: flagKey(flag) };
    expect((await refusalOf(edit(draft, [resolve]))).details).toMatchObject([{ path: 'reason' }]);
    const next = await edit(draft, [{ ...resolve, reason: 'A tutorial about prompts.' }]);
    expect(next.analysis.flags).not.toContainEqual(flag);
    const thin = next.analysis.flags.find(({ kind }) => kind === 'thin-evidence' || kind === 'thin-section');
    if (!thin) throw new Error('nothing is thin');
    const quiet = await edit(next, [{ do: 'resolve', flag: flagKey(thin) }]);
    const later = await edit(quiet, [{ do: 'write', at: 'summary', text: 'TODO' }]);
    expect(later.analysis.flags).not.toContainEqual(thin);
    const stays = later.analysis.flags.find(({ kind }) => kind === 'lint');
    if (!stays) throw new Error('an internal note passes');
    const talked = edit(later, [{ do: 'resolve', flag: flagKey(stays), reason: 'Fine.' }]);
    expect((await refusalOf(talked)).status).toBe(422);
  });
});

describe('Every edit', () => {
  it('is a revision with its author, in the audit log of the same transaction; nothing earlier is lost', async () => {
    const draft = await walkedDraft(desk, walked);
    const next = await edit(draft, [{ do: 'write', at: 'summary', text: 'A store of vectors.', reason: 'Shorter.' }]);
    const [row] = (await auditOf(draft)).filter(({ action }) => action === 'draft.revised');
    expect(row).toMatchObject({
      actor: people.editor.email,
      detail: { revision: 2, parentRevision: 1, contentDigest: next.contentDigest, edits: next.edits },
    });
    expect(await desk.office.store.drafts.get(draft.id, 1)).toEqual(draft);
    expect((await desk.office.store.drafts.revisions(draft.id)).map(({ revision }) => revision)).toEqual([2, 1]);
  });

  it('is undone by a further revision that says what an earlier one said', async () => {
    const draft = await walkedDraft(desk, walked);
    const next = await edit(draft, [{ do: 'remove', at: 'strengths.0' }]);
    const undone = await edit(next, [{ do: 'restore', revision: 1 }]);
    expect(undone).toMatchObject({ revision: 3, parentRevision: 2, contentDigest: draft.contentDigest });
    expect((await refusalOf(edit(undone, [{ do: 'restore', revision: 3 }]))).code).toBe('unknown-revision');
    expect((await refusalOf(edit(undone, [{ do: 'restore', revision: 9 }]))).code).toBe('unknown-revision');
  });

  it('that changes nothing makes no revision', async () => {
    const draft = await walkedDraft(desk, walked);
    const same = await edit(draft, [{ do: 'write', at: 'summary', text: draft.analysis.summary.text }]);
    expect(same).toEqual(draft);
  });

  it('is refused to a reader, for an unknown draft, and once the draft is closed', async () => {
    const draft = await walkedDraft(desk, walked);
    const change = [{ do: 'write', at: 'summary', text: 'Other words here.' }];
    expect((await refusalOf(edit(draft, change, people.reader))).status).toBe(403);
    expect((await refusalOf(edit({ ...draft, id: 'draft-0' }, change))).status).toBe(404);
    const seen = { verdict: 'rejected', reason: 'No.', revision: 1, contentDigest: draft.contentDigest };
    await decide(desk.office, { draftId: draft.id, decision: seen }, people.reviewer);
    expect(await refusalOf(edit(draft, change))).toMatchObject({ status: 409, code: 'draft-closed' });
  });

  it('to a revision that is not the latest is refused with what changed, and a hundred at once have one winner', async () => {
    const draft = await walkedDraft(desk, walked);
    const ends = await Promise.allSettled(
      Array.from({ length: 100 }, (_, at) =>
        edit(draft, [{ do: 'write', at: 'summary', text: `Words number ${at}.` }]),
      ),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject({ status: 412 });
    const refusal = await refusalOf(edit(draft, [{ do: 'remove', at: 'strengths.0' }], people.reviewer));
    expect(refusal).toMatchObject({ status: 412, code: 'stale', details: [{ path: 'summary' }] });
    expect(refusal.message).toContain(people.editor.email);
    expect(refusal.details[0]?.message).toContain(draft.analysis.summary.text);
  });

  it('leaves what nobody touched exactly as the stages made it', async () => {
    const { analysis } = walked.draft;
    expect(followDecisions(analysis, { before: analysis, published: {}, rubric: desk.office.rubric })).toEqual(
      analysis,
    );
  });

  it('makes the same flags of thin evidence as the draft stage', async () => {
    const { analysis } = walked.draft;
    expect(thinFlags(analysis)).toEqual(analysis.flags.filter(({ kind }) => kind.startsWith('thin-')));
  });
});

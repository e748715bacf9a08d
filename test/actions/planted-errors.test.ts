import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../src/actions/decide.ts';
import { editDraft } from '../../src/actions/edit-draft.ts';
import { type ReviewDesk, reviewDesk } from '../../src/actions/review-desk.ts';
import { type Analysis, type Citation, contentDigest } from '../../src/domain/analysis.ts';
import { isDoubtful } from '../../src/domain/attention.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { placeOfQuote } from '../../src/domain/edit.ts';
import { checksOf } from '../../src/domain/edit-places.ts';
import { itemOf } from '../../src/domain/item.ts';
import { claimsOf } from '../../src/domain/lint-targets.ts';
import { openOffice, people, refusalOf, type TestOffice } from './office.ts';
import { type Walked, walkedDraft, walkQuillstore } from './walked-draft.ts';
import { kserveIsHere, walkKserve } from './walked-vendor.ts';

/** The share of all items of a draft within which a reviewer must come upon every planted error. */
const share = 0.3;
/** Among few doubtful items five errors cannot all be within a third: at least so many are always read. */
const leastFirst = 7;

let desk: TestOffice;
beforeAll(async () => {
  desk = await openOffice();
});
afterAll(() => desk.close());

if (!kserveIsHere)
  console.warn('The documentation of KServe is not here: errors are planted in the invented one only.');

const vendors: [name: string, walk: () => Promise<Walked>, present: boolean][] = [
  ['Quillstore', () => walkQuillstore(desk.office.store.bodies), true],
  [
    'KServe',
    () =>
      walkKserve(desk.office.store.bodies, {
        url: '/docs/admin-guide/notes-on-releases',
        text: '# Notes on releases\n\nSome downtime is required for every release: the controller is stopped while its objects are converted.\n',
      }),
    kserveIsHere,
  ],
];

describe.each(vendors)('Five errors of five kinds in a draft of %s', (_name, walk, present) => {
  let walked: Walked;
  beforeAll(async () => {
    if (present) walked = await walk();
  });

  it.skipIf(!present)('that code lets pass are among the first things a reviewer is shown', async () => {
    const { draft, planted } = await planted5(walked);
    const shown = await reviewDesk(desk.office, draft.id);
    expect(shown.blocks).toEqual([]);
    const first = shown.attention.filter(isDoubtful).map(({ item }) => item);
    const ranks = Object.fromEntries(Object.entries(planted).map(([kind, item]) => [kind, first.indexOf(item) + 1]));
    console.log(`${_name}: ${JSON.stringify(ranks)} of ${itemsOf(shown).size} items, ${first.length} to look at`);
    for (const [kind, rank] of Object.entries(ranks)) {
      expect(rank, kind).toBeGreaterThan(0);
      // Of everything that can be looked at, and, where much is doubtful, of what is put first.
      expect(rank, kind).toBeLessThanOrEqual(itemsOf(shown).size * share);
      expect(rank, kind).toBeLessThanOrEqual(Math.max(leastFirst, first.length * share));
    }
  });

  it.skipIf(!present)(
    'that code refuses outright are blocks, each with its place, and come before all else',
    async () => {
      const { draft, planted } = await careless(walked);
      const shown = await reviewDesk(desk.office, draft.id);
      const first = shown.attention.slice(0, Object.keys(planted).length + 1).map(({ item }) => item);
      for (const [kind, item] of Object.entries(planted)) {
        expect(first, kind).toContain(item);
        expect(
          shown.blocks.map(({ path }) => itemOf(path)),
          kind,
        ).toContain(item);
      }
      const decision = {
        verdict: 'approved',
        revision: draft.revision,
        contentDigest: draft.contentDigest,
        reason: '',
      };
      const refused = await refusalOf(decide(desk.office, { draftId: draft.id, decision }, people.reviewer));
      expect(refused.code).toBe('blocked');
      for (const item of Object.values(planted))
        expect(refused.details.map(({ path }) => itemOf(path))).toContain(item);
    },
  );
});

/** As an editor in a hurry makes them, through the edits that people have; nothing of it is refused. */
async function planted5(walked: Walked) {
  const waiting = await walkedDraft(desk, walked);
  const { analysis } = waiting;
  const [unsupported = 0, negation = 1, certificate = 2] = citedStrengths(analysis);
  const raised = checksOf(analysis).find(({ check }) => check.decision === 'partly');
  const against = checksOf(analysis).find(({ check }) => check.id === 'availability.target');
  if (!raised || against?.check.decision !== 'met') throw new Error('the draft does not hold what the test plants on');
  const elsewhere = uncited(walked, analysis, /^[A-Z][^.\n]{50,150}\.(?=\s|$)/m);
  const denied = uncited(walked, analysis, /^[A-Z][^.\n:]{8,120} (?:is|are|does|do) not [^.\n:]{8,120}\.(?=\s|$)/m);
  const quotes = analysis.strengths.map(({ citations }) => citations.map(placeOfQuote));
  const dropAll = (at: number) => (quotes[at] ?? []).map((place) => ({ do: 'drop', at: `strengths.${at}`, place }));
  const draft = await edit(waiting, [
    // The statement stays, its quotes go, and a sentence about something else is cited for it.
    { do: 'cite', at: `strengths.${unsupported}`, ...elsewhere },
    ...dropAll(unsupported),
    // The whole sentence is cited, and the statement leaves its "not" out.
    { do: 'cite', at: `strengths.${negation}`, ...denied },
    ...dropAll(negation),
    { do: 'write', at: `strengths.${negation}`, text: denied.quote.replace(/ not /, ' ').replace(/\.$/, '') },
    // The rule against certificates without a quote lets a sentence with a "no" in it pass.
    { do: 'write', at: `strengths.${certificate}`, text: 'No open gaps against HIPAA' },
    { do: 'decide', check: raised.check.id, decision: 'met', why: '', reason: 'Looks complete to me.' },
  ]);
  const planted = {
    'unsupported quote': `strengths.${unsupported}`,
    'clipped negation': `strengths.${negation}`,
    'wrong level': raised.path,
    'invented certificate': `strengths.${certificate}`,
    'contradicting page': against.path,
  };
  return { draft, planted };
}

/** As a careless program would store them: a quote that was never said, a clipped one, a level of its own, a certificate. */
async function careless(walked: Walked) {
  const analysis = structuredClone(walked.draft.analysis);
  const [unsupported, clipped] = checksOf(analysis).filter(
    ({ check }) => check.decision === 'met' && check.citations[0]?.quote.includes(' ') === true,
  );
  const [first] = unsupported?.check.citations ?? [];
  const [second] = clipped?.check.citations ?? [];
  const dimension = analysis.frameworks.goals.dimensions[3];
  const [at = 0] = citedStrengths(analysis);
  const strength = analysis.strengths[at];
  if (!unsupported || !clipped || !first || !second || !dimension || !strength) throw new Error('nothing to plant on');
  first.quote = 'Every answer is checked twice before it is given to anybody.';
  clip(second);
  dimension.level = (dimension.level ?? 1) === 1 ? 3 : (dimension.level ?? 1) - 1;
  strength.text = 'SOC 3 certified by independent auditors';
  const draft = await walkedDraft(desk, {
    ...walked,
    draft: { ...walked.draft, analysis, contentDigest: contentDigest(analysis) },
  });
  const planted = {
    'unsupported quote': unsupported.path,
    'clipped negation': clipped.path,
    'wrong level': 'frameworks.goals.dimensions.3',
    'invented certificate': `strengths.${at}`,
  };
  return { draft, planted };
}

/** Leaves the first words of a quote out, as one does who leaves out "Unless …," or "There is no". */
function clip(citation: Citation): void {
  const words = / \S+ \S+ /.exec(citation.quote)?.[0].length ?? 0;
  const cut = citation.quote.indexOf(' ') + words;
  citation.quote = citation.quote.slice(cut);
  citation.start += cut;
}

async function edit(draft: Draft, edits: object[]): Promise<Draft> {
  return editDraft(desk.office, { draftId: draft.id, seen: draft.contentDigest, patch: { edits } }, people.editor);
}

/** Strengths that rest on quotes and hold no figure, which code would miss in another quote, by their place in the list. */
function citedStrengths({ strengths }: Analysis): number[] {
  return strengths.flatMap(({ kind, text }, at) => (kind === 'cited' && !/\d/.test(text) ? [at] : []));
}

/** A sentence of the pages that no strength cites. */
function uncited({ corpus }: Walked, analysis: Analysis, wanted: RegExp) {
  const all = JSON.stringify(analysis.strengths);
  for (const { text, kind, flags, places } of corpus.passages) {
    const place = places[0];
    const page = place && corpus.pages[place.page];
    const quote = kind !== 'code' && flags.length === 0 ? wanted.exec(text)?.[0] : undefined;
    if (page && quote && !all.includes(quote)) return { textDigest: page.textDigest, quote, from: place.start };
  }
  throw new Error(`no sentence is like ${wanted}`);
}

/** Everything that a reviewer could look at in one piece. */
function itemsOf({ draft: { analysis } }: ReviewDesk): Set<string> {
  return new Set([...checksOf(analysis), ...claimsOf(analysis)].map(({ path }) => itemOf(path)));
}

import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Analysis, CheckResult, Claim } from '../../src/domain/analysis.ts';
import { Draft } from '../../src/domain/draft.ts';
import { lint } from '../../src/domain/lint.ts';
import { whyDefects } from '../../src/domain/lint-whys.ts';
import { rubricChecks } from '../../src/domain/rubric.ts';
import { drafted, rubric } from '../stages/draft/draft-tools.ts';
import { inventedEvidence } from '../stages/draft/invented-evidence.ts';
import { oldPage } from './old-page.ts';

const clean = (
  await drafted(
    inventedEvidence(rubric, {
      met: [
        'permitted.roles',
        'natural.sdks',
        'instant.fresh',
        'governance.rollback',
        'solid.failure',
        'lexicon.concepts',
      ],
      facts: [
        {
          kind: 'definition',
          name: '',
          text: 'Brook is a database that keeps vectors on disk and serves them to others.',
        },
      ],
    }),
  )
).analysis;

const says = (text: string): Claim => ({ text, kind: 'judgement', origin: 'person', citations: [], searched: [] });

/** What lint says of a clean draft after one change, as `target: message`. */
function afterChange(change: (analysis: Analysis) => void): string[] {
  const analysis = structuredClone(clean);
  change(analysis);
  return lint(analysis, rubric).map(({ target, message }) => `${target}: ${message}`);
}

describe('The old page', () => {
  const found = lint(oldPage(rubric), rubric).map(({ target, message }) => `${target}: ${message}`);

  it.each([
    ['the scale of a dimension against its framework', /^frameworks\.goals\.dimensions\.0: .*scale and total disagree/],
    ['the total against the scale', /^frameworks\.goals: .*scale and total disagree/],
    ['a score on its way in prose', /^frameworks\.goals\.dimensions\.0\.rationale: .*how a score moved/],
    ['a rationale of digits alone', /^frameworks\.goals\.dimensions\.2\.rationale: .*only restates digits/],
    ['a rationale without a fact', /^frameworks\.inpact\.dimensions\.0\.rationale: .*no observed fact/],
    ['a doubled layer id', /^stackImpact\.0\.effect: .*layer id is doubled/],
    ['a mitigation that is another product', /^trustRisks\.0\.mitigation: .*only names another product/],
    ['compliance implied without citation', /^industryFit\.compliance: .*implied without/],
    ['a superlative without a comparison', /^trust\.1: "strongest" ranks/],
    ['attribute-based control that no check shows', /^trust\.1: Attribute-based control is claimed/],
    ['an empty checklist', /^pocChecklist: The section is empty/],
    ['summary and analysis that repeat each other', /^analysis: Summary and analysis repeat/],
  ])('is refused for %s', (_name, pattern) => {
    expect(found.filter((line) => pattern.test(line))).not.toEqual([]);
  });

  it('is blocked by every flag, not only warned about', () => {
    expect(lint(oldPage(rubric), rubric).every(({ kind, severity }) => kind === 'lint' && severity === 'blocks')).toBe(
      true,
    );
  });
});

describe('The publish lint', () => {
  it('finds nothing in a clean draft', () => {
    expect(afterChange(() => {})).toEqual([]);
  });

  it.each<[string, (analysis: Analysis) => void, RegExp]>([
    ['markup', (a) => (a.summary.text += ' <b>bold</b>'), /^summary: .*markup/],
    ['a template left unfilled', (a) => a.strengths.push(says('Offers {{found}}')), /^strengths\.\d+: .*markup/],
    ['an internal note', (a) => a.trust.push(says('TODO ask the vendor.')), /^trust\.\d+: .*internal note/],
    ['a certificate in advice', (a) => a.strengths.push(says('SOC 2 Type II in place')), /certificate or regime/],
    [
      'a certificate that the quote does not name',
      (a) => {
        const first = a.strengths[0];
        if (first) first.text = 'HIPAA covered';
      },
      /certificate or regime/,
    ],
    ['a price', (a) => a.strengths.push(says('Costs $ 5 a seat')), /price \("\$ 5"\)|The number 5/],
    ['a service level', (a) => a.strengths.push(says('Comes with an SLA')), /service level/],
    ['a latency', (a) => a.strengths.push(says('Answers with low latency')), /latency/],
    ['a number from nowhere', (a) => a.analysis.push(says('It serves 4000 models.')), /The number 4000/],
    ['a superlative', (a) => a.strengths.push(says('The fastest of its kind')), /"fastest" ranks/],
    [
      'a cited claim without citation',
      (a) => a.strengths.push({ ...says('Canary releases'), kind: 'cited' }),
      /has no citation/,
    ],
    [
      'an absence that searched nothing',
      (a) => a.limitations.push({ ...says('No audit log found'), kind: 'absence' }),
      /which pages were searched/,
    ],
    [
      'itself as an alternative',
      (a) => a.alternatives.push({ name: 'BROOK', slug: null, reason: says('For all.') }),
      /^alternatives\.0: .*itself/,
    ],
    ['an unknown category', (a) => (a.vendor.category = 'time-machine'), /^vendor\.category/],
    ['a category of another layer', (a) => (a.vendor.category = 'event-bus'), /^vendor\.category/],
    [
      'a risk without mitigation',
      (a) => {
        const risk = a.trustRisks[0];
        if (risk) risk.mitigation.text = '';
      },
      /no mitigation/,
    ],
    ['no weak scenario', (a) => (a.scenarios = a.scenarios.filter(({ fit }) => fit !== 'weak')), /No scenario is weak/],
    [
      'a checklist of one week',
      (a) => (a.pocChecklist = a.pocChecklist.filter(({ week }) => week === 1)),
      /Week 2 has no test/,
    ],
    [
      'a pass criterion without a number',
      (a) => {
        const line = a.pocChecklist[0];
        if (line) line.passes = 'works well';
      },
      /has no number/,
    ],
    ['layers out of order', (a) => a.stackImpact.reverse(), /out of order/],
    [
      'the own layer missing',
      (a) => (a.stackImpact = a.stackImpact.filter(({ layer }) => layer !== 'L1')),
      /own layer L1 is missing|section is empty/,
    ],
    ['a level that the total does not count', (a) => (a.frameworks.inpact.total += 1), /scale and total disagree/],
    ['a dimension that is gone', (a) => a.frameworks.goals.dimensions.pop(), /goals\.solid is missing/],
    [
      'no rationale',
      (a) => {
        const first = a.frameworks.inpact.dimensions[0];
        if (first) first.rationale.text = '';
      },
      /no rationale/,
    ],
    ['the summary said again', (a) => a.analysis.push({ ...a.summary }), /repeat each other/],
  ])('refuses %s', (_name, change, pattern) => {
    expect(afterChange(change).filter((line) => pattern.test(line))).not.toEqual([]);
  });

  it.each<[string, Claim]>([
    [
      'the absence of a certificate',
      { ...says('No SOC 2 report found'), kind: 'absence', searched: ['https://docs.brook.example/'] },
    ],
    ['best practices', says('Follows best practices of its field')],
    ['digits inside names', says('Runs on k8s with OAuth2 and p99 alerts')],
    ['an action with a named tool', says('Use NetworkPolicy rules to close the direct path')],
    ['attribute-based control that is denied', says('Attribute-based control is not shown')],
  ])('lets %s pass', (_name, claim) => {
    expect(afterChange((analysis) => analysis.limitations.push(claim))).toEqual([]);
  });
});

/** A check of a clean draft with a citation, to be changed. */
function metCheck(analysis: Analysis): CheckResult {
  const met = analysis.frameworks.inpact.dimensions.flatMap(({ checks }) => checks).find((c) => c.decision === 'met');
  if (!met) throw new Error('the draft has no met check');
  return met;
}

describe('What follows from decisions', () => {
  it.each(['murmurgate', 'quillstore'])('stands in the committed draft of %s', async (name) => {
    const file = new URL(`../../fixtures/${name}/draft.json`, import.meta.url);
    const { analysis } = Draft.parse(JSON.parse(await readFile(file, 'utf8')));
    expect(lint(analysis, rubric)).toEqual([]);
  });

  it.each<[string, (analysis: Analysis) => void, RegExp]>([
    [
      'a level and a total that were raised together',
      (a) => {
        const first = a.frameworks.inpact.dimensions[2];
        if (first?.level) first.level += 3;
        a.frameworks.inpact.total += 3;
      },
      /^frameworks\.inpact\.dimensions\.2: inpact\.permitted is printed as assessed, 4 of 6 and its checks come to assessed, 1 of 6/,
    ],
    [
      'a decision that the level does not know of',
      (a) => {
        metCheck(a).decision = 'partly';
        for (const check of a.frameworks.inpact.dimensions[3]?.checks ?? []) {
          Object.assign(check, { decision: 'met', citations: metCheck(a).citations });
        }
      },
      /^frameworks\.inpact\.dimensions\.3: inpact\.adaptive .*checks come to assessed, 6 of 6/,
    ],
    [
      'a band',
      (a) => (a.frameworks.goals.band = 'Best'),
      /^frameworks\.goals: The total of .*Best.*no band|^frameworks\.goals: The total of .*Best/,
    ],
    [
      'a context',
      (a) => {
        const first = a.contexts[0];
        if (first) first.inpact.pass = true;
      },
      /^contexts\.0: Context .*"pass":true.*come to .*"pass":null/,
    ],
    ['a context left out', (a) => a.contexts.pop(), /^contexts\.\d: Context .* is printed as nothing/],
    [
      'a raise',
      (a) => {
        const first = a.raise[0];
        if (first) first.needs += 1;
      },
      /^raise\.0: The raise of inpact\./,
    ],
    [
      'a check printed twice in place of another',
      (a) => {
        const checks = a.frameworks.inpact.dimensions[2]?.checks ?? [];
        if (checks[0]) checks[5] = checks[0];
      },
      /^frameworks\.inpact\.dimensions\.2: .*5 different checks and has 6/,
    ],
    ...(['met', 'partly', 'contradicted'] as const).map((decision): [string, (analysis: Analysis) => void, RegExp] => [
      `a check that is ${decision} without a citation`,
      (a) => Object.assign(metCheck(a), { decision, citations: [] }),
      new RegExp(`\\.checks\\.\\d: \\S+ is ${decision} without a citation`),
    ]),
  ])('refuses %s', (_name, change, pattern) => {
    expect(afterChange(change).filter((line) => pattern.test(line))).not.toEqual([]);
  });
});

describe('The reason beside a decision', () => {
  it.each([
    ['a certificate', 'It is SOC 2 Type II certified.', /certificate or regime/],
    ['a figure', 'It serves 90000 callers.', /The number 90000/],
    ['markup', 'See <b>roles</b>.', /markup/],
    ['a superlative', 'The strongest roles of all.', /ranks the product/],
  ])('may not hold %s that its citations do not', (_name, why, pattern) => {
    const found = afterChange((analysis) => Object.assign(metCheck(analysis), { why }));
    expect(found).not.toEqual([]);
    expect(found[0]).toMatch(/^frameworks\.inpact\.dimensions\.\d\.checks\.\d: /);
    expect(found.filter((line) => pattern.test(line))).not.toEqual([]);
  });

  it('may name every facet of the rubric, as the offline analyst does', () => {
    const citations = metCheck(clean).citations;
    const refused = rubricChecks(rubric).flatMap(({ check }) =>
      check.signals.facets.flatMap(({ name }) =>
        whyDefects(
          { why: `The documentation states ${name}.`, citations, searched: [] },
          { names: [], attributesMet: check.id === 'permitted.attributes' },
        ).map((message) => `${check.id} ${name}: ${message}`),
      ),
    );
    expect(refused).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRubric } from '../../src/adapters/rubric-files.ts';
import type { Analysis } from '../../src/domain/analysis.ts';
import { fieldChanges } from '../../src/domain/analysis-diff.ts';
import { attentionOf, isDoubtful } from '../../src/domain/attention.ts';
import { checksOf } from '../../src/domain/edit-places.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { itemDigest, itemOf } from '../../src/domain/item.ts';
import { lint } from '../../src/domain/lint.ts';
import { claimsOf } from '../../src/domain/lint-targets.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import { scoreChanges } from '../../src/domain/score-changes.ts';
import { stakesOf } from '../../src/domain/stakes.ts';

const root = join(import.meta.dirname, '..', '..');
const fixture = (name: string) => JSON.parse(readFileSync(join(root, 'fixtures', 'quillstore', name), 'utf8'));
const clean = (fixture('draft.json') as { analysis: Analysis }).analysis;
const evidence = fixture('evidence.json') as Evidence;
let rubric: Rubric;
beforeAll(async () => {
  rubric = await readRubric(join(root, 'prompts', 'rubric'));
});

/** Every item that a reviewer could look at. */
const items = (analysis: Analysis) =>
  new Set([...checksOf(analysis), ...claimsOf(analysis)].map(({ path }) => itemOf(path)));

describe('What a reviewer should look at first', () => {
  it('holds five planted errors of five kinds within the first 30 of 100 items', () => {
    const analysis = structuredClone(clean);
    const ground = structuredClone(evidence);
    const checks = checksOf(analysis).filter(({ check }) => check.decision === 'met');
    const planted: string[] = [];
    const [unsupported, clipped, against] = checks;
    if (!unsupported || !clipped || !against) throw new Error('three checks are met');
    // The gate names what is no slice of its page or leaves out a part of its sentence.
    const blocks = [
      { path: `${unsupported.path}.citations.0`, message: 'The stored text does not say this.' },
      { path: `${clipped.path}.citations.0`, message: 'The quote leaves out a part of its sentence.' },
    ];
    planted.push(unsupported.path, clipped.path);
    const dimension = analysis.frameworks.goals.dimensions[1];
    if (dimension) dimension.level = 1;
    planted.push('frameworks.goals.dimensions.1');
    const strength = analysis.strengths[3];
    if (strength) strength.text = 'SOC 2 Type II certified';
    planted.push('strengths.3');
    const quotes = ground.checks.find(({ check }) => check === against.check.id)?.quotes;
    const [first] = quotes ?? [];
    if (first) quotes?.push({ ...first, stance: 'contradicts', citation: { ...first.citation, start: 0, end: 40 } });
    planted.push(against.path);
    const attention = attentionOf(analysis, { blocks: [...blocks, ...lintBlocks(analysis)], evidence: ground, rubric });
    const first30 = attention.slice(0, Math.floor(items(analysis).size * 0.3)).map(({ item }) => item);
    for (const item of planted) expect(first30).toContain(item);
    expect(first30.indexOf(against.path)).toBeLessThan(12);
  });

  it('is, on the draft of the demo, its one dispute and then what is met in part', () => {
    const attention = attentionOf(clean, { blocks: [], evidence, rubric }).filter(isDoubtful);
    const decided = attention.map(({ item }) => checksOf(clean).find(({ path }) => path === item)?.check);
    expect(decided.map((check) => check?.id)).toEqual([
      'availability.target',
      'adaptive.portable',
      'contextual.breadth',
    ]);
    expect(attention[0]?.doubts[0]?.message).toContain('A passage says otherwise: “Some downtime is required');
  });

  it('never puts a note above a warning', () => {
    const flags: Analysis['flags'] = [
      ...Array.from({ length: 9 }, (_, at) => ({
        kind: 'quote-refused' as const,
        severity: 'notes' as const,
        target: 'strengths.0',
        message: `Refused ${at}.`,
      })),
      { kind: 'thin-evidence', severity: 'warns', target: 'frameworks.inpact.dimensions.0', message: 'Thin.' },
      { kind: 'lint', severity: 'blocks', target: 'summary', message: 'Empty.' },
    ];
    const order = attentionOf({ ...clean, flags }, { blocks: [], evidence: null, rubric }).map(({ item }) => item);
    expect(order.slice(0, 2)).toEqual(['summary', 'frameworks.inpact.dimensions.0']);
    expect(order.indexOf('strengths.0')).toBeGreaterThan(order.indexOf('frameworks.inpact.dimensions.3.checks.5'));
  });

  it('names each reason once, where a flag and the check before approval say the same', () => {
    const flag = { kind: 'lint', severity: 'blocks', target: 'summary', message: 'Empty.' } as const;
    const blocks = [{ path: 'summary', message: 'Empty.' }];
    expect(attentionOf({ ...clean, flags: [flag] }, { blocks, evidence: null, rubric })[0]?.doubts).toHaveLength(1);
  });

  it('holds a check on which model and offline analyst differ', () => {
    const analysis = structuredClone(clean);
    analysis.producer.analyst = 'a-model';
    const [first] = checksOf(analysis);
    if (first) first.check.offline.decision = 'contradicted';
    expect(attentionOf(analysis, { blocks: [], evidence: null, rubric })[0]?.item).toBe(first?.path);
  });
});

describe('A check of equal doubt', () => {
  it('comes first where a context would pass or fail by it', () => {
    const contextual = 'frameworks.inpact.dimensions.4.checks.1';
    const { contexts } = clean;
    const needs = clean.frameworks.inpact.total + 1;
    const atEdge = { ...clean, contexts: contexts.map((each) => ({ ...each, inpact: { ...each.inpact, needs } })) };
    expect(stakesOf(atEdge, contextual)).toEqual({ levels: 1, contexts: contexts.length });
    const weightOf = (analysis: Analysis) =>
      attentionOf(analysis, { blocks: [], evidence: null, rubric }).find(({ item }) => item === contextual)?.doubts[0]
        ?.weight;
    expect(weightOf(atEdge)).toBeGreaterThan(weightOf(clean) ?? 0);
  });

  it('has nothing at stake where one more check moves no level', () => {
    expect(stakesOf(clean, 'frameworks.inpact.dimensions.3.checks.5')).toEqual({ levels: 1, contexts: 0 });
    const analysis = structuredClone(clean);
    const dimension = analysis.frameworks.inpact.dimensions[3];
    if (dimension) dimension.level = null;
    expect(stakesOf(analysis, 'frameworks.inpact.dimensions.3.checks.5')).toEqual({ levels: 0, contexts: 0 });
    expect(stakesOf(analysis, 'summary')).toEqual({ levels: 0, contexts: 0 });
  });
});

describe('An item', () => {
  it.each([
    ['frameworks.inpact.dimensions.2.checks.1.citations.0', 'frameworks.inpact.dimensions.2.checks.1'],
    ['frameworks.inpact.dimensions.2.rationale', 'frameworks.inpact.dimensions.2'],
    ['frameworks.inpact', 'frameworks.inpact'],
    ['trustRisks.0.mitigation', 'trustRisks.0'],
    ['strengths.1.citations.0', 'strengths.1'],
    ['strengths', 'strengths'],
    ['industryFit.bestFor.2', 'industryFit.bestFor.2'],
    ['industryFit.compliance', 'industryFit.compliance'],
    ['integration.role.citations.0', 'integration.role'],
    ['contexts.3', 'contexts'],
    ['vendor.layer', 'vendor.layer'],
    ['summary', 'summary'],
  ])('is what a reviewer looks at in one piece: %s belongs to %s', (path, item) => {
    expect(itemOf(path)).toBe(item);
  });

  it('counts as another once anything of it changed, and as the same whatever else did', () => {
    const was = (item: string) => itemDigest(clean, item);
    const analysis = structuredClone(clean);
    const [risk] = analysis.trustRisks;
    if (risk) risk.severity = risk.severity === 'low' ? 'high' : 'low';
    analysis.summary.text = 'Other words.';
    expect(itemDigest(analysis, 'trustRisks.0')).not.toBe(was('trustRisks.0'));
    expect(itemDigest(analysis, 'summary')).not.toBe(was('summary'));
    expect(itemDigest(analysis, 'strengths.0')).toBe(was('strengths.0'));
  });
});

describe('The difference between two analyses', () => {
  it('is none between equal ones, and one line for an item taken out of a list', () => {
    expect(fieldChanges(clean, structuredClone(clean))).toEqual([]);
    const after = structuredClone(clean);
    const [gone] = after.strengths.splice(1, 1);
    const changes = fieldChanges(clean, after);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ path: 'strengths.1', after: null });
    expect(changes[0]?.before).toContain(gone?.text);
  });

  it('tells decisions, words, quotes and plain fields by their place', () => {
    const after = structuredClone(clean);
    const [check] = checksOf(after);
    if (check) check.check.decision = 'partly';
    const [risk] = after.trustRisks;
    if (risk) risk.severity = 'critical';
    after.summary.citations = [];
    expect(fieldChanges(clean, after).map(({ path }) => path)).toEqual([
      'summary.quotes',
      check?.path,
      'trustRisks.0.severity',
    ]);
  });

  it('says in sentences what became of the scores, and why', () => {
    const after = structuredClone(clean);
    const dimension = after.frameworks.inpact.dimensions[0];
    const [check] = dimension?.checks ?? [];
    if (!dimension || !check) throw new Error('no check');
    check.decision = 'partly';
    dimension.level = (dimension.level ?? 0) - 1;
    after.frameworks.inpact.total -= 1;
    const [total, level] = scoreChanges(clean, after, rubric);
    expect(total).toMatch(/^INPACT goes from \d+ of 36 to \d+ of 36/);
    expect(level).toMatch(/goes from level \d to level \d: .+ was met and is partly met\.$/);
    expect(scoreChanges(clean, clean, rubric)).toEqual([]);
  });
});

function lintBlocks(analysis: Analysis) {
  return lint(analysis, rubric).map(({ target, message }) => ({ path: target, message }));
}

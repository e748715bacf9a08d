import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedFolder, silentTools, vendorCorpus } from '../../../../bench/vendor-corpus.ts';
import type { Analysis, Claim } from '../../../../src/domain/analysis.ts';
import { strengthComplaints } from '../../../../src/domain/claim-strength.ts';
import { Layer } from '../../../../src/domain/closed-lists.ts';
import type { Evidence } from '../../../../src/domain/evidence.ts';
import { claimsOf } from '../../../../src/domain/lint-targets.ts';
import { gatherEvidence } from '../../../../src/stages/gather/gather-evidence.ts';
import { scriptedModel } from '../../../scripted-model.ts';
import { drafted, rubric, texts } from '../draft-tools.ts';
import { readHandWritten, replyTo } from './hand-written.ts';
import { offlineJudge } from './offline-judge.ts';

/**
 * Replies written by hand after reading the documentation of seven products, by no model, go through everything that a
 * model's replies go through. They were corrected where code refused them, so what is measured is that the questions, the
 * checks and the assembly let concrete prose through and keep it apart between products, not how well a model writes.
 */
const replies = resolve(import.meta.dirname, '../../../replies');
const places: Record<Layer, string> = {
  L1: 'vector-database',
  L2: 'change-data-capture',
  L3: 'data-catalog',
  L4: 'ml-serving',
  L5: 'policy-engine',
  L6: 'application-monitoring',
  L7: 'agent-framework',
};
const vendors = existsSync(join(sharedFolder, 'vendor-docs'))
  ? readdirSync(replies)
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length))
      .sort()
  : [];
if (vendors.length === 0) console.log('Skipped: the documentation of real products is not beside this checkout.');

interface Outcome {
  analysis: Analysis;
  /** The same product by the offline analyst. */
  offline: Analysis;
  items: number;
  lost: string[];
  complaints: string[];
}

async function evidenceOf(slug: string): Promise<Evidence> {
  const { corpus, bodies } = await vendorCorpus(slug);
  const { run } = corpus.snapshot;
  const vendor = { ...run.vendor, category: places[Layer.parse(run.vendor.layer)] };
  const placed = { ...corpus, snapshot: { ...corpus.snapshot, run: { ...run, vendor } } };
  const offline = { rubric, prompts: texts, model: null, lastTry: true, seal: () => '', bodies };
  const made = await gatherEvidence(placed, { ...silentTools, ...offline });
  if (made.kind !== 'record') throw new Error(made.reason);
  return made.record;
}

async function outcomeOf(slug: string): Promise<Outcome> {
  const evidence = await evidenceOf(slug);
  const judged = offlineJudge(evidence, rubric);
  const written = readHandWritten(join(replies, `${slug}.json`));
  const seen: Pick<Outcome, 'items' | 'lost' | 'complaints'> = { items: 0, lost: [], complaints: [] };
  const model = scriptedModel((question, round, complaints) => {
    if (question.task === 'judge') return { value: judged(question) };
    const { value, items, lost } = replyTo(question, written);
    if (round > 1) seen.complaints.push(...complaints);
    else {
      seen.items += items;
      seen.lost.push(...lost);
    }
    return { value };
  });
  const offline = (await drafted(evidence)).analysis;
  return { analysis: (await drafted(evidence, { model })).analysis, offline, ...seen };
}

const outcomes = new Map<string, Outcome>();
beforeAll(async () => {
  for (const slug of vendors) outcomes.set(slug, await outcomeOf(slug));
}, 300_000);

/** What the narrative writes: everything but the sentences beside levels and the computed line on compliance. */
function narrativeOf(analysis: Analysis): { path: string; claim: Claim }[] {
  return claimsOf(analysis).filter(({ path }) => !/^frameworks\.|^industryFit\.compliance$/.test(path));
}

function outcome(slug: string): Outcome {
  const found = outcomes.get(slug);
  if (!found) throw new Error(`${slug} was not drafted`);
  return found;
}

const words = (claims: readonly Claim[]) => claims.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);

describe.skipIf(vendors.length === 0)('Hand-written replies for seven real products', () => {
  it('are labelled as doubles that no model wrote', () => {
    expect(vendors).toHaveLength(7);
    for (const slug of vendors) {
      expect(readHandWritten(join(replies, `${slug}.json`)).note).toMatch(/by hand as a test double.*No model wrote/);
    }
  });

  it('lose at most one item in twenty', () => {
    const all = vendors.map(outcome);
    const items = all.reduce((sum, each) => sum + each.items, 0);
    const refused = all.flatMap(({ complaints }) => complaints.map((text) => text.split(':')[0]));
    const lost = all.flatMap(({ lost: words_ }) => words_);
    const kinds = all.flatMap(({ analysis }) => narrativeOf(analysis)).filter(({ claim }) => claim.origin === 'model');
    const count = (kind: Claim['kind']) => kinds.filter(({ claim }) => claim.kind === kind).length;
    console.log(
      `${items} items, ${new Set(refused).size} refused, ${lost.length} quotes no longer offered; ` +
        `${count('cited')} cited, ${count('absence')} absences, ${count('judgement')} judgements`,
    );
    expect(items).toBeGreaterThan(300);
    expect(refused.length / items).toBeLessThanOrEqual(0.05);
  });

  it('share no sentence between two products', () => {
    const owners = new Map<string, Set<string>>();
    const plain = (text: string) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
    for (const slug of vendors) {
      const { analysis } = outcome(slug);
      const own = new RegExp(analysis.vendor.name, 'gi');
      const tests = analysis.pocChecklist.map(({ test }) => test);
      for (const text of [...narrativeOf(analysis).map(({ claim }) => claim.text), ...tests]) {
        for (const sentence of text.split(/(?<=[.!?])\s+/)) {
          // With the product's name taken out, so that one template with two names counts as shared.
          const key = plain(sentence.replace(own, ' '));
          owners.set(key, (owners.get(key) ?? new Set()).add(slug));
        }
      }
    }
    expect(owners.size).toBeGreaterThan(300);
    expect([...owners].filter(([, slugs]) => slugs.size > 1).map(([text]) => text)).toEqual([]);
  });

  it.each(vendors)('stand as the model’s own sections, within their counts, for %s', (slug) => {
    const { analysis } = outcome(slug);
    const { industryFit, integration } = analysis;
    const within = (list: readonly unknown[], least: number, most: number) => {
      expect(list.length).toBeGreaterThanOrEqual(least);
      expect(list.length).toBeLessThanOrEqual(most);
    };
    expect(words([analysis.summary])).toBeLessThanOrEqual(60);
    for (const prose of [analysis.analysis, analysis.trust]) {
      expect(words(prose)).toBeGreaterThanOrEqual(30);
      expect(words(prose)).toBeLessThanOrEqual(120);
    }
    expect(analysis.analysis.at(-1)?.text).toMatch(/^(?:Pick|Use) /);
    within(analysis.strengths, 3, 8);
    for (const { text } of analysis.strengths) expect(text.split(/\s+/).length).toBeLessThanOrEqual(10);
    within(analysis.limitations, 2, 6);
    within(industryFit.bestFor, 1, 6);
    within(industryFit.caution, 1, 5);
    within(analysis.alternatives, 1, 4);
    within(analysis.trustRisks, 1, 5);
    within(analysis.scenarios, 2, 6);
    within(analysis.stackImpact, 1, 7);
    within(analysis.watchFor, 1, 6);
    within(analysis.pocChecklist, 4, 12);
    const origins = narrativeOf(analysis).map(({ path, claim }) => (claim.origin === 'model' ? [] : [path]));
    expect(origins.flat().length).toBeLessThanOrEqual(narrativeOf(analysis).length * 0.1);
    expect(integration.role.origin).toBe('model');
    expect(analysis.flags.filter(({ severity }) => severity === 'blocks')).toEqual([]);
  });

  it.each(vendors)('say nothing stronger than what they cite, and quote only what was gathered, for %s', (slug) => {
    const { analysis } = outcome(slug);
    const { vendor, alternatives } = analysis;
    const names = [
      vendor.name,
      vendor.licence,
      ...alternatives.map(({ name }) => name),
      ...rubric.stack.layers.flatMap(({ name, categories }) => [name, ...categories.map((each) => each.name)]),
    ];
    const cited = narrativeOf(analysis).filter(({ claim }) => claim.origin === 'model' && claim.kind === 'cited');
    expect(cited.length).toBeGreaterThan(20);
    for (const { path, claim } of cited) {
      const quotes = claim.citations.map(({ quote }) => quote);
      expect([path, ...strengthComplaints(claim.text, { quotes, names, absent: claim.searched.length > 0 })]).toEqual([
        path,
      ]);
    }
  });
});

describe.skipIf(vendors.length === 0)('The same products by the offline analyst', () => {
  /** Which products say a sentence; the reasons beside decisions are fixed labels of their checks with the words found. */
  function ownersOf(textsOf: (analysis: Analysis) => string[]): [sentence: string, owners: Set<string>][] {
    const owners = new Map<string, Set<string>>();
    for (const slug of vendors) {
      for (const text of textsOf(outcome(slug).offline)) {
        for (const sentence of text.split(/(?<=[.!?])\s+/)) {
          owners.set(sentence, (owners.get(sentence) ?? new Set()).add(slug));
        }
      }
    }
    expect(owners.size).toBeGreaterThan(100);
    return [...owners].filter(([, slugs]) => slugs.size > 1);
  }

  // Tests to run and what to do about a risk are advice, and may be the same for two products.
  it('no two published analyses share a sentence', () => {
    const shared = ownersOf((analysis) =>
      claimsOf(analysis)
        .filter(({ path }) => !path.endsWith('.mitigation'))
        .map(({ claim }) => claim.text),
    );
    expect(shared).toEqual([]);
  });

  it('nor, once the name is taken out, anything that they cite', () => {
    const shared = ownersOf((analysis) =>
      claimsOf(analysis)
        .filter(({ claim }) => claim.kind === 'cited')
        .map(({ claim }) => claim.text.split(analysis.vendor.name).join('…')),
    );
    expect(shared).toEqual([]);
  });

  it('call no client libraries absent, where one may be documented, but a second', () => {
    for (const slug of vendors) {
      for (const { claim } of claimsOf(outcome(slug).offline)) {
        expect(claim.text).not.toMatch(/\b(?:no|or) client libraries(?! in two)/i);
      }
    }
  });
});

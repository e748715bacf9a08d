import { expect, it } from 'vitest';
import { type Analysis, contentDigest } from '../../src/domain/analysis.ts';
import { DecisionValue } from '../../src/domain/closed-lists.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Review } from '../../src/domain/review.ts';
import type { Settlement } from '../../src/ports.ts';
import { aReservation, aSettlement } from './sample-calls.ts';
import { aCorpus, aDraft, anAnalysis, anEvidence, aReview, aRun, aSnapshot, aVendor, fresh } from './sample-records.ts';
import type { OpenedFor } from './store.ts';
import { walkToDraft, walkToPublication } from './walked-run.ts';

/** Nothing else in these tests is decided so late, so a history of its own stands behind this instant. */
const since = '2031-01-01T00:00:00.000Z';
const rank: Record<DecisionValue, number> = { contradicted: 0, 'no-evidence': 1, partly: 2, met: 3 };

interface Told {
  first: Draft;
  last: Draft;
  review: Review;
}

export function describeInsights(opened: OpenedFor): void {
  const store = () => opened().store;
  const insights = () => store().insights;

  it('tells of a history what counting by hand tells of it', async () => {
    const next = numbers(7);
    const told: Told[] = [];
    for (let at = 0; at < 24; at += 1) told.push(await decidedDraft(at, next));
    const { decided, parts } = await insights().changes(since);
    expect(decided).toBe(told.length);
    expect(parts.filter(({ kind }) => kind === 'decisions').toSorted(byPart)).toEqual(decisionsByHand(told));
    expect(parts.filter(({ kind }) => kind === 'text').toSorted(byPart)).toEqual(textsByHand(told));
    expect((await insights().reviews(since)).map(rounded)).toEqual(monthsByHand(told).map(rounded));
    const producers = await insights().producers(since);
    expect(producers.map(({ prompts: _, ...rest }) => rest).toSorted(byAnalyst)).toEqual(producersByHand(told));
    for (const { analyst, prompts } of producers)
      expect(prompts).toMatch(analyst === 'offline' ? /^$/ : /^[0-9a-f]{8}$/);
    // Other figures of the same history, so that the lists above are not all empty.
    expect(parts.length).toBeGreaterThan(3);
    expect(told.some(({ first, last }) => first.contentDigest === last.contentDigest)).toBe(true);
    expect((await insights().changes('2032-01-01T00:00:00.000Z')).decided).toBe(0);
  });

  it('takes the last decision on a draft, and no draft that nobody decided', async () => {
    const from = '2035-01-01T00:00:00.000Z';
    const { draft } = await walkToDraft(store());
    await walkToDraft(store());
    const back = { ...aReview(draft, 'returned'), decidedAt: '2035-01-02T00:00:00.000Z' };
    await store().drafts.decide(back);
    await store().drafts.decide({ ...aReview(draft), afterReturn: back.id, decidedAt: '2035-01-04T00:00:00.000Z' });
    expect(await insights().producers(from)).toMatchObject([{ decided: 1, approved: 1, untouched: 1, rejected: 0 }]);
  });

  it('adds up what analyses of a month cost, and says where a price is not known', async () => {
    const from = '2036-01-01T00:00:00.000Z';
    const runs = [await walkToDraft(store()), await walkToDraft(store()), await walkToDraft(store())];
    const ended = ['2036-02-10T00:00:00Z', '2036-02-11T00:00:00Z', '2036-03-01T00:00:00Z'];
    for (const [at, { run }] of runs.entries()) {
      await opened().pool.query('update assay.run_status set ended_at = $2 where run_id = $1', [run.id, ended[at]]);
    }
    const call = async (run: string | undefined, usdMicros: number | null) => {
      const reserved = await store().ledger.reserve(aReservation({ runId: run, usdMicros }));
      if (reserved.kind !== 'reserved') throw new Error(reserved.kind);
      return (counted: Partial<Settlement>) => store().ledger.settle(reserved.callId, aSettlement(counted));
    };
    await (await call(runs[0]?.run.id, 100_000))({ tokens: 100, usdMicros: 2_000 });
    await (await call(runs[0]?.run.id, 100_000))({ tokens: 100, usdMicros: 3_000 });
    // A call whose process ended first counts at what was set aside: 1,000 tokens for a tenth of a dollar.
    await call(runs[0]?.run.id, 100_000);
    await (await call(runs[2]?.run.id, null))({ tokens: 100, usdMicros: null });
    expect(await insights().costs(from)).toEqual([
      { month: '2036-02', analyses: 2, withModel: 1, usd: 0.105, tokens: 1_200 },
      { month: '2036-03', analyses: 1, withModel: 1, usd: null, tokens: 100 },
    ]);
  });

  it('tells where vendors stand: the newest run, and what is published', async () => {
    const vendor = aVendor();
    const { published, run } = await walkToPublication(store(), { vendor });
    const idle = aVendor();
    const [first, second] = await insights().standings([vendor.slug, idle.slug]);
    expect(first).toMatchObject({
      run: { id: run.id, outcome: 'drafted' },
      publication: { version: published.version },
    });
    expect(second).toEqual({ slug: idle.slug, run: null, publication: null });
    const { all, items } = await insights().oldest(2);
    expect(items.length).toBe(Math.min(2, all));
    expect(items.map(({ at }) => at).toSorted()).toEqual(items.map(({ at }) => at));
  });

  async function decidedDraft(at: number, next: (below: number) => number): Promise<Told> {
    const vendor = { ...aVendor(), slug: fresh('insight') };
    const evidence = anEvidence(aCorpus(aSnapshot(aRun(vendor))));
    const made = new Date(Date.parse(since) + next(300) * 3_600_000).toISOString();
    const analysis = withDecisions(anAnalysis(vendor, evidence.id), next);
    const analyst = ['offline', 'model-a', 'model-b'][next(3)] ?? 'offline';
    const producer = { ...aDraft(evidence).producer, analyst, promptDigests: { judge: analyst } };
    const over = { analysis, contentDigest: contentDigest(analysis), createdAt: made, producer };
    const { draft: first } = await walkToDraft(store(), { vendor, draft: over });
    let last = first;
    for (let edits = next(4); edits > 0; edits -= 1) {
      const edited = next(2) === 0 ? withText(last.analysis, next) : withDecisions(last.analysis, next);
      const changed = { ...last, analysis: edited, contentDigest: contentDigest(edited) };
      if (changed.contentDigest === last.contentDigest) continue;
      const revision = {
        ...changed,
        revision: last.revision + 1,
        parentRevision: last.revision,
        author: 'e@b.example',
      };
      await store().drafts.revise(revision, last.contentDigest);
      last = revision;
    }
    const verdict = (['approved', 'rejected', 'approved'] as const)[at % 3] ?? 'approved';
    const decidedAt = new Date(Date.parse(made) + (1 + next(2_000)) * 60_000).toISOString();
    const review = { ...aReview(last, verdict), decidedAt };
    expect(await store().drafts.decide(review)).toBe('decided');
    return { first, last, review };
  }
}

/** Sets about a third of the checks of both dimensions anew. */
function withDecisions(analysis: Analysis, next: (below: number) => number): Analysis {
  const changed = structuredClone(analysis);
  for (const { dimensions } of Object.values(changed.frameworks)) {
    for (const dimension of dimensions) {
      if (dimension.checks.length === 0) {
        dimension.checks = Array.from({ length: 6 }, (_, at) => ({
          ...{ id: `check.${at}`, decision: 'no-evidence' as const, why: '', citations: [], searched: [] },
          offline: { decision: 'no-evidence' as const, citations: [] },
        }));
      }
      for (const check of dimension.checks) {
        if (next(9) < 2) check.decision = DecisionValue.options[next(4)] ?? 'met';
      }
    }
  }
  return changed;
}

function withText(analysis: Analysis, next: (below: number) => number): Analysis {
  const changed = structuredClone(analysis);
  const target = next(2) === 0 ? changed.summary : changed.strengths[0];
  if (target) target.text = `Said another way, ${next(3)}.`;
  return changed;
}

function checksOf({ frameworks }: Analysis): { part: string; decision: DecisionValue }[] {
  return Object.values(frameworks).flatMap(({ dimensions }) =>
    dimensions.flatMap(({ id, checks }) => checks.map(({ decision }) => ({ part: id, decision }))),
  );
}

function changedChecks({ first, last }: Told): { part: string; better: boolean }[] {
  const after = checksOf(last.analysis);
  return checksOf(first.analysis).flatMap(({ part, decision }, at) => {
    const now = after[at]?.decision ?? decision;
    return now === decision ? [] : [{ part, better: rank[now] > rank[decision] }];
  });
}

function decisionsByHand(told: Told[]) {
  const parts = [...new Set(told.flatMap((one) => changedChecks(one).map(({ part }) => part)))].sort();
  return parts.map((part) => {
    const all = told.map((one) => changedChecks(one).filter((change) => change.part === part));
    const flat = all.flat();
    const drafts = all.filter((changes) => changes.length > 0).length;
    return { part, kind: 'decisions', drafts, checks: flat.length, better: flat.filter(({ better }) => better).length };
  });
}

function textsByHand(told: Told[]) {
  const counts = (['strengths', 'summary'] as const).map((part) => ({
    part,
    kind: 'text',
    drafts: told.filter(
      ({ first, last }) => JSON.stringify(first.analysis[part]) !== JSON.stringify(last.analysis[part]),
    ).length,
    checks: 0,
    better: 0,
  }));
  return counts.filter(({ drafts }) => drafts > 0);
}

function monthsByHand(told: Told[]) {
  const months = [...new Set(told.map(({ review }) => review.decidedAt.slice(0, 7)))].sort();
  return months.map((month) => {
    const those = told.filter(({ review }) => review.decidedAt.startsWith(month));
    const hours = those
      .map(({ first, review }) => (Date.parse(review.decidedAt) - Date.parse(first.createdAt)) / 3_600_000)
      .toSorted((a, b) => a - b);
    const [below = 0, above = 0] = [
      hours[Math.floor((hours.length - 1) / 2)],
      hours[Math.ceil((hours.length - 1) / 2)],
    ];
    return {
      month,
      decided: those.length,
      changed: those.flatMap(changedChecks).length,
      medianHours: (below + above) / 2,
    };
  });
}

function producersByHand(told: Told[]) {
  const analysts = [...new Set(told.map(({ first }) => first.producer.analyst))].sort();
  return analysts.map((analyst) => {
    const those = told.filter(({ first }) => first.producer.analyst === analyst);
    const approved = those.filter(({ review }) => review.verdict === 'approved');
    return {
      analyst,
      since: those.map(({ first }) => first.createdAt).toSorted()[0],
      decided: those.length,
      untouched: approved.filter(({ first, last }) => first.contentDigest === last.contentDigest).length,
      approved: approved.length,
      rejected: those.length - approved.length,
      changed: those.flatMap(changedChecks).length,
    };
  });
}

function rounded<T extends { medianHours: number }>(month: T): T {
  return { ...month, medianHours: Math.round(month.medianHours * 1_000) / 1_000 };
}

function byPart(a: { part: string }, b: { part: string }): number {
  return a.part < b.part ? -1 : 1;
}

function byAnalyst(a: { analyst: string }, b: { analyst: string }): number {
  return a.analyst < b.analyst ? -1 : 1;
}

/** The same numbers on every day: a linear congruence is enough to spread a history. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

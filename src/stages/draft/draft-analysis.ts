import pLimit from 'p-limit';
import { type Analysis, type CheckResult, contentDigest, type Usage } from '../../domain/analysis.ts';
import type { Draft } from '../../domain/draft.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { lint } from '../../domain/lint.ts';
import { recordId } from '../../domain/record-id.ts';
import type { StageResult, Tools } from '../../ports.ts';
import { analysisFrom } from './analysis-from.ts';
import { flagsOf } from './flags.ts';
import { type FlagOn, type Judged, judgeDimension } from './judge-dimension.ts';
import { offlineResults } from './offline-results.ts';

type DraftTools = Pick<Tools, 'rubric' | 'prompts' | 'model' | 'producer' | 'clock' | 'journal' | 'signal' | 'attempt'>;

/** Judge calls under way at once: enough to hide their latency, few enough for the smallest rate limits. */
const callsAtOnce = 3;

/** Decides every check, computes levels from the decisions, and writes each section from what was decided. */
export async function draftAnalysis(evidence: Evidence, tools: DraftTools): Promise<StageResult<Draft>> {
  const started = tools.clock.now();
  const { checks, flags, usage } = await decide(evidence, tools);
  const createdAt = tools.clock.now();
  const written: Analysis = {
    ...analysisFrom(evidence, tools.rubric, checks),
    producer: { ...tools.producer, createdAt: createdAt.toISOString() },
    usage: { ...usage, seconds: Math.max(0, (createdAt.getTime() - started.getTime()) / 1000) },
  };
  const flagged = { ...written, flags: [...flagsOf(written, evidence, flags), ...lint(written, tools.rubric)] };
  tools.journal.note({ kind: 'progress', text: sentenceOf(flagged) });
  return {
    kind: 'record',
    record: {
      id: recordId('draft', { parentId: evidence.id, producer: tools.producer, attempt: tools.attempt }),
      revision: 1,
      parentRevision: null,
      runId: evidence.runId,
      attempt: tools.attempt,
      slug: evidence.run.vendor.slug,
      author: 'assay',
      producer: tools.producer,
      passagesDigest: evidence.passagesDigest,
      contentDigest: contentDigest(flagged),
      analysis: flagged,
      createdAt: createdAt.toISOString(),
    },
  };
}

async function decide(
  evidence: Evidence,
  tools: DraftTools,
): Promise<{ checks: CheckResult[]; flags: FlagOn[]; usage: Omit<Usage, 'seconds'> }> {
  const offline = [...offlineResults(evidence, tools.rubric).values()];
  const { model } = tools;
  const free = { cachedCalls: 0, costUsd: model ? null : 0 };
  if (!model) {
    const checks = offline.flatMap((dimension) => dimension.checks);
    return { checks, flags: [], usage: { ...free, modelCalls: 0, inputTokens: 0, outputTokens: 0 } };
  }
  const limit = pLimit(callsAtOnce);
  const judged = await Promise.all(
    offline.map(({ dimension, checks }) => limit(() => judgeDimension(dimension, checks, { evidence, model, tools }))),
  );
  return {
    checks: judged.flatMap(({ checks }) => checks),
    flags: judged.flatMap(({ flags }) => flags),
    usage: { ...free, ...summed(judged) },
  };
}

function summed(judged: readonly Judged[]): Judged['usage'] {
  const sum = (key: keyof Judged['usage']) => judged.reduce((total, { usage }) => total + usage[key], 0);
  return { modelCalls: sum('modelCalls'), inputTokens: sum('inputTokens'), outputTokens: sum('outputTokens') };
}

function sentenceOf({ frameworks: { inpact, goals }, flags }: Analysis): string {
  const blocking = flags.filter(({ severity }) => severity === 'blocks').length;
  const totals = `INPACT ${inpact.total} of ${inpact.max}, GOALS ${goals.total} of ${goals.max}`;
  return `Drafted: ${totals}, ${flags.length} flags${blocking > 0 ? `, ${blocking} of them blocking` : ''}.`;
}

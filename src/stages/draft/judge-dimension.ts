import type { CheckResult, Flag, Usage } from '../../domain/analysis.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { whyDefects } from '../../domain/lint-whys.ts';
import type { Dimension } from '../../domain/rubric.ts';
import { PipelineError } from '../../errors.ts';
import type { Model, ModelOutcome, ModelUsage, Tools } from '../../ports.ts';
import { thingOf } from './check-words.ts';
import { readJudgeReply, type Verdict } from './judge-reply.ts';
import { type JudgeQuestion, judgeQuestion } from './judge-request.ts';
import { capitalised } from './phrasing.ts';

/** A flag whose target is a check or dimension id until the document's paths are known. */
export type FlagOn = Omit<Flag, 'target'> & { on: string };

export interface Judged {
  checks: CheckResult[];
  flags: FlagOn[];
  usage: Pick<Usage, 'modelCalls' | 'inputTokens' | 'outputTokens'>;
}

const noCall = { modelCalls: 0, inputTokens: 0, outputTokens: 0 };

/**
 * Asks the model about one dimension. `offline` holds the decisions made without it: they stand where nothing can be
 * asked or no valid reply comes, and are compared with the model's where one does. A provider that is away for now is
 * worth another try of the stage, so it throws.
 */
export async function judgeDimension(
  dimension: Dimension,
  offline: readonly CheckResult[],
  with_: { evidence: Evidence; model: Model; tools: Pick<Tools, 'prompts' | 'journal' | 'signal'> },
): Promise<Judged> {
  const { evidence, model, tools } = with_;
  const prompt = tools.prompts.judge;
  if (prompt === undefined) throw new Error('the prompt "judge" is not loaded');
  const question = judgeQuestion(dimension, evidence.checks, { prompt, vendor: evidence.run.vendor });
  if (!question) return { checks: [...offline], flags: [], usage: noCall };
  const outcome = await model.ask({ ...question.request, signal: tools.signal });
  tools.signal.throwIfAborted();
  if (outcome.kind === 'unavailable' && outcome.retryable) throw away(dimension, outcome.reason);
  const usage = counted(outcome);
  const reply = readReply(outcome, dimension, question);
  tools.journal.note({
    kind: 'model-call',
    text:
      reply.kind === 'valid'
        ? `Judged ${dimension.name}.`
        : `Judged ${dimension.name} without the model: ${reply.reason}.`,
    detail: { subject: dimension.id, outcome: outcome.kind, ...usage },
  });
  if (reply.kind === 'invalid') return { checks: [...offline], flags: [fellBack(dimension, reply.reason)], usage };
  const checks = offline.map((own) =>
    judged(own, reply.verdicts, { question, names: [evidence.run.vendor.name, evidence.run.vendor.licence] }),
  );
  const dropped = reply.dropped > 0 ? [numbersDropped(dimension, reply.dropped)] : [];
  return { checks, flags: [...dropped, ...checks.flatMap(disagreement)], usage };
}

function readReply(outcome: ModelOutcome, dimension: Dimension, { offered }: JudgeQuestion) {
  if (outcome.kind !== 'reply') return { kind: 'invalid' as const, reason: withoutStop(outcome.reason) };
  return readJudgeReply(outcome.text, { checkIds: dimension.checks.map(({ id }) => id), offered: offered.length });
}

function judged(
  own: CheckResult,
  verdicts: readonly Verdict[],
  { question, names }: { question: JudgeQuestion; names: string[] },
): CheckResult {
  const verdict = verdicts.find(({ check }) => check === own.id);
  if (!verdict) return own;
  const citations = verdict.evidence.flatMap((number) => question.offered[number - 1]?.citation ?? []);
  // The reason is printed beside the decision: a boast or a figure that the quotes do not carry is not let through.
  const ground = { names, attributesMet: own.id === 'permitted.attributes' && verdict.decision === 'met' };
  const isSound = verdict.why !== '' && whyDefects({ ...own, why: verdict.why, citations }, ground).length === 0;
  return { ...own, decision: verdict.decision, why: isSound ? verdict.why : own.why, citations };
}

function disagreement({ id, decision, offline }: CheckResult): FlagOn[] {
  if (decision === offline.decision) return [];
  return [
    {
      kind: 'analysts-disagree',
      severity: decision === 'met' || offline.decision === 'met' ? 'warns' : 'notes',
      on: id,
      message: `${capitalised(thingOf({ check: { id, label: id } }))}: the model says ${decision}, the offline analyst ${offline.decision}; read the quotes of both.`,
    },
  ];
}

function fellBack({ id, name }: Dimension, reason: string): FlagOn {
  return {
    kind: 'analysts-disagree',
    severity: 'warns',
    on: id,
    message: `${name} was decided by the offline analyst alone, because no valid reply of the model came: ${reason}.`,
  };
}

function away({ name }: Dimension, reason: string): PipelineError {
  return new PipelineError({
    cause: 'model-unavailable',
    reason: `The model did not judge ${name}: ${withoutStop(reason)}.`,
    advice: 'Retry the run when the provider answers again, or start one without the model.',
    retryable: true,
    stage: 'draft',
  });
}

function numbersDropped({ id, name }: Dimension, count: number): FlagOn {
  return {
    kind: 'quote-refused',
    severity: 'warns',
    on: id,
    message: `For ${name} the model named ${count} quote number(s) that were not offered; they were dropped.`,
  };
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, '');
}

function counted(outcome: ModelOutcome): Judged['usage'] {
  const usage: ModelUsage = outcome.kind === 'unavailable' ? { inputTokens: null, outputTokens: null } : outcome.usage;
  return { modelCalls: 1, inputTokens: usage.inputTokens ?? 0, outputTokens: usage.outputTokens ?? 0 };
}

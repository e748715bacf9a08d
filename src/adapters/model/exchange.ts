import { setTimeout as sleep } from 'node:timers/promises';
import type { KeptReply, ModelAnswer, ModelQuestion, ModelSpent, ProviderOutcome, ReplyForm } from '../../ports.ts';
import { cappedReason } from './capped-reason.ts';
import type { Admission } from './circuit.ts';
import type { OpenRun } from './model-parts.ts';
import { noteCall } from './note-call.ts';
import { type RequestContent, requestContent, requestDigest, type Turns } from './provider-request.ts';
import { mostAmount, settledAmount } from './settled-amount.ts';

/** Waits longer than this are the queue's: a worker should not hold its job and its pages for them. */
const longestWaitSeconds = 60;

/** Between two looks whether another process has the reply that this one wants. */
const lookAgainSeconds = 0.2;
/** How much longer than a call's deadline its reply may be waited for: it is settled after that. */
const settleSeconds = 5;

/** Calls that one question may make: its first and two more, whatever they are needed for. */
export const mostCalls = 3;

/** A question under way. */
export interface Asking {
  question: ModelQuestion<unknown>;
  /** Calls that it may still make. */
  callsLeft: number;
  spent: ModelSpent;
}

type None = Omit<Extract<ModelAnswer<never>, { kind: 'none' }>, 'spent'>;

/** What came of one request: a reply of some kind, or that there is none. */
export type Exchanged = ({ kind: 'came'; form: ReplyForm } & KeptReply) | None;

const strictestFirst: readonly ReplyForm[] = ['json-schema', 'json-object', 'text'];

/**
 * The reply to a question and what was said after it: a kept one, in whichever form it was once asked for, else a paid
 * one. Waits and tries again in place as far as the question's calls last. Rejects when the run's signal is aborted.
 */
export async function exchange(asking: Asking, turns: Turns, open: OpenRun): Promise<Exchanged> {
  const { parts, state } = open;
  const forms = parts.provider.forms ?? strictestFirst;
  const contentIn = (form: ReplyForm): RequestContent =>
    requestContent(asking.question, form, { schemaPrompt: parts.prompts.schema, turns });

  for (const form of forms) {
    const kept = await keptReply(contentIn(form), asking, open);
    if (kept) return { kind: 'came', form, ...kept };
  }

  let last: None = none('unavailable', 'The model gave no reply.', { retryable: true });
  let patience: number | null = null;
  for (let tries = 0; asking.callsLeft > 0; ) {
    if (open.stopped) return none(open.stopped.cause, open.stopped.reason, { retryable: false });
    const admission = await admitted(open);
    if (admission.kind === 'none') return admission;
    const { probe } = admission;
    const form = state.form;
    const outcome = await call(contentIn(form), asking, open).catch((error: unknown) => {
      // A probe that broke off says nothing; without a word of it no other would ever be let through.
      state.circuit.report(null, probe);
      throw error;
    });
    const isAsked = outcome.kind !== 'none' && outcome.kind !== 'needless';
    state.circuit.report(isAsked ? outcome : null, probe);
    if (outcome.kind === 'none') return outcome;
    if (outcome.kind === 'needless') {
      const kept = await keptReply(contentIn(form), asking, open);
      if (kept) return { kind: 'came', form, ...kept };
      patience ??= performance.now() + (asking.question.seconds + settleSeconds) * 1000;
      if (performance.now() > patience) return elsewhere(asking);
      await pause(lookAgainSeconds, open.signal);
      continue;
    }
    tries += 1;
    if (outcome.kind === 'unsupported-form') {
      const weaker = forms[forms.indexOf(form) + 1];
      if (!weaker) return none('unavailable', outcome.reason, { retryable: false });
      // Another question may have learnt it meanwhile, and more.
      if (forms.indexOf(weaker) > forms.indexOf(state.form)) state.form = weaker;
      last = none('unavailable', outcome.reason, { retryable: true });
      continue;
    }
    if (outcome.kind !== 'unavailable') {
      // Nothing was said that could be repaired: the same is asked once more, while calls are left.
      if (outcome.kind !== 'invalid' || outcome.text !== '') {
        return { kind: 'came', form, outcome: outcome.kind, reply: outcome };
      }
      last = none('invalid', outcome.reason, { retryable: false });
      continue;
    }
    if (!outcome.retryable) return ended(outcome, open);
    const backoff = ((parts.backoffMilliseconds ?? 1000) * 2 ** (tries - 1)) / 1000;
    // Half of it by chance: ten questions that failed together should not come back together.
    const wait = outcome.retryAfterSeconds ?? backoff * (0.5 + Math.random() / 2);
    last = none('unavailable', outcome.reason, { retryable: true, waitSeconds: outcome.retryAfterSeconds });
    if (wait > longestWaitSeconds || asking.callsLeft === 0) return last;
    await pause(wait, open.signal);
  }
  return last;
}

async function keptReply(content: RequestContent, asking: Asking, open: OpenRun): Promise<KeptReply | null> {
  const { provider, ledger, clock } = open.parts;
  const digest = requestDigest(provider, content);
  const kept = await ledger.kept(digest);
  if (!kept) return null;
  const { task, subject } = asking.question;
  await ledger.noteUse({
    ...{ runId: open.run.id, stage: open.stage, task, subject },
    ...{ requestDigest: digest, model: provider.id, at: clock.now().toISOString() },
  });
  asking.spent.cachedCalls += 1;
  noteCall(open, asking.question, { outcome: kept.outcome, kept: true });
  return kept;
}

/** Waits where that is short until a call may be made, or says why none may. */
async function admitted(open: OpenRun): Promise<None | Extract<Admission, { kind: 'go' }>> {
  for (;;) {
    open.signal.throwIfAborted();
    const admission = open.state.circuit.admit();
    if (admission.kind === 'go') return admission;
    const { seconds } = admission;
    if (admission.kind === 'open') {
      // The first sentence is what a person can act on: it says what failed and where to look.
      const reason = `${admission.reason} So it went again and again, and calls stop for ${seconds} s.`;
      return none('unavailable', reason, { retryable: true, waitSeconds: seconds });
    }
    if (seconds > longestWaitSeconds) {
      const reason = `The provider has asked to be left alone for ${seconds} s.`;
      return none('unavailable', reason, { retryable: true, waitSeconds: seconds });
    }
    await pause(seconds, open.signal);
  }
}

/**
 * Reserves, calls and settles. A call whose end nobody sees stays reserved, and so counts. `needless` where another
 * process asks, or has asked, the very same.
 */
async function call(
  content: RequestContent,
  asking: Asking,
  open: OpenRun,
): Promise<ProviderOutcome | None | { kind: 'needless' }> {
  const { parts, run, stage, signal } = open;
  const { provider, ledger, price, clock } = parts;
  const { task, subject, share, seconds } = asking.question;
  const digest = requestDigest(provider, content);
  const most = mostAmount(content, price);
  const reserved = await ledger.reserve({
    ...{ runId: run.id, stage, task, subject, requestDigest: digest, model: provider.id, request: content },
    ...{ tokens: most.input + most.output, usdMicros: most.usdMicros, seconds, share, caps: open.caps },
    at: clock.now().toISOString(),
  });
  if (reserved.kind === 'needless') return reserved;
  if (reserved.kind === 'capped') return none('capped', cappedReason(reserved, share), { retryable: false });
  asking.callsLeft -= 1;
  const { maxOutputTokens, form } = content;
  const ended = parts.watch?.({ model: provider.id, runId: run.id, stage, task, subject, form, maxOutputTokens });
  const started = performance.now();
  const outcome = await provider.call({ ...content, seconds, idempotencyKey: digest, signal });
  const milliseconds = Math.round(performance.now() - started);
  const amount = await settledAmount(outcome, content, price);
  ended?.(outcome, amount);
  const tokens = amount.input + amount.output;
  await ledger.settle(reserved.callId, {
    outcome: outcome.kind,
    reply: replyOf(outcome),
    reason: outcome.reason,
    ...{ tokens, usdMicros: amount.usdMicros, milliseconds, at: clock.now().toISOString() },
  });
  count(asking.spent, amount);
  noteCall(open, asking.question, { outcome: outcome.kind, kept: false, amount, milliseconds, reason: outcome.reason });
  signal.throwIfAborted();
  return outcome;
}

/** What may be read again. An answer that said nothing is none: the address may be set right, and must be asked anew. */
function replyOf(outcome: ProviderOutcome): KeptReply['reply'] | null {
  if (outcome.kind === 'unavailable' || outcome.kind === 'unsupported-form') return null;
  if (outcome.kind === 'invalid' && outcome.text === '') return null;
  const { text, model, finishReason, reason, usage } = outcome;
  return { text, model, finishReason, reason, usage };
}

function count(spent: ModelSpent, amount: { input: number; output: number; usdMicros: number | null }): void {
  spent.modelCalls += 1;
  spent.inputTokens += amount.input;
  spent.outputTokens += amount.output;
  if (amount.usdMicros !== null) spent.costUsd = (spent.costUsd ?? 0) + amount.usdMicros / 1_000_000;
}

/** Another process asked the same all the while, and none of its calls brought a reply. */
function elsewhere({ question: { seconds } }: Asking): None {
  const reason = `Another run has asked the model the same for ${seconds} s and got no reply.`;
  return none('unavailable', reason, { retryable: true });
}

/** Causes that meet every call: a setting or an account has to be put right first. */
const stopping: ReadonlySet<string> = new Set(['quota', 'key', 'unknown-model', 'address']);

/** A failure that will not pass. Some would meet every further call too: the run makes no more of them. */
function ended({ cause, reason }: Extract<ProviderOutcome, { kind: 'unavailable' }>, open: OpenRun): None {
  const kind = cause === 'quota' ? 'quota' : 'unavailable';
  if (stopping.has(cause)) open.stopped = { cause: kind, reason };
  return none(kind, reason, { retryable: false });
}

/** Waits, or rejects with the signal's reason as soon as it is aborted. */
async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  await sleep(seconds * 1000, undefined, { signal }).catch(() => signal.throwIfAborted());
}

function none(
  cause: None['cause'],
  reason: string,
  { retryable, waitSeconds = null }: { retryable: boolean; waitSeconds?: number | null },
): None {
  return { kind: 'none', cause, reason, retryable, waitSeconds };
}

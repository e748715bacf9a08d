import { fillTemplate } from '../../domain/prompt-template.ts';
import type { ModelAnswer, ModelFailure, ModelQuestion, Settlement } from '../../ports.ts';
import { type Asking, type Exchanged, exchange, mostCalls } from './exchange.ts';
import type { OpenRun } from './model-parts.ts';
import type { Turns } from './provider-request.ts';
import { replyJson } from './reply-json.ts';

/** How much longer a reply may be the second time. Twice: a limit is chosen with room, so a longer reply rambles. */
const lengthening = 2;

/** Complaints that a repair shows: with more than these, a model that got everything wrong gets a page of them. */
const mostComplaints = 20;

/** Characters of one complaint: it may repeat what the model wrote. */
const longestComplaint = 300;

const notJson = 'The reply is not JSON. Give one JSON object alone, with no text before or after it.';

type Conversation = { turns: Turns; value: { parsed: unknown } | null };

/**
 * Asks a question until an answer stands or nothing more may be tried: one repair of a reply with faults, one longer reply
 * where the first was cut off, three calls in all. Rejects when the run's signal is aborted.
 */
export async function askModel<T>(question: ModelQuestion<T>, open: OpenRun): Promise<ModelAnswer<T>> {
  const { price } = open.parts;
  const spent = { modelCalls: 0, cachedCalls: 0, inputTokens: 0, outputTokens: 0, costUsd: price === null ? null : 0 };
  let asking: Asking = { question, callsLeft: mostCalls, spent };
  let talk: Conversation = { turns: [], value: null };
  let lengthened = false;

  /** The last word: what stands of the reply that came before this one, else that there is no answer. */
  const give = (failure: Omit<Extract<ModelAnswer<T>, { kind: 'none' }>, 'kind' | 'spent'>): ModelAnswer<T> => {
    if (talk.value) {
      const reading = question.read(talk.value.parsed, true);
      if (reading.ok) return { kind: 'answer', value: reading.value, spent };
    }
    return { kind: 'none', ...failure, spent };
  };

  for (;;) {
    const came: Exchanged = await exchange(asking, talk.turns, open);
    if (came.kind === 'none') {
      const { cause, reason, retryable, waitSeconds } = came;
      return give({ cause, reason, retryable, waitSeconds });
    }
    const { outcome, reply } = came;
    if (outcome === 'truncated' && !lengthened && asking.callsLeft > 0) {
      lengthened = true;
      const maxOutputTokens = question.maxOutputTokens * lengthening;
      // Shares what is counted with the first, so that all calls together stay within the question's.
      asking = { ...asking, question: { ...question, maxOutputTokens } };
      continue;
    }
    if (outcome !== 'reply') return give(failureOf(outcome, reply.reason));

    const json = replyJson(reply.text);
    const repaired = talk.turns.length > 0;
    const last = repaired || asking.callsLeft === 0;
    if (json.ok) {
      const reading = question.read(json.value, last);
      if (reading.ok) return { kind: 'answer', value: reading.value, spent };
      if (last) return { kind: 'none', ...failureOf('invalid', misshapen(reading.complaints)), spent };
      talk = { turns: repairTurns(reply.text, reading.complaints, open), value: { parsed: json.value } };
      continue;
    }
    if (last) return give(failureOf('invalid', lastReply('is not JSON')));
    talk = { turns: repairTurns(reply.text, [notJson], open), value: null };
  }
}

function repairTurns(text: string, complaints: readonly string[], open: OpenRun): Turns {
  const listed = complaints.slice(0, mostComplaints).map((complaint) => `- ${complaint.slice(0, longestComplaint)}`);
  const left = complaints.length - listed.length;
  if (left > 0) listed.push(`- and ${left} more of the same kinds`);
  const content = fillTemplate(open.parts.prompts.repair, { complaints: listed.join('\n') });
  return [
    { role: 'assistant', content: text },
    { role: 'user', content },
  ];
}

const causes: Partial<Record<Settlement['outcome'], ModelFailure>> = {
  refusal: 'refusal',
  truncated: 'truncated',
  filtered: 'filtered',
};

function failureOf(outcome: Settlement['outcome'], reason: string) {
  return { cause: causes[outcome] ?? 'invalid', reason, retryable: false, waitSeconds: null } as const;
}

/** What a person reads of a last reply that was no use. Faults are counted, not told: one may repeat the model's words. */
function lastReply(fault: string): string {
  return `The model’s last reply ${fault}: a more able one may do better, set ASSAY_MODEL.`;
}

function misshapen({ length }: readonly string[]): string {
  return lastReply(`has not the shape asked for (${length === 1 ? 'a fault' : `${length} faults`})`);
}

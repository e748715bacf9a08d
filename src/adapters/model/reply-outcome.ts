import { z } from 'zod';
import type { ModelUsage, ProviderOutcome } from '../../ports.ts';
import { junk, webPage } from './failure-outcome.ts';

/** What a compatible server may leave out, it may: usage, refusal and the reason for finishing are optional here. */
const Reply = z.object({
  model: z.string().nullish(),
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
    }),
  ),
  usage: z
    .object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() })
    .nullish()
    .catch(null),
});

/** Reads a chat completion. Refusal and finish reason come first: a truncated reply may be complete JSON by chance. */
export function outcomeOfReply(reply: unknown, milliseconds: number): ProviderOutcome {
  if (typeof reply === 'string' && /^\s*</.test(reply)) {
    return webPage('OPENAI_BASE_URL');
  }
  const parsed = Reply.safeParse(reply);
  if (!parsed.success) {
    return junk('The server answered with something that is no chat completion: check OPENAI_BASE_URL.', milliseconds);
  }
  const { choices, usage: counted, model } = parsed.data;
  const choice = choices[0];
  if (!choice) return junk(noReply, milliseconds);
  return outcomeOfText(choice.message.content ?? '', {
    refusal: choice.message.refusal ?? '',
    finishReason: choice.finish_reason ?? '',
    usage: { inputTokens: counted?.prompt_tokens ?? null, outputTokens: counted?.completion_tokens ?? null },
    model: model ?? '',
    milliseconds,
  });
}

/** Some servers answer so for a model that is none for chats, and others for a question that they will not answer. */
export const noReply = 'The server’s answer holds no reply: check that ASSAY_MODEL names a chat model, or set another.';

interface ReplyFacts {
  refusal: string;
  finishReason: string;
  usage: ModelUsage;
  model: string;
  milliseconds: number;
}

/** As the providers that are known say it: the OpenAI protocol, Anthropic, Google, Ollama. */
const meanings: readonly [kind: 'refusal' | 'truncated' | 'filtered', words: RegExp][] = [
  ['refusal', /^refusal$/i],
  ['truncated', /^(length|max_tokens|max_output_tokens|model_context_window_exceeded)$/i],
  [
    'filtered',
    /^(content_filter|content_filtered|guardrail_intervened|safety|recitation|prohibited_content|blocklist)$/i,
  ],
];

const reasons = {
  refusal: 'The model refused to answer: another model may answer, set ASSAY_MODEL.',
  truncated: 'The reply ended at the limit of its length: a model that is briefer may do better, set ASSAY_MODEL.',
  filtered: 'The provider’s content filter stopped the reply: set its filter less strict, or set another ASSAY_MODEL.',
  empty: 'The reply was empty: another model may do better, set ASSAY_MODEL.',
} as const;

/** What a text is worth, given how it ended: a reply, or the thing that is wrong with it. */
export function outcomeOfText(text: string, facts: ReplyFacts): ProviderOutcome {
  const { refusal, ...told } = facts;
  if (refusal !== '') return { kind: 'refusal', text: refusal, ...told, reason: reasons.refusal };
  const meant = meanings.find(([, words]) => words.test(facts.finishReason))?.[0];
  if (meant) return { kind: meant, text, ...told, reason: reasons[meant] };
  if (text.trim() === '') return { kind: 'invalid', text: '', ...told, reason: reasons.empty };
  return { kind: 'reply', text, ...told, reason: '' };
}

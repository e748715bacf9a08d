import { z } from 'zod';
import type { ModelOutcome, ModelUsage } from '../../ports.ts';

/** What a compatible server may leave out, it may: usage, refusal and the reason for finishing are optional here. */
const Reply = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() }).nullish(),
});

const unknownUsage: ModelUsage = { inputTokens: null, outputTokens: null };

/** Reads a provider's answer. Finish reason and refusal come first: a truncated reply may be complete JSON by chance. */
export function outcomeOfReply(reply: unknown, call: { name: string; milliseconds: number }): ModelOutcome {
  const parsed = Reply.safeParse(reply);
  if (!parsed.success) {
    return {
      kind: 'invalid',
      text: '',
      usage: unknownUsage,
      reason: 'The server answered with something that is no chat completion.',
    };
  }
  const { choices, usage: counted, model } = parsed.data;
  const usage: ModelUsage = {
    inputTokens: counted?.prompt_tokens ?? null,
    outputTokens: counted?.completion_tokens ?? null,
  };
  const choice = choices[0];
  const text = choice?.message.content ?? '';
  if (choice?.message.refusal) {
    return { kind: 'refusal', text: choice.message.refusal, usage, reason: 'The model refused to answer.' };
  }
  if (choice?.finish_reason === 'length') {
    return { kind: 'truncated', text, usage, reason: 'The reply ended at the token limit.' };
  }
  if (choice?.finish_reason === 'content_filter') {
    return { kind: 'filtered', text, usage, reason: 'The provider’s content filter stopped the reply.' };
  }
  if (text.trim() === '') return { kind: 'invalid', text, usage, reason: 'The reply was empty.' };
  if (!isJson(text)) return { kind: 'invalid', text, usage, reason: 'The reply was not JSON.' };
  return { kind: 'reply', text, usage, model: model ?? call.name, milliseconds: call.milliseconds };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

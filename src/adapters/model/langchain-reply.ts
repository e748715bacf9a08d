import { z } from 'zod';
import type { ProviderOutcome } from '../../ports.ts';
import { junk } from './failure-outcome.ts';
import { noReply, outcomeOfText } from './reply-outcome.ts';

/** What the providers' classes make of a reply, as far as it is read; each leaves out what it does not know. */
const Message = z.object({
  content: z.union([z.string(), z.array(z.object({ type: z.string(), text: z.string().nullish() }))]),
  response_metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
  additional_kwargs: z.record(z.string(), z.unknown()).nullish().catch(null),
  usage_metadata: z.object({ input_tokens: z.number(), output_tokens: z.number() }).nullish().catch(null),
});

const RawAnswer = z.object({ choices: z.array(z.object({ message: z.object({ refusal: z.string().nullish() }) })) });

/** Where a provider's class puts the reason for finishing, and the model's name. */
const finishKeys = ['finish_reason', 'stop_reason', 'finishReason', 'done_reason', 'stopReason'];
const modelKeys = ['model_name', 'model', 'model_id'];

/** Reads what a LangChain chat model gives: raw text, refusal, reason for finishing and usage. */
export function outcomeOfMessages(
  result: { generations: readonly { message: unknown }[] },
  milliseconds: number,
): ProviderOutcome {
  const generation = result.generations[0];
  if (!generation) return junk(noReply, milliseconds);
  const parsed = Message.safeParse(generation.message);
  if (!parsed.success) return junk(noReply, milliseconds);
  const { content, response_metadata: metadata, additional_kwargs: extra, usage_metadata: usage } = parsed.data;
  const refusal = extra?.refusal ?? rawRefusal(extra?.__raw_response);
  // A class that was told no usage says zero; no call has none.
  const known = usage && usage.input_tokens > 0 ? usage : null;
  return outcomeOfText(textOf(content), {
    refusal: typeof refusal === 'string' ? refusal : '',
    finishReason: firstText(metadata ?? {}, finishKeys) || firstText(extra ?? {}, finishKeys),
    usage: { inputTokens: known?.input_tokens ?? null, outputTokens: known?.output_tokens ?? null },
    model: firstText(metadata ?? {}, modelKeys) || firstText(extra ?? {}, modelKeys),
    milliseconds,
  });
}

/** Where a class drops the refusal, the provider's own answer still has it. */
function rawRefusal(raw: unknown): unknown {
  const read = RawAnswer.safeParse(raw);
  return read.success ? read.data.choices[0]?.message.refusal : undefined;
}

function textOf(content: z.infer<typeof Message>['content']): string {
  if (typeof content === 'string') return content;
  return content.map(({ type, text }) => (type === 'text' ? (text ?? '') : '')).join('');
}

function firstText(from: Record<string, unknown>, keys: readonly string[]): string {
  for (const key of keys) if (typeof from[key] === 'string') return from[key];
  return '';
}

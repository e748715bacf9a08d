import { setImmediate } from 'node:timers/promises';
import type { ProviderRequest } from '../../ports.ts';

/** What the chat format adds to a message: its markers and its role. Four in the published formats; twice that is safe. */
const messageTokens = 8;

const asText: { disallowedSpecial: Set<string> } = { disallowedSpecial: new Set() };

/** Characters counted at once. The time to count a run without a space grows faster than its length. */
const piece = 4_000;

/**
 * The tokens of a text by the tokenizer of current OpenAI models; from `most` on it counts no further. Loads its tables,
 * some megabytes, when first asked.
 */
export async function countTokens(text: string, most = Number.POSITIVE_INFINITY): Promise<number> {
  const { countTokens: count } = await import('gpt-tokenizer/encoding/o200k_base');
  let tokens = 0;
  // A cut through a word counts a token more at most, which errs on the safe side.
  for (let at = 0; at < text.length && tokens < most; at += piece) {
    tokens += count(text.slice(at, at + piece), asText);
    // A megabyte of letters at random takes seconds, in which a queue's lock would not be renewed.
    await setImmediate();
  }
  return tokens;
}

/** The tokens of a request, schema and message markers included. */
export async function requestTokens(request: Pick<ProviderRequest, 'messages' | 'schema' | 'form'>): Promise<number> {
  let tokens = 0;
  for (const { content } of request.messages) tokens += messageTokens + (await countTokens(content));
  return tokens + (request.form === 'json-schema' ? await countTokens(JSON.stringify(request.schema)) : 0);
}

/** More tokens than the request can have for any tokenizer: each is at least a byte of what is sent. */
export function mostRequestTokens(request: Pick<ProviderRequest, 'messages' | 'schema'>): number {
  const texts = request.messages.map(({ content }) => Buffer.byteLength(content) + messageTokens);
  return texts.reduce((sum, tokens) => sum + tokens, Buffer.byteLength(JSON.stringify(request.schema)));
}

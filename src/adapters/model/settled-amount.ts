import { costMicros, type ModelPrice } from '../../domain/spending.ts';
import type { ProviderOutcome, ProviderRequest } from '../../ports.ts';
import { countTokens, mostRequestTokens, requestTokens } from './count-tokens.ts';

/** What a call counts: tokens a side, and millionths of a dollar where the model has a price. */
export interface Amount {
  input: number;
  output: number;
  usdMicros: number | null;
}

type Asked = Pick<ProviderRequest, 'messages' | 'schema' | 'form' | 'maxOutputTokens'>;

/** The most that a request can cost, whatever its reply. */
export function mostAmount(request: Asked, price: ModelPrice | null): Amount {
  return priced({ input: mostRequestTokens(request), output: request.maxOutputTokens }, price);
}

/**
 * What a call counts once it has ended: the provider's figure or our own count, whichever is more, a side. What is
 * unknown or cannot be true counts as set aside; nothing only where it is certain that nothing was billed.
 */
export async function settledAmount(
  outcome: ProviderOutcome,
  request: Asked,
  price: ModelPrice | null,
): Promise<Amount> {
  const most = mostAmount(request, price);
  if (outcome.kind === 'unsupported-form') return priced({ input: 0, output: 0 }, price);
  if (outcome.kind === 'unavailable') return outcome.unbilled ? priced({ input: 0, output: 0 }, price) : most;
  const { usage, text } = outcome;
  const input = side(usage.inputTokens, await requestTokens(request), most.input);
  // A model may think before it writes, so only the limit bounds its side from above.
  const output = side(usage.outputTokens, await countTokens(text, most.output), most.output);
  return priced({ input, output }, price);
}

/** Other tokenizers count up to twice as coarsely as ours; a figure below that, or above the most, is no count. */
function side(reported: number | null, counted: number, most: number): number {
  if (reported === null || !Number.isInteger(reported)) return most;
  if (reported > most || reported < counted / 2) return most;
  return Math.min(Math.max(reported, counted), most);
}

function priced(tokens: { input: number; output: number }, price: ModelPrice | null): Amount {
  return { ...tokens, usdMicros: price === null ? null : costMicros(price, tokens) };
}

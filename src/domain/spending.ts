/** What a model costs, in US dollars for a million tokens, and on which day somebody looked it up. */
export interface ModelPrice {
  inputUsd: number;
  outputUsd: number;
  /** `YYYY-MM-DD`. */
  asOf: string;
}

/** The most that may be spent; null where there is no such cap. Dollars, but for the tokens. */
export interface SpendingCaps {
  callUsd: number | null;
  runUsd: number | null;
  dayUsd: number | null;
  totalUsd: number | null;
  /** Input and output together. The one cap that holds for a model without a known price. */
  runTokens: number | null;
}

export type CapName = 'call' | 'run' | 'day' | 'total' | 'run-tokens';

/** Millionths of a dollar, whole ones, rounded up: adding them never loses a part of a cent. */
export function costMicros(price: ModelPrice, tokens: { input: number; output: number }): number {
  // A dollar for a million tokens is a millionth of a dollar a token.
  return Math.ceil(tokens.input * price.inputUsd + tokens.output * price.outputUsd);
}

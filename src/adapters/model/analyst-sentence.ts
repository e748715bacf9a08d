import type { ModelPrice, SpendingCaps } from '../../domain/spending.ts';

/** Which analyst drafts, where what it reads is sent, and what it may spend: for whoever starts the program. */
export function analystSentence(
  model: { name: string; baseUrl: string | null } | null,
  price: ModelPrice | null,
  caps: SpendingCaps,
): string {
  if (model === null) {
    return 'The offline analyst drafts: no model is set, and nothing is sent to one. See ASSAY_MODEL in .env.example.';
  }
  const where = model.baseUrl ? ` at ${new URL(model.baseUrl).host}` : '';
  const counted = price
    ? `Counted at $${price.inputUsd} in and $${price.outputUsd} out for a million tokens (list price of ${price.asOf})`
    : 'Its price is not known';
  return `The model ${model.name}${where} reads and drafts; what it proposes is checked. ${counted}; ${capsText(price ? caps : { ...noCaps, runTokens: caps.runTokens })}.`;
}

/** Without a price no cap in dollars holds. */
const noCaps = { callUsd: null, runUsd: null, dayUsd: null, totalUsd: null };

function capsText({ callUsd, runUsd, dayUsd, totalUsd, runTokens }: SpendingCaps): string {
  const caps = [
    callUsd === null ? null : `$${callUsd} a call`,
    runUsd === null ? null : `$${runUsd} a run`,
    runTokens === null ? null : `${runTokens} tokens a run`,
    dayUsd === null ? null : `$${dayUsd} a day`,
    totalUsd === null ? null : `$${totalUsd} in all`,
  ].filter((cap) => cap !== null);
  return caps.length === 0 ? 'there is no cap' : `at most ${caps.join(', ')}`;
}

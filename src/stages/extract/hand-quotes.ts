import { handSetOf } from '../../domain/hand-set.ts';
import { citedOnce, quoteFates } from '../../domain/quote-fates.ts';
import type { QuoteFate } from '../../domain/site-changes.ts';
import { type ReadingNow, siteNow } from './site-now.ts';

/**
 * What became of the quotes of the document that holds what persons set, so that a whole new draft keeps what still has
 * its quotes; those that simply stand are left out. Undefined where there is no such document.
 */
export function handQuotes(now: ReadingNow): QuoteFate[] | undefined {
  const hand = handSetOf(now.snapshot.run.baseline);
  if (!hand) return undefined;
  const citations = citedOnce(hand.analysis);
  const site = siteNow(
    now,
    citations.map(({ url }) => url),
  );
  // The words prove the same wherever they stand, so that it is no matter where else they stood before.
  return quoteFates(citations, { ...site, textThen: () => null, goneBefore: new Set(hand.missing) });
}

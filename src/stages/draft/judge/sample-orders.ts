import { sha256 } from '../../../domain/digest.ts';
import type { Offered } from './offered-quotes.ts';

/** With the first reply three: the least number that has a majority. */
const moreSamples = [2, 3];
/** Seeds tried for an order that no earlier sample has; few quotes have few orders. */
const seedsTried = 8;

/**
 * The orders in which further replies see the same quotes. Each is a request of its own, fixed by what the quotes say and
 * the sample's number, so that it is asked and paid once. Fewer than two where the quotes have no more orders.
 */
export function sampleOrders(offered: readonly Offered[]): Offered[][] {
  // Address and words, not the page's digest: an edit elsewhere on the page is no other evidence.
  const texts = offered.map(({ citation }) => `${citation.url}\n${citation.quote}`);
  const seed = sha256(texts.join('\n\n'));
  const known = new Set([keyOf(texts.map((_text, index) => index))]);
  return moreSamples.flatMap((sample) => {
    for (let turn = 0; turn < seedsTried; turn += 1) {
      const order = texts
        .map((text, index) => ({ index, weight: sha256(`${seed} ${sample} ${turn} ${text}`) }))
        .sort((a, b) => (a.weight < b.weight ? -1 : a.weight > b.weight ? 1 : a.index - b.index))
        .map(({ index }) => index);
      if (known.has(keyOf(order))) continue;
      known.add(keyOf(order));
      return [order.flatMap((index) => offered[index] ?? [])];
    }
    return [];
  });
}

function keyOf(order: readonly number[]): string {
  return order.join(' ');
}

import { sha256 } from '../../../domain/digest.ts';
import type { Offered } from './offered-quotes.ts';

/** With the first reply three: the least number that has a majority. */
const furtherLooks = ['second', 'third'] as const;
export type Look = (typeof furtherLooks)[number];

/** Seeds tried for an order that no earlier look has; few quotes have few orders. */
const seedsTried = 8;

/**
 * The further looks at some quotes, each in an order fixed by what the quotes say and by the look, so that it is asked and
 * paid once. The orders differ from the one given and from each other as far as the quotes have so many.
 */
export function sampleOrders(offered: readonly Offered[]): { look: Look; order: Offered[] }[] {
  // Address and words, not the page's digest: an edit elsewhere on the page is no other evidence.
  const texts = offered.map(({ citation }) => `${citation.url}\n${citation.quote}`);
  const seed = sha256(texts.join('\n\n'));
  const known = new Set([keyOf(texts.map((_text, index) => index))]);
  return furtherLooks.map((look) => {
    let order: number[] = [];
    for (let turn = 0; turn < seedsTried; turn += 1) {
      order = texts
        .map((text, index) => ({ index, weight: sha256(`${seed} ${look} ${turn} ${text}`) }))
        .sort((a, b) => (a.weight < b.weight ? -1 : a.weight > b.weight ? 1 : a.index - b.index))
        .map(({ index }) => index);
      if (!known.has(keyOf(order))) break;
    }
    known.add(keyOf(order));
    return { look, order: order.flatMap((index) => offered[index] ?? []) };
  });
}

function keyOf(order: readonly number[]): string {
  return order.join(' ');
}

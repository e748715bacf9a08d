import { sha256 } from '../../../domain/digest.ts';
import type { Offered } from './offered-quotes.ts';

/** With the first reply three: the least number that has a majority. */
export const furtherLookNames = ['second', 'third'] as const;
export type Look = (typeof furtherLookNames)[number];

/** Seeds tried for an order that no earlier look has; few quotes have few orders. */
const seedsTried = 8;

/**
 * The further looks at some quotes, each in an order fixed by what the quotes say and by the look, so that it is asked and
 * paid once. The orders differ from the one given and from each other as far as the quotes have so many.
 */
export function sampleOrders(offered: readonly Offered[]): Record<Look, Offered[]> {
  // Address and words, not the page's digest: an edit elsewhere on the page is no other evidence.
  const texts = offered.map(({ citation }) => `${citation.url}\n${citation.quote}`);
  const seed = sha256(texts.join('\n\n'));
  const known = new Set([keyOf(texts.map((_text, index) => index))]);
  const orderOf = (look: Look): Offered[] => {
    let order: number[] = [];
    for (let turn = 0; turn < seedsTried; turn += 1) {
      order = texts
        .map((text, index) => ({ index, weight: sha256(`${seed} ${look} ${turn} ${text}`) }))
        .sort((a, b) => (a.weight < b.weight ? -1 : a.weight > b.weight ? 1 : a.index - b.index))
        .map(({ index }) => index);
      if (!known.has(keyOf(order))) break;
    }
    known.add(keyOf(order));
    return order.flatMap((index) => offered[index] ?? []);
  };
  // In turn: the third differs from the second as well.
  const second = orderOf('second');
  return { second, third: orderOf('third') };
}

function keyOf(order: readonly number[]): string {
  return order.join(' ');
}

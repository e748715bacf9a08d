import type { HarvestPart } from './evidence.ts';

/**
 * What became of the quotes that a reply proposed, in one line whose counts add up to what it proposed. Empty for a part
 * that brought none, and for one of an earlier version, which did not count them all.
 */
export function harvestSums(part: HarvestPart): string {
  const { proposed, refused, dropped, folded, empty, outcome, reason } = part;
  if (folded === undefined || empty === undefined || proposed === 0) return '';
  const stood = proposed - refused - dropped - folded - empty;
  const counts = [
    [stood, outcome === 'read' ? 'used' : 'in order'],
    [refused, 'refused by code'],
    [empty, 'true and stating nothing'],
    [folded, 'proposed twice'],
    [dropped, 'for a check or passage that was not offered'],
  ] as const;
  const told = counts.flatMap(([count, what], at) => (count > 0 || at === 0 ? [`${count} ${what}`] : []));
  const verdict = outcome === 'discarded' ? ` ${reason}` : '';
  return `${proposed} proposed: ${told.join(', ')}.${verdict}`;
}

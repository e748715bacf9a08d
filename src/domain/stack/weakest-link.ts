import type { FrameworkCard } from '../publication-card.ts';
import type { WeakestLink } from './stack-candidate.ts';

/** The smallest level of a product as a share of its maximum, the first in the rubric's order; what was not assessed is 0. */
export function weakestLink({ inpact, goals }: { inpact: FrameworkCard; goals: FrameworkCard }): WeakestLink {
  let weakest: WeakestLink = { share: 1, dimension: '', level: null, max: 0 };
  for (const { id, level, max } of [...inpact.dimensions, ...goals.dimensions]) {
    const share = (level ?? 0) / max;
    if (share < weakest.share || weakest.dimension === '') weakest = { share, dimension: id, level, max };
  }
  return weakest;
}

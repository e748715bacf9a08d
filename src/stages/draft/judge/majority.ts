import type { DecisionValue } from '../../../domain/closed-lists.ts';
import type { Ruling } from './weigh-verdict.ts';

/**
 * The decision that counts for less comes first. Only `met` counts towards a level, and `partly` is half of it; a denial
 * is worth less to the product than either, and `no-evidence` states nothing at all, not even a denial.
 */
const weakestFirst: readonly DecisionValue[] = ['no-evidence', 'contradicted', 'partly', 'met'];

export interface Voted {
  /** That of the first reply which decided so. */
  ruling: Ruling;
  /** What each reply came to, in their order. */
  votes: DecisionValue[];
}

/** The decision of most replies on one check; of equally many, the weakest. Throws without a reply. */
export function majority(rulings: readonly Ruling[]): Voted {
  const votes = rulings.map(({ decision }) => decision);
  const count = (decision: DecisionValue) => votes.filter((vote) => vote === decision).length;
  const most = Math.max(...weakestFirst.map(count));
  const winner = weakestFirst.find((decision) => count(decision) === most);
  const ruling = rulings.find(({ decision }) => decision === winner);
  if (!ruling) throw new Error('a majority needs at least one reply');
  return { ruling, votes };
}

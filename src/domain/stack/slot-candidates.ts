import { candidateOf } from './candidate-of.ts';
import type { StackCandidate } from './stack-candidate.ts';
import type { StackQuestion } from './stack-question.ts';
import { stackStanding } from './standing.ts';

/**
 * The products of a category, those that pass first, then as a slot is filled while the others stay as they are: what keeps
 * the stack's weakest link, then documented integrations, INPACT, GOALS and the slug.
 */
export function slotCandidates(question: StackQuestion, category: string): StackCandidate[] {
  const { ground, standing } = stackStanding(question);
  const others = standing.filter((each) => each.category !== category);
  const weakest = Math.min(1, ...others.map(({ product }) => ground.catalogue.weakest[product]?.share ?? 0));
  const all = ground.slots.find((slot) => slot.category === category)?.all ?? [];
  return all.map((product) => candidateOf(ground, product, others)).sort(byRank(weakest));
}

/** The order of candidates where the other slots' weakest link is at `share`. */
function byRank(share: number): (a: StackCandidate, b: StackCandidate) => number {
  const ranks = (candidate: StackCandidate): number[] => [
    candidate.passes ? 1 : 0,
    Math.min(candidate.weakest.share, share),
    candidate.joints.reduce((sum, { sides }) => sum + sides, 0),
    candidate.inpact.total,
    candidate.goals.total,
  ];
  return (a, b) => {
    const [mine, theirs] = [ranks(a), ranks(b)];
    const place = mine.findIndex((rank, each) => rank !== theirs[each]);
    if (place === -1) return a.slug < b.slug ? -1 : 1;
    return (theirs[place] ?? 0) - (mine[place] ?? 0);
  };
}

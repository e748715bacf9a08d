import type { StackQuestion } from './stack-question.ts';
import { stackStanding } from './standing.ts';

/** The products that stand in a stack, placed or filled in, in the rubric's order: those whose details a report tells. */
export function standingSlugs(question: StackQuestion): string[] {
  const { ground, standing } = stackStanding(question);
  return standing.flatMap(({ product }) => ground.catalogue.products[product]?.slug ?? []);
}

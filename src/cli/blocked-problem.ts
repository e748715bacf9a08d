import type { Analysis } from '../domain/analysis.ts';
import { itemOf } from '../domain/item.ts';
import { itemLabel } from '../domain/item-label.ts';
import { plainWords } from '../domain/plain-words.ts';
import type { Rubric } from '../domain/rubric.ts';
import { ApiProblem } from './api.ts';

/** The refusal of an approval with each place named as the review page names it, and each message in words. */
export function blockedProblem(
  problem: ApiProblem,
  { analysis, rubric }: { analysis: Analysis; rubric: Rubric },
): ApiProblem {
  const { status, code, message, advice } = problem;
  const errors = problem.errors.map((each) => ({
    path: itemLabel(itemOf(each.path), analysis, rubric),
    message: plainWords(each.message, rubric),
  }));
  return new ApiProblem({ status, code, detail: message, advice, errors });
}

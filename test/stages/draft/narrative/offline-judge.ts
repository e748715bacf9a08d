import type { Evidence } from '../../../../src/domain/evidence.ts';
import type { Rubric } from '../../../../src/domain/rubric.ts';
import type { ModelQuestion } from '../../../../src/ports.ts';
import { productMask } from '../../../../src/stages/draft/judge/mask-product.ts';
import { offlineResults } from '../../../../src/stages/draft/offline-results.ts';

/** A double of a judging model that decides as the offline analyst does, so that a test can look at the prose alone. */
export function offlineJudge(evidence: Evidence, rubric: Rubric): (question: ModelQuestion<unknown>) => unknown {
  const results = offlineResults(evidence, rubric);
  const mask = productMask(evidence.run.vendor);
  const oneLine = (text: string) => mask(text.replace(/¦/g, '|').replace(/\s+/g, ' ').trim());
  return ({ subject, user }) => {
    const printed = [...user.matchAll(/^\[(\d+)\][^¦]*¦ (.*)$/gm)];
    const numbers = new Map(printed.map(([, number, quote = '']) => [quote, Number(number)]));
    const side = { text: 'No more is shown on the pages.', evidence: [] };
    return {
      checks: (results.get(subject)?.checks ?? []).map(({ id, decision, why, citations }) => {
        return {
          check: id,
          decision,
          why,
          evidence: citations.flatMap(({ quote }) => numbers.get(oneLine(quote)) ?? []),
        };
      }),
      whyNotLower: side,
      whyNotHigher: side,
    };
  };
}

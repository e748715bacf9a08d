import type { CheckResult } from './analysis.ts';
import { briefQuote } from './brief-quote.ts';
import { decisionWords } from './decision-words.ts';
import { placeOfQuote } from './edit.ts';
import type { Quote } from './evidence.ts';

/**
 * Says that a contradicted check shows its readers only quotes that speak for it; null where it does not. `offered` is
 * what was found for the check: a quote that was chosen by hand is not among it and may be the denial.
 */
export function deniedBySupport({ decision, citations }: CheckResult, offered: readonly Quote[]): string | null {
  const [first] = citations;
  if (decision !== 'contradicted' || !first) return null;
  const speaksFor = citations.every((citation) => {
    const place = placeOfQuote(citation);
    const known = offered.filter((quote) => placeOfQuote(quote.citation) === place);
    return known.length > 0 && known.every(({ stance }) => stance === 'supports');
  });
  if (!speaksFor) return null;
  const whose = citations.length === 1 ? 'its only quote speaks' : `all ${citations.length} of its quotes speak`;
  return `Decided ${decisionWords.contradicted}, yet ${whose} for it: “${briefQuote(first.quote)}”`;
}

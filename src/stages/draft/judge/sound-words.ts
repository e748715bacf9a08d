import type { CheckResult, Citation, Claim } from '../../../domain/analysis.ts';
import { strengthComplaints } from '../../../domain/claim-strength.ts';
import type { DecisionValue } from '../../../domain/closed-lists.ts';
import { whyDefects } from '../../../domain/lint-whys.ts';
import type { Run } from '../../../domain/run.ts';
import { distinct } from '../claims.ts';
import { sentence } from '../phrasing.ts';
import { unmasked } from './mask-product.ts';
import type { Said } from './read-judge-reply.ts';
import type { Ruling } from './weigh-verdict.ts';

/** What a model's sentences are held against. */
export interface WordGround {
  run: Run;
  /** Whether `permitted.attributes` is met, as far as the dimension at hand can tell. */
  attributesMet: boolean;
}

/** What stands beside a decision where neither analyst's words fit it. */
const plainWords: Record<DecisionValue, string> = {
  met: 'The sentences quoted here show it.',
  partly: 'The sentences quoted here show it in part.',
  contradicted: 'The sentences quoted here say that it is not so.',
  'no-evidence': 'No sentence was found that shows it.',
};

const denies = /\b(?:no|not|none|nothing|never|without|neither|nor|cannot|lacks?|missing)\b|n['’]t\b/i;

/**
 * The reason printed beside a decision: the model's where its quotes carry every word of it, else the offline analyst's
 * where that decided the same, else a plain one.
 */
export function whyOf(ruling: Ruling, own: CheckResult, ground: WordGround): string {
  const { decision, said, rests } = ruling;
  const citations = rests.map(({ citation }) => citation);
  const why = unmasked(ruling.why, ground.run.vendor.name);
  const fallback = own.decision === decision ? own.why : plainWords[decision];
  // Words that explained a stronger decision do not explain this one.
  if (why === '' || said !== null) return fallback;
  // Nothing proves these words: they may say what is missing and nothing else.
  if (decision === 'no-evidence' && !denies.test(why)) return fallback;
  return isSound(why, { citations, searched: own.searched }, ground) ? why : fallback;
}

/**
 * One claim from the two sentences about a dimension: what is shown, and what is missing. Null where the first rests on
 * no quote, or either says more than its quotes; the second may rest on none if it denies.
 */
export function dimensionWhy(
  sides: { lower: Said & { citations: Citation[] }; higher: Said & { citations: Citation[] } },
  ground: WordGround,
): Claim | null {
  const { lower, higher } = sides;
  if (lower.citations.length === 0) return null;
  if (higher.citations.length === 0 && !denies.test(higher.text)) return null;
  const texts = [lower, higher].map(({ text, citations }) => {
    const told = unmasked(text, ground.run.vendor.name);
    return told !== '' && isSound(told, { citations, searched: [] }, ground) ? sentence(told) : '';
  });
  if (texts.includes('')) return null;
  return {
    text: texts.join(' '),
    kind: 'cited',
    origin: 'model',
    citations: distinct([...lower.citations, ...higher.citations]),
    searched: [],
  };
}

function isSound(
  text: string,
  rests: Pick<CheckResult, 'citations' | 'searched'>,
  { run, attributesMet }: WordGround,
): boolean {
  const { vendor, baseline } = run;
  const names = [vendor.name, vendor.licence];
  const quotes = rests.citations.map(({ quote }) => quote);
  const known = [...names, ...baseline.neighbours.map(({ name }) => name)];
  return (
    whyDefects({ ...rests, why: text }, { names, attributesMet }).length === 0 &&
    strengthComplaints(text, { quotes, names: known, absent: quotes.length === 0 }).length === 0
  );
}

import type { Analysis, Claim } from './analysis.ts';
import { contentStems, sharedPart } from './claim-clause.ts';
import { strengthComplaints } from './claim-strength.ts';
import { claimsOf } from './lint-targets.ts';
import type { Rubric } from './rubric.ts';

/** A statement that says something else, or more, than the quotes it names. */
export interface ClaimDoubt {
  path: string;
  message: string;
  weight: number;
}

const weights = {
  /** Quotes that share no words with the statement carry something else. */
  elsewhere: 295,
  stronger: 285,
  /** Advice that names what no quote of the draft names. */
  advice: 150,
};
/** Of the content words of a statement, the share that stands in its quotes. Below it people read the quotes as of another matter. */
const leastShared = 0.2;

/**
 * Statements of a model or a person that their quotes do not carry, by words: code makes the offline analyst's own from
 * their quotes. What a model says was held against rules of wording before it was drafted; an edit is not, because people
 * may know better than rules, so those are only told here.
 */
export function claimDoubts(analysis: Analysis, rubric: Rubric): ClaimDoubt[] {
  const statements = claimsOf(analysis).filter(({ claim }) => claim.origin !== 'offline' && claim.text.trim() !== '');
  const names = namesOf(analysis, rubric);
  const around = statements.flatMap(({ claim }) => claim.citations.map(({ quote }) => quote));
  return statements.flatMap(({ path, claim }) => {
    const found = isElsewhere(claim, names)
      ? { message: 'Its quotes speak of something else: read whether they say this.', weight: weights.elsewhere }
      : claim.origin === 'person'
        ? complaintOf(claim, { names, around })
        : null;
    return found ? [{ path, ...found }] : [];
  });
}

function isElsewhere({ kind, text, citations }: Claim, names: readonly string[]): boolean {
  if (kind !== 'cited' || citations.length === 0) return false;
  const bare = names.reduce((left, name) => (name === '' ? left : left.split(name).join(' ')), text);
  const proven = contentStems(citations.map(({ quote }) => quote).join('\n'));
  return sharedPart(contentStems(bare), proven) < leastShared;
}

interface Ground {
  names: readonly string[];
  around: readonly string[];
}

function complaintOf(claim: Claim, { names, around }: Ground): Omit<ClaimDoubt, 'path'> | null {
  const advice = claim.kind === 'judgement';
  const [complaint] = strengthComplaints(claim.text, {
    quotes: claim.citations.map(({ quote }) => quote),
    names,
    around,
    advice,
    absent: claim.kind === 'absence',
  });
  if (complaint === undefined) return null;
  return {
    message: `It may say more than its quotes. ${complaint}`,
    weight: advice ? weights.advice : weights.stronger,
  };
}

function namesOf({ vendor, alternatives }: Analysis, { stack }: Rubric): string[] {
  return [
    vendor.name,
    vendor.licence,
    vendor.price.note,
    ...alternatives.map(({ name }) => name),
    ...stack.layers.flatMap(({ name, categories }) => [name, ...categories.map((category) => category.name)]),
    'INPACT',
    'GOALS',
  ];
}

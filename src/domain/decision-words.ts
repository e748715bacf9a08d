import type { DecisionValue } from './closed-lists.ts';

/** Decisions as they are said after "was". */
export const decisionWords: Readonly<Record<DecisionValue, string>> = {
  met: 'met',
  partly: 'partly met',
  contradicted: 'contradicted',
  'no-evidence': 'without evidence',
};

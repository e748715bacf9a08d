import type { Analysis } from './analysis.ts';
import type { DecisionValue } from './closed-lists.ts';
import { digestOf } from './digest.ts';

const letters: Record<DecisionValue, string> = { met: 'm', partly: 'p', 'no-evidence': 'n', contradicted: 'c' };

/** The sections whose text a reviewer may change. */
const sections = [
  'summary',
  'analysis',
  'trust',
  'strengths',
  'limitations',
  'industryFit',
  'alternatives',
  'integration',
  'trustRisks',
  'scenarios',
  'stackImpact',
  'watchFor',
  'pocChecklist',
  'integrations',
] as const satisfies readonly (keyof Analysis)[];

/** Twelve hexadecimal characters: that two texts of one section share them by chance is out of the question. */
const markLength = 12;

/** A short record of what an analysis decides and says, so that two revisions are compared without reading either. */
export interface DraftMarks {
  /** A letter for each check of a dimension, in the rubric's order: m, p, n, c. */
  decisions: Record<string, string>;
  /** The beginning of each section's digest. */
  sections: Record<string, string>;
}

/** The marks of an analysis. Equal marks of a section mean equal text. */
export function draftMarks(analysis: Analysis): DraftMarks {
  const dimensions = [...analysis.frameworks.inpact.dimensions, ...analysis.frameworks.goals.dimensions];
  return {
    decisions: Object.fromEntries(
      dimensions.map(({ id, checks }) => [id, checks.map(({ decision }) => letters[decision]).join('')]),
    ),
    sections: Object.fromEntries(sections.map((name) => [name, digestOf(analysis[name]).slice(0, markLength)])),
  };
}

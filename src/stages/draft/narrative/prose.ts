import type { Analysis, Claim } from '../../../domain/analysis.ts';
import type { Section } from './section.ts';

/** The sections that a model may write, by their own names. */
export interface Prose
  extends Pick<
    Analysis,
    | 'summary'
    | 'analysis'
    | 'trust'
    | 'strengths'
    | 'limitations'
    | 'trustRisks'
    | 'watchFor'
    | 'scenarios'
    | 'integration'
    | 'stackImpact'
    | 'alternatives'
    | 'pocChecklist'
  > {
  bestFor: Claim[];
  caution: Claim[];
}

/** What a reply's part holds of them. */
export type Drafted = { [Name in keyof Prose]?: Section<Prose[Name]> };

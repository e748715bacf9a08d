import type { OtherProducts } from '../../../actions/others-like.ts';
import type { Analysis } from '../../../domain/analysis.ts';
import type { Rubric } from '../../../domain/rubric.ts';
import type { QuoteNotes } from './quote-notes.ts';

/** What the parts of a Markdown document are made from. */
export interface MarkdownPage {
  analysis: Analysis;
  rubric: Rubric;
  notes: QuoteNotes;
  /** The address that people use, without a trailing slash; empty where it is not known, so that links are paths. */
  site: string;
  /** What else the catalogue has for its place; null for a version that was asked for by number. */
  others: OtherProducts | null;
}

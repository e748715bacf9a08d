import type { FactKind, Stance } from '../../domain/evidence.ts';

/**
 * All that the lanes see of one page, of that page alone: what is chosen among pages follows from the looks at all of
 * them. Units are named by their number on the page. Plain values, because looks are kept from run to run.
 */
export interface PageLook {
  /** How many terms each unit holds. */
  lengths: number[];
  /** Of the terms that any check is searched by: number of a unit, and how often it stands there, in turn. */
  postings: Record<string, number[]>;
  signals: [
    unit: number,
    check: string,
    facet: string,
    stance: Stance,
    hedged: boolean,
    found: string,
    score: number,
  ][];
  limits: [unit: number, check: string, score: number][];
  facts: [unit: number, kind: FactKind, name: string, score: number][];
  /** Systems that headings name. */
  systems: [unit: number, name: string, score: number][];
  /** Title and headings that speak to a model. */
  orders: string[];
}

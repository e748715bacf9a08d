import type { ErrorReport, ReportAnswer } from './domain/error-report.ts';
import type { Paged, PageRequest } from './list-ports.ts';

/** Errors that readers report, and what reviewers make of them. */
export interface ReportStore {
  /** Counts a try from an address of the network: 0 where it may go on, else the seconds to wait. */
  countTry(address: string): Promise<number>;
  /** `known` where the same statement was reported with the same sentence; `full` where too many of the product wait. */
  add(report: Omit<ErrorReport, 'answer'>): Promise<'kept' | 'known' | 'full'>;
  get(id: string): Promise<ErrorReport | null>;
  /** Newest first: those that wait for an answer, or those that have one. */
  list(request: PageRequest & { open: boolean }): Promise<Paged<ErrorReport>>;
  /** Those of a product that wait for an answer, oldest first. */
  openOf(slug: string): Promise<ErrorReport[]>;
  /** How many wait for an answer. */
  countOpen(): Promise<number>;
  /** `already` where somebody has answered it, `none` where there is no such report. */
  answer(id: string, answer: ReportAnswer): Promise<'answered' | 'already' | 'none'>;
}

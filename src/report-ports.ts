import type { ErrorReport, ReportAnswer } from './domain/error-report.ts';
import type { Paged, PageRequest } from './list-ports.ts';

/** Errors that readers report, and what reviewers make of them. */
export interface ReportStore {
  /** Counts a try from an address of the network: 0 where it may go on, else the seconds to wait. */
  countTry(address: string): Promise<number>;
  /**
   * Keeps a report that came from an address of the network. `known` where the same statement was reported with the same
   * sentence, `waiting` where enough reports of this statement wait for an answer, `enough` where enough of this product
   * came from that address within a day.
   */
  add(report: Omit<ErrorReport, 'answer'>, address: string): Promise<'kept' | 'known' | 'waiting' | 'enough'>;
  get(id: string): Promise<ErrorReport | null>;
  /** Newest first: those that wait for an answer, or those that have one, of one product or all. */
  list(request: PageRequest & { open: boolean; slug?: string | undefined }): Promise<Paged<ErrorReport>>;
  /** The products that have reports which wait for an answer, or have one, by name. */
  products(open: boolean): Promise<{ slug: string; name: string; count: number }[]>;
  /** Those of a product that wait for an answer, or were taken up and no version followed yet, oldest first. */
  openOf(slug: string): Promise<ErrorReport[]>;
  /** How many wait for an answer. */
  countOpen(): Promise<number>;
  /** `already` where somebody has answered it, `none` where there is no such report. */
  answer(id: string, answer: ReportAnswer): Promise<'answered' | 'already' | 'none'>;
}

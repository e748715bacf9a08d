import type { ReviewDesk } from '../../../actions/review-desk.ts';
import type { FoundSentence } from '../../../actions/search-draft.ts';
import type { ErrorReport } from '../../../domain/error-report.ts';
import type { Person } from '../../../domain/person.ts';
import type { Reading } from '../../public/reading.ts';

/** What the review screen was asked for, and what the last form on it ran into. */
export interface Shown {
  desk: ReviewDesk;
  reading: Reading;
  person: Person;
  /** Who the draft can be given to, by address; empty for those who may not give it. */
  colleagues: readonly string[];
  /** The item in focus; null where none is. */
  item: string | null;
  /** What is searched for in the stored pages. */
  query: string;
  found: FoundSentence[];
  /** Errors that readers report in what is published of the product, each with the item of this draft; null where it has none. */
  reports: readonly { report: ErrorReport; item: string | null }[];
  problem: Problem | null;
  /** What the last edit did, to say so and to offer undoing it. */
  saved: boolean;
  /** Whether a decision on it was just made here. */
  decided: boolean;
}

/** Why a form was not taken, with every field of it, so that nothing typed is lost. */
export interface Problem {
  message: string;
  advice: string;
  details: readonly { path: string; message: string }[];
  typed: Readonly<Record<string, string>>;
}

/** Whether the person may change this draft as it stands. */
export function mayEdit({ desk: { standing }, person }: Pick<Shown, 'desk' | 'person'>): boolean {
  const open = standing.state === 'waiting' || standing.state === 'claimed' || standing.state === 'returned';
  return open && person.role !== 'reader';
}

/** The address of an item on the review screen. */
export function itemHref(draftId: string, item: string): string {
  return `/review/${draftId}?at=${encodeURIComponent(item)}#focus`;
}

/** What a person typed into a field of the form that was not taken; what stands in the draft everywhere else. */
export function typedOr(
  { problem }: Pick<Shown, 'problem'>,
  form: { do: string; at: string },
  field: { name: string; stands: string },
): string {
  if (problem?.typed.do !== form.do || problem.typed.at !== form.at) return field.stands;
  return problem.typed[field.name] ?? field.stands;
}

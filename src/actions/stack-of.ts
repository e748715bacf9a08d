import { may, type Person } from '../domain/person.ts';
import type { ListedPublication } from '../domain/publication-card.ts';
import { clashOf } from '../domain/stack/clash-of.ts';
import { readStackState } from '../domain/stack/read-stack-state.ts';
import { slotCandidates } from '../domain/stack/slot-candidates.ts';
import type { StackCandidate } from '../domain/stack/stack-candidate.ts';
import { stackChoice } from '../domain/stack/stack-choice.ts';
import type { StackClash } from '../domain/stack/stack-clash.ts';
import type { StackProblem } from '../domain/stack/stack-problem.ts';
import type { StackDetails } from '../domain/stack/stack-product.ts';
import type { StackQuestion } from '../domain/stack/stack-question.ts';
import { type StackReport, stackReport } from '../domain/stack/stack-report.ts';
import { standingSlugs } from '../domain/stack/standing-slugs.ts';
import type { Office } from '../ports.ts';
import { type AsOf, asOf } from './as-of.ts';
import { catalogueCards } from './catalogue-cards.ts';

/** A stack as an address asks for it. */
export interface StackAnswer {
  report: StackReport;
  /** What of the address was not understood or is not there; those of the report included. */
  problems: StackProblem[];
  /** Of the slot that is looked at; empty where none is. */
  candidates: StackCandidate[];
  /** Why the slot that is looked at, or with none the whole stack, cannot be filled; null where it can. */
  clash: StackClash | null;
  /** For further questions about the same catalogue. */
  question: StackQuestion;
  /** Null for what is published today. */
  moment: AsOf | null;
  /** State of the catalogue, for ETags: see `catalogueCards`. */
  catalogue: string;
}

/**
 * The stack of an address, from what is published now or was at the time it names; what was withdrawn since is shown to
 * people who may read here, and to no stranger (null). Throws `Refused` (422) for a time that is none.
 */
export async function stackOf(office: Office, query: URLSearchParams, person: Person | null): Promise<StackAnswer> {
  const { rubric, clock } = office;
  const { state, problems } = readStackState(query, rubric);
  const moment = asOf(state.asOf ?? undefined, clock.now());
  const { state: catalogue, cards } = await catalogueCards(office, moment, person !== null && may(person, 'read'));
  const { products, aside } = stackChoice(cards, state);
  const question: StackQuestion = { products, aside, state, rubric };
  const details = await detailsOf(office, products, standingSlugs(question));
  const report = stackReport({ products, details }, state, rubric);
  return {
    report,
    problems: [...problems, ...(await withWithdrawals(office, report.problems))],
    candidates: state.slot === null ? [] : slotCandidates(question, state.slot),
    clash: clashOf(question, state.slot),
    question,
    moment,
    catalogue,
  };
}

/** The details of published products, by slug. */
async function detailsOf(
  { store }: Office,
  cards: readonly ListedPublication[],
  slugs: readonly string[],
): Promise<Map<string, StackDetails>> {
  const wanted = cards.filter(({ slug }) => slugs.includes(slug));
  const contents = await store.news.contents(wanted.map(({ id }) => id));
  return new Map(
    wanted.flatMap(({ id, slug }): [string, StackDetails][] => {
      const found = contents.get(id);
      return found ? [[slug, found.analysis]] : [];
    }),
  );
}

/** Of a product that is not there, says so where it was withdrawn. */
async function withWithdrawals({ store }: Office, problems: readonly StackProblem[]): Promise<StackProblem[]> {
  return Promise.all(
    problems.map(async (problem): Promise<StackProblem> => {
      if (problem.kind !== 'unknown-product' || problem.slug === null) return problem;
      const latest = await store.publications.latest(problem.slug);
      if (!latest?.withdrawn) return problem;
      const { reason, at } = latest.withdrawn;
      const text = `The analysis of ${latest.analysis.vendor.name} was withdrawn on ${at.slice(0, 10)}: ${reason} Its slot stays open; its history stands at /vendors/${problem.slug}/history.`;
      return { ...problem, kind: 'withdrawn', text };
    }),
  );
}

import type { DraftState } from './domain/closed-lists.ts';
import type { Corpus } from './domain/corpus.ts';
import type { Digest } from './domain/digest.ts';
import type { Draft, DraftStanding, DraftSummary } from './domain/draft.ts';
import type { DraftNote } from './domain/draft-note.ts';
import type { Evidence } from './domain/evidence.ts';
import type { Person } from './domain/person.ts';
import type { NewPublication, Publication } from './domain/publication.ts';
import type { ListedPublication } from './domain/publication-card.ts';
import type { Review } from './domain/review.ts';
import type { Paged, PageRequest } from './list-ports.ts';

/** Drafts, what people do with them, and what is public of them. */

export interface DraftStore {
  /** The latest revision unless one is named. */
  get(id: string, revision?: number): Promise<Draft | null>;
  state(id: string): Promise<DraftStanding | null>;
  /**
   * When the vendor's latest reading ended, where it found all that is published as it stands: the change that this open
   * draft carries on is gone then. Null otherwise, for a draft of no change, and for one of an upgrade.
   */
  voidSince(id: string): Promise<string | null>;
  /** How many drafts are in each state. */
  counts(): Promise<Record<DraftState, number>>;
  /** The states of drafts by id; unknown ids are left out. */
  states(ids: readonly string[]): Promise<Map<string, DraftState>>;
  /**
   * Drafts in these states, most in need of this person first, from a place on: what somebody else has at hand comes last;
   * what waits is for those who decide, what was returned for those who only edit; then those whose change is gone, which
   * count that among what blocks; then by doubt; among equals the one that has stood longest. `holder` leaves in only what that person has.
   */
  queue(request: {
    from: number;
    limit: number;
    states: readonly DraftState[];
    person: Person;
    holder?: string;
  }): Promise<{ items: DraftSummary[]; more: boolean }>;
  /** Newest first; what blocks is counted as in `queue`. */
  list(request: PageRequest & { states?: DraftState[]; slug?: string }): Promise<Paged<DraftSummary>>;
  /** Appends a revision if the latest one has this content digest. */
  revise(draft: Draft, seenDigest: Digest): Promise<'revised' | 'stale'>;
  /**
   * Records the decision if the latest revision and content digest are the reviewed ones and the draft is open
   * (waiting, claimed or returned); approving supersedes nothing yet: publishing does. `returned` where exactly this was
   * returned and the review does not name that return: who decides must have seen it.
   */
  decide(review: Review): Promise<'decided' | 'stale' | 'closed' | 'returned'>;
  review(id: string): Promise<Review | null>;
  /** The latest decision on a draft, without its content. */
  lastReview(id: string): Promise<Omit<Review, 'analysis'> | null>;
  /** Puts an open draft on a person's desk: `held` where it is on another's, unless it is to be taken over. */
  claim(id: string, by: { person: string; takeOver: boolean }): Promise<'claimed' | 'held' | 'closed'>;
  /** Puts an open draft on somebody's desk, whoever's it was on. */
  assign(id: string, by: { person: string; to: string }): Promise<'assigned' | 'closed'>;
  /** Takes a draft off the desk it is on; `none` where it is on none. */
  release(id: string, person: string): Promise<'released' | 'none'>;
  /** Appends a note beside an item of the draft. */
  note(note: DraftNote): Promise<void>;
  /** The notes of a draft, oldest first. */
  notes(id: string): Promise<DraftNote[]>;
  /** Every revision of a draft without its content, newest first. */
  revisions(id: string): Promise<Omit<Draft, 'analysis'>[]>;
  /** What a draft was made from: its evidence, with every quote that was offered. */
  evidence(id: string): Promise<Evidence | null>;
  /** The stored pages of a draft as passages, without what the corpus carries forward. */
  corpus(id: string): Promise<Omit<Corpus, 'snapshot'> | null>;
}

export interface PublicationStore {
  /** Appends with the vendor's next version. `already` for the same id, and where a later approval is public. Throws where no approval has this digest. */
  append(publication: NewPublication): Promise<'appended' | 'already'>;
  /** The latest publication of a vendor, withdrawn or not. */
  latest(slug: string): Promise<Publication | null>;
  version(slug: string, version: number): Promise<Publication | null>;
  /** Newest first. */
  history(slug: string): Promise<Omit<Publication, 'analysis'>[]>;
  /** The latest publication of each vendor that is not withdrawn, by name. */
  catalogue(request: PageRequest): Promise<Paged<ListedPublication>>;
  /** Which catalogue is public now: another text after each publication and withdrawal, whichever process made it. */
  state(): Promise<string>;
  /** What public pages depend on: another text whenever `state` is, and after each reading that found nothing changed. */
  pageState(): Promise<string>;
  /** The state, and the ids of the publications which the catalogue then holds, by name. */
  current(): Promise<{ state: string; ids: string[] }>;
  /** Publications as a list shows them, by id. What an id stands for never changes, but for `state` and `withdrawn`. */
  listed(ids: readonly string[]): Promise<Map<string, ListedPublication>>;
  /** The slugs of current publications that say these words, as people type them into a search box, each with its rank. */
  found(words: string): Promise<Map<string, number>>;
  /** `none` when there is nothing to withdraw. */
  withdraw(slug: string, withdrawal: { reason: string; by: string; at: string }): Promise<'withdrawn' | 'none'>;
}

import type { Citation } from '../domain/analysis.ts';
import { type Attention, isDoubtful } from '../domain/attention.ts';
import type { Draft, DraftStanding } from '../domain/draft.ts';
import type { DraftNote } from '../domain/draft-note.ts';
import type { Evidence } from '../domain/evidence.ts';
import { type FactApart, factsApart } from '../domain/facts-apart.ts';
import { itemDigest } from '../domain/item.ts';
import type { Publication } from '../domain/publication.ts';
import type { Review } from '../domain/review.ts';
import { type Act, timeSpent } from '../domain/time-spent.ts';
import type { Office } from '../ports.ts';
import type { ApprovalBlock } from './approval-blocks.ts';
import { draftsAround } from './drafts-around.ts';
import { knownDraft } from './known-draft.ts';
import { openRemarks } from './open-remarks.ts';
import { outdatedChange } from './outdated-change.ts';
import { evidenceOf, type Study, studiedDraft } from './studied-draft.ts';

/** Everything that a reviewer has before them. */
export interface ReviewDesk {
  draft: Draft;
  standing: DraftStanding;
  /** What stands in the way of approval. */
  blocks: ApprovalBlock[];
  /** Most doubtful first; items with notes only come last. */
  attention: (Attention & { looked: boolean })[];
  /** Remarks that go along with the next return. */
  remarks: DraftNote[];
  /** The latest decision, where there was one. */
  lastReview: Omit<Review, 'analysis'> | null;
  evidence: Evidence | null;
  /** What is public of this vendor. */
  published: Pick<Publication, 'version' | 'reviewId' | 'analysis'> | null;
  revisions: Omit<Draft, 'analysis'>[];
  /** Minutes that each person was at work on it, as far as their acts tell. */
  spent: { person: string; minutes: number }[];
  /** The draft that replaced this one, and the one that this replaced, by id. */
  neighbours: { newer: string | null; older: string | null };
  /** What the draft shows of the product otherwise than it is entered now. */
  apart: FactApart[];
}

/** Reads a draft's desk. Throws `Refused` (404) for an unknown draft. */
export async function reviewDesk(office: Pick<Office, 'store' | 'rubric'>, draftId: string): Promise<ReviewDesk> {
  const { drafts, publications } = office.store;
  const draft = await knownDraft(office, draftId);
  const [standing, study, notes, lastReview, publication, revisions, neighbours, vendor, outdated] = await Promise.all([
    drafts.state(draft.id),
    studiedDraft(office, draft),
    drafts.notes(draft.id),
    drafts.lastReview(draft.id),
    publications.latest(draft.slug),
    drafts.revisions(draft.id),
    neighboursOf(office, draft),
    office.store.vendors.get(draft.slug),
    outdatedChange(office, draft),
  ]);
  if (!standing) throw new Error(`The draft ${draft.id} has no state.`);
  const evidence = await evidenceOf(office, draft.id);
  return {
    draft,
    standing,
    blocks: [...study.blocks, ...outdated],
    attention: withLooks(draft, study.attention, notes),
    remarks: openRemarks(notes, lastReview?.verdict === 'returned' ? lastReview.decidedAt : null),
    lastReview,
    evidence,
    published: publication && !publication.withdrawn ? publication : null,
    revisions,
    spent: timeSpent(actsOn({ notes, revisions, lastReview })),
    neighbours,
    apart: vendor ? factsApart(draft.analysis.vendor, vendor) : [],
  };
}

/** What is doubtful, with whether somebody looked at it as it stands now. */
function withLooks(draft: Draft, attention: readonly Attention[], notes: readonly DraftNote[]) {
  const looks = notes.filter(({ kind }) => kind === 'looked');
  // Most items were never looked at, and what an item says now is not told cheaply.
  const everLooked = new Set(looks.map(({ item }) => item));
  const seen = new Set(looks.map((look) => `${look.item} ${look.seen}`));
  const isLooked = (item: string): boolean =>
    everLooked.has(item) && seen.has(`${item} ${itemDigest(draft.analysis, item)}`);
  return attention.map((each) => ({ ...each, looked: isLooked(each.item) }));
}

/** How many of a draft's doubtful items were looked at as they stand now, without the rest of its desk. */
export async function draftProgress(
  { store }: Pick<Office, 'store'>,
  draft: Draft,
  study: Study,
): Promise<{ looked: number; of: number }> {
  return progressOf({ attention: withLooks(draft, study.attention, await store.drafts.notes(draft.id)) });
}

/** What people did to a draft: looked, remarked, edited, decided. */
function actsOn(desk: {
  notes: readonly DraftNote[];
  revisions: readonly Omit<Draft, 'analysis'>[];
  lastReview: ReviewDesk['lastReview'];
}): Act[] {
  const edits = desk.revisions.filter(({ parentRevision }) => parentRevision !== null);
  return [
    ...desk.notes.map(({ person, at }) => ({ person, at })),
    ...edits.map(({ author, createdAt }) => ({ person: author, at: createdAt })),
    ...(desk.lastReview ? [{ person: desk.lastReview.person, at: desk.lastReview.decidedAt }] : []),
  ];
}

async function neighboursOf({ store }: Pick<Office, 'store'>, draft: Draft): Promise<ReviewDesk['neighbours']> {
  const { newest, before } = await draftsAround(store, draft);
  // One further back was decided on, or stood for a version that is public no longer.
  return { newer: newest?.id ?? null, older: before?.state === 'superseded' ? before.id : null };
}

/** How many of the doubtful items were looked at as they stand now. */
export function progressOf({ attention }: Pick<ReviewDesk, 'attention'>): { looked: number; of: number } {
  const doubtful = attention.filter(isDoubtful);
  return { looked: doubtful.filter(({ looked }) => looked).length, of: doubtful.length };
}

/** The quotes that were found for a check and are not cited there, best first. */
export function otherQuotes(evidence: Evidence | null, check: string, cited: readonly Citation[]) {
  const places = new Set(cited.map(({ textDigest, start }) => `${textDigest} ${start}`));
  const offered = evidence?.checks.find((item) => item.check === check)?.quotes ?? [];
  const left = offered.filter(({ citation: { textDigest, start } }) => {
    const place = `${textDigest} ${start}`;
    if (places.has(place)) return false;
    places.add(place);
    return true;
  });
  return left.toSorted((a, b) => Number(b.stance === 'contradicts') - Number(a.stance === 'contradicts'));
}

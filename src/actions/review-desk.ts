import type { Citation } from '../domain/analysis.ts';
import { type Attention, attentionOf, isDoubtful } from '../domain/attention.ts';
import type { Draft, DraftStanding } from '../domain/draft.ts';
import type { DraftNote } from '../domain/draft-note.ts';
import type { Evidence } from '../domain/evidence.ts';
import { itemDigest } from '../domain/item.ts';
import type { Publication } from '../domain/publication.ts';
import type { Review } from '../domain/review.ts';
import type { Office } from '../ports.ts';
import { approvalBlocks } from './decide.ts';
import { knownDraft } from './known-draft.ts';
import { openRemarks } from './open-remarks.ts';

/** Everything that a reviewer has before them. */
export interface ReviewDesk {
  draft: Draft;
  standing: DraftStanding;
  /** What stands in the way of approval. */
  blocks: { path: string; message: string }[];
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
  /** The draft that replaced this one, and the one that this replaced, by id. */
  neighbours: { newer: string | null; older: string | null };
}

/** Reads a draft's desk. Throws `Refused` (404) for an unknown draft. */
export async function reviewDesk(office: Pick<Office, 'store' | 'rubric'>, draftId: string): Promise<ReviewDesk> {
  const { drafts, publications } = office.store;
  const draft = await knownDraft(office, draftId);
  const standing = await drafts.state(draft.id);
  if (!standing) throw new Error(`The draft ${draft.id} has no state.`);
  const blocks = await approvalBlocks(office, draft);
  const evidence = await drafts.evidence(draft.id);
  const notes = await drafts.notes(draft.id);
  const lastReview = await drafts.lastReview(draft.id);
  const publication = await publications.latest(draft.slug);
  const looked = new Set(notes.filter(({ kind }) => kind === 'looked').map(({ item, seen }) => `${item} ${seen}`));
  return {
    draft,
    standing,
    blocks,
    attention: attentionOf(draft.analysis, { blocks, evidence }).map((attention) => ({
      ...attention,
      looked: looked.has(`${attention.item} ${itemDigest(draft.analysis, attention.item)}`),
    })),
    remarks: openRemarks(notes, lastReview?.verdict === 'returned' ? lastReview.decidedAt : null),
    lastReview,
    evidence,
    published: publication && !publication.withdrawn ? publication : null,
    revisions: await drafts.revisions(draft.id),
    neighbours: await neighboursOf(office, draft),
  };
}

async function neighboursOf({ store }: Pick<Office, 'store'>, { id, slug, createdAt }: Draft) {
  // More than a few drafts of one product are hardly ever made between two looks at it.
  const { items } = await store.drafts.list({ limit: 20, slug });
  const newest = items[0];
  const older = items.find((item) => item.state === 'superseded' && item.createdAt < createdAt);
  return {
    newer: newest && newest.createdAt > createdAt && newest.id !== id ? newest.id : null,
    older: older?.id ?? null,
  };
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

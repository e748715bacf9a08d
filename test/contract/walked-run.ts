import type { Draft } from '../../src/domain/draft.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Publication } from '../../src/domain/publication.ts';
import type { Review } from '../../src/domain/review.ts';
import type { Run } from '../../src/domain/run.ts';
import type { Vendor } from '../../src/domain/vendor.ts';
import type { Store } from '../../src/ports.ts';
import { aCorpus, aDraft, anEvidence, aPublication, aReview, aRun, aSnapshot, aVendor } from './sample-records.ts';

/** Takes a new run of the vendor from its start to a draft that waits, and gives every record on the way. */
export async function walkToDraft(
  store: Store,
  given: { vendor?: Vendor; run?: Run; draft?: Partial<Draft>; harvest?: Evidence['harvest'] } = {},
) {
  const run = given.run ?? aRun(given.vendor ?? aVendor());
  const snapshot = aSnapshot(run);
  const corpus = aCorpus(snapshot);
  const evidence = { ...anEvidence(corpus), ...(given.harvest ? { harvest: given.harvest } : {}) };
  const draft = aDraft(evidence, given.draft);
  await store.runs.start(run);
  await store.records.appendSnapshot(snapshot, { recordId: run.id, attempt: 1 });
  await store.records.appendCorpus(corpus, { recordId: snapshot.id, attempt: 1 });
  await store.records.appendEvidence(evidence, { recordId: corpus.id, attempt: 1 });
  await store.records.appendDraft(draft, { recordId: evidence.id, attempt: 1 });
  return { run, snapshot, corpus, evidence, draft };
}

/** The same, approved and published. */
export async function walkToPublication(
  store: Store,
  { publishedAt, ...given }: Parameters<typeof walkToDraft>[1] & { publishedAt?: string } = {},
): Promise<Awaited<ReturnType<typeof walkToDraft>> & { review: Review; published: Publication }> {
  const walked = await walkToDraft(store, given);
  const review = aReview(walked.draft);
  await store.drafts.decide(review);
  const publication = aPublication(review);
  await store.publications.append({ ...publication, publishedAt: publishedAt ?? publication.publishedAt });
  const published = await store.publications.latest(review.slug);
  if (!published) throw new Error('nothing was published');
  return { ...walked, review, published };
}

import { contentDigest } from '../../src/domain/analysis.ts';
import type { Corpus } from '../../src/domain/corpus.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Review, Verdict } from '../../src/domain/review.ts';
import type { Store } from '../../src/ports.ts';
import { type Walked, walkQuillstore } from '../../test/actions/walked-draft.ts';
import { memoryBodies } from '../../test/memory-bodies.ts';
import { tag } from './page-list.ts';
import { nameOf, variation } from './varied-records.ts';

export interface Seeded {
  vendors: number;
  drafts: number;
  passages: number;
  publications: number;
}

/** Runs of each product: two are published, two are replaced, and the last one's draft waits. */
export const runsOfEach = 5;

export const seedAdmin: Person = { email: 'bench@company.example', role: 'admin' };

/** Every third corpus holds the pages of an older version beside them, as real documentation does. */
const olderVersionEvery = 3;

const firstDay = Date.parse('2025-01-01T08:00:00.000Z');

/**
 * Fills a store with products whose records are the invented product's, as the stages made them, under other names and in
 * other words; every row is written by the program's own store, guards and audit chain included.
 */
export async function seedCatalogue(
  store: Store,
  vendors: number,
  tell: (text: string) => void = () => undefined,
): Promise<Seeded> {
  const bodies = memoryBodies();
  const walked = await walkQuillstore(bodies);
  await store.accounts.addPerson(seedAdmin, 'assay');
  const seeded: Seeded = { vendors, drafts: 0, passages: 0, publications: 0 };
  for (let number = 0; number < vendors; number += 1) {
    for (let visit = 0; visit < runsOfEach; visit += 1) {
      const made = await seedRun({ store, walked, bodies: bodies.all, number, visit });
      seeded.drafts += 1;
      seeded.passages += made.passages;
      seeded.publications += made.published ? 1 : 0;
    }
    if ((number + 1) % 50 === 0) tell(`${number + 1} of ${vendors} products, ${seeded.passages} passages`);
  }
  return seeded;
}

interface RunToSeed {
  store: Store;
  walked: Walked;
  bodies: ReadonlyMap<string, Uint8Array>;
  number: number;
  visit: number;
}

async function seedRun({ store, walked, bodies, number, visit }: RunToSeed) {
  const varied = variation({ name: nameOf(number), rewordings: visit });
  for (const bytes of bodies.values()) await store.bodies.keep(varied.body(bytes));
  const at = (minutes: number) =>
    new Date(firstDay + visit * 60 * 86_400_000 + number * 977_000 + minutes * 60_000).toISOString();
  const own = recordsOf(varied.record({ corpus: walked.corpus, evidence: walked.evidence, draft: walked.draft }), {
    tag: tag(number, visit),
    at,
    older: (number + visit) % olderVersionEvery === 0,
  });
  const { run } = own.corpus.snapshot;
  if (visit === 0) await store.vendors.add(run.vendor, seedAdmin.email);
  await store.runs.start(run);
  await store.journal.append(journalOf(own.corpus, at(1)));
  await store.records.appendSnapshot(own.corpus.snapshot, { recordId: run.id, attempt: 1 });
  await store.records.appendCorpus(own.corpus, { recordId: own.corpus.snapshot.id, attempt: 1 });
  await store.records.appendEvidence(own.evidence, { recordId: own.corpus.id, attempt: 1 });
  await store.records.appendDraft(own.draft, { recordId: own.evidence.id, attempt: 1 });
  const published = visit === 1 || visit === 3;
  if (published) await publish(store, own.draft, at(30));
  if (visit === runsOfEach - 1) await seedDesk(store, own.draft, { number, at: at(60) });
  return { passages: own.corpus.passages.length, published };
}

/** The records under ids of their own, at a time of their own. */
function recordsOf(
  { corpus, evidence, draft }: Walked,
  { tag, at, older }: { tag: string; at: (minutes: number) => string; older: boolean },
): Walked {
  const { slug } = evidence.run.vendor;
  const run = { ...evidence.run, id: `run-${tag}`, createdAt: at(0), requestedBy: seedAdmin.email };
  const own = { runId: run.id };
  const snapshot = { ...corpus.snapshot, ...own, run, id: `snapshot-${tag}` };
  const analysis = {
    ...draft.analysis,
    producer: { ...draft.analysis.producer, createdAt: at(10) },
    crawl: { ...draft.analysis.crawl, startedAt: at(2) },
  };
  return {
    corpus: { ...corpus, ...own, snapshot, id: `corpus-${tag}`, ...(older ? withOlderVersion(corpus) : {}) },
    evidence: { ...evidence, ...own, run, id: `evidence-${tag}` } satisfies Evidence,
    draft: {
      ...draft,
      ...own,
      slug,
      id: `draft-${tag}`,
      createdAt: at(10),
      analysis,
      contentDigest: contentDigest(analysis),
    } satisfies Draft,
  };
}

function withOlderVersion({ pages, passages }: Corpus): Pick<Corpus, 'pages' | 'passages'> {
  const older = pages.map((page) => ({
    ...page,
    url: page.url.replace(/(\/\/[^/]+)/, '$1/v1'),
    flags: ['old-version' as const],
  }));
  const again = passages.map((passage) => ({
    ...passage,
    id: `${passage.id}-v1`,
    text: passage.text.replaceAll(' is ', ' was '),
    places: passage.places.map((place) => ({ ...place, page: place.page + pages.length })),
    flags: [...passage.flags, 'old-version' as const],
  }));
  return { pages: [...pages, ...older], passages: [...passages, ...again] };
}

function journalOf({ runId, pages }: Corpus, at: string) {
  return pages.map(({ url }) => ({
    runId,
    at,
    stage: 'fetch' as const,
    kind: 'page',
    text: `Read ${url}.`,
    detail: { url },
  }));
}

function reviewOf(draft: Draft, verdict: Verdict, decidedAt: string): Review {
  return {
    id: `review-${draft.id}-${verdict}`,
    draftId: draft.id,
    revision: draft.revision,
    contentDigest: draft.contentDigest,
    slug: draft.slug,
    verdict,
    reason: verdict === 'approved' ? '' : 'The summary should say what it costs.',
    person: seedAdmin.email,
    decidedAt,
    analysis: draft.analysis,
  };
}

async function publish(store: Store, draft: Draft, at: string): Promise<void> {
  const review = reviewOf(draft, 'approved', at);
  await store.drafts.decide(review);
  await store.publications.append({
    id: `publication-${draft.id}`,
    reviewId: review.id,
    slug: review.slug,
    approvedBy: review.person,
    approvedAt: at,
    publishedAt: at,
    contentDigest: review.contentDigest,
    analysis: review.analysis,
  });
}

/** Of ten drafts that wait one was returned, one is on a desk, and one product was withdrawn from the catalogue. */
async function seedDesk(store: Store, draft: Draft, { number, at }: { number: number; at: string }): Promise<void> {
  const kind = number % 10;
  if (kind === 1) await store.drafts.decide(reviewOf(draft, 'returned', at));
  if (kind === 2) await store.drafts.claim(draft.id, { person: seedAdmin.email, takeOver: false });
  if (kind === 3)
    await store.publications.withdraw(draft.slug, { reason: 'It is sold no more.', by: seedAdmin.email, at });
}

import { contentDigest } from '../../src/domain/analysis.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Store } from '../../src/ports.ts';
import { type Walked, walkQuillstore } from '../../test/actions/walked-draft.ts';
import { memoryBodies } from '../../test/memory-bodies.ts';
import { nameOf, variation } from '../web/varied-records.ts';

const seeder: Person = { email: 'bench@company.example', role: 'admin' };
const firstDay = Date.parse('2025-01-01T08:00:00.000Z');
/** Between two products, so that no two are published at the same instant. */
const step = 977_000;

/** Fills a store with so many products that are published once, each the invented one under another name. */
export async function seedPublished(store: Store, products: number, tell: (text: string) => void): Promise<void> {
  const bodies = memoryBodies();
  const walked = await walkQuillstore(bodies);
  await store.accounts.addPerson(seeder, 'assay');
  for (let number = 0; number < products; number += 1) {
    const varied = variation({ name: nameOf(number), rewordings: 0 });
    for (const bytes of bodies.all.values()) await store.bodies.keep(varied.body(bytes));
    await publish(store, varied.record(walked), number);
    if ((number + 1) % 100 === 0) tell(`${number + 1} of ${products} products`);
  }
}

async function publish(store: Store, { corpus, evidence, draft }: Walked, number: number): Promise<void> {
  const at = (minutes: number) => new Date(firstDay + number * step + minutes * 60_000).toISOString();
  const tag = String(number).padStart(5, '0');
  const run = { ...evidence.run, id: `run-${tag}`, createdAt: at(0), requestedBy: seeder.email };
  const own = { runId: run.id };
  const snapshot = { ...corpus.snapshot, ...own, run, id: `snapshot-${tag}` };
  const { analysis: told, ...rest } = draft;
  const analysis = { ...told, crawl: { ...told.crawl, startedAt: at(1) } };
  const digest = contentDigest(analysis);
  const { slug } = run.vendor;
  const made = { ...rest, ...own, id: `draft-${tag}`, slug, createdAt: at(5), analysis, contentDigest: digest };
  await store.vendors.add(run.vendor, seeder.email);
  await store.runs.start(run);
  await store.records.appendSnapshot(snapshot, { recordId: run.id, attempt: 1 });
  await store.records.appendCorpus(
    { ...corpus, ...own, snapshot, id: `corpus-${tag}` },
    { recordId: snapshot.id, attempt: 1 },
  );
  await store.records.appendEvidence(
    { ...evidence, ...own, run, id: `evidence-${tag}` },
    { recordId: `corpus-${tag}`, attempt: 1 },
  );
  await store.records.appendDraft(made, { recordId: `evidence-${tag}`, attempt: 1 });
  const review = { id: `review-${tag}`, draftId: made.id, revision: made.revision, contentDigest: digest, slug };
  const decided = { verdict: 'approved' as const, reason: '', person: seeder.email, decidedAt: at(10), analysis };
  await store.drafts.decide({ ...review, ...decided });
  const approved = { approvedBy: seeder.email, approvedAt: at(10), publishedAt: at(10) };
  const publication = { id: `publication-${tag}`, reviewId: review.id, slug, contentDigest: digest, analysis };
  await store.publications.append({ ...publication, ...approved });
}

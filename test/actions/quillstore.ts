import type { Analysis } from '../../src/domain/analysis.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Publication } from '../../src/domain/publication.ts';
import type { Review } from '../../src/domain/review.ts';
import type { Bodies } from '../../src/ports.ts';
import { publishReview } from '../../src/stages/publish.ts';
import { aVendor, fresh } from '../contract/sample-records.ts';
import { walkToDraft } from '../contract/walked-run.ts';
import type { TestOffice } from './office.ts';
import { walkQuillstore } from './walked-draft.ts';

/** A real analysis of the invented product, whose pages are kept in `bodies`: every citation stands in them. */
export async function quillstoreAnalysis(bodies: Bodies): Promise<Analysis> {
  return (await walkQuillstore(bodies)).draft.analysis;
}

/** A draft that waits, of a vendor of its own, which says what the analysis given says. */
export async function waitingDraft(desk: TestOffice, analysis: Analysis, over: Partial<Draft> = {}): Promise<Draft> {
  const slug = fresh('quillstore');
  const vendor = aVendor({ ...analysis.vendor, slug, sources: ['https://docs.quillstore.example/'] });
  const own = { ...analysis, vendor: { ...analysis.vendor, slug } };
  const { store } = desk.office;
  await store.vendors.add(vendor, 'editor@company.example');
  // The body that the sample snapshot names: whoever verifies finds it.
  await store.bodies.keep(new TextEncoder().encode('/'));
  return (await walkToDraft(store, { vendor, draft: { analysis: own, ...over } })).draft;
}

/** Does what the publish worker does with an approval. */
export async function publish(desk: TestOffice, review: Review): Promise<Publication> {
  const { store, clock } = desk.office;
  await store.publications.append(publishReview(review, clock.now().toISOString()));
  const publication = await store.publications.latest(review.slug);
  if (!publication) throw new Error('nothing was published');
  return publication;
}

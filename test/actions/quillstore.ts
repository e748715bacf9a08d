import type { Analysis } from '../../src/domain/analysis.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Publication } from '../../src/domain/publication.ts';
import type { Review } from '../../src/domain/review.ts';
import type { Bodies, StageResult } from '../../src/ports.ts';
import { draftAnalysis } from '../../src/stages/draft/draft-analysis.ts';
import { extractPassages } from '../../src/stages/extract/extract-passages.ts';
import { fetchVendor } from '../../src/stages/fetch/fetch-vendor.ts';
import { gatherEvidence } from '../../src/stages/gather/gather-evidence.ts';
import { publishReview } from '../../src/stages/publish.ts';
import { aRun, aVendor, fresh } from '../contract/sample-records.ts';
import { walkToDraft } from '../contract/walked-run.ts';
import { fixtureTools } from '../fixture-tools.ts';
import type { TestOffice } from './office.ts';

/** A real analysis of the invented product, whose pages are kept in `bodies`: every citation stands in them. */
export async function quillstoreAnalysis(bodies: Bodies): Promise<Analysis> {
  const tools = { ...(await fixtureTools()), bodies };
  const vendor = aVendor({
    slug: 'quillstore',
    name: 'Quillstore',
    layer: 'L1',
    category: 'vector-database',
    entryType: 'self-hosted-open-source',
    homepage: 'https://quillstore.example/',
    sources: ['https://docs.quillstore.example/'],
    licence: 'Apache-2.0',
  });
  const snapshot = recordOf(await fetchVendor(aRun(vendor), tools));
  const corpus = recordOf(await extractPassages(snapshot, tools));
  const evidence = recordOf(await gatherEvidence(corpus, tools));
  return recordOf(await draftAnalysis(evidence, tools)).analysis;
}

/** A draft that waits, of a vendor of its own, which says what the analysis given says. */
export async function waitingDraft(desk: TestOffice, analysis: Analysis, over: Partial<Draft> = {}): Promise<Draft> {
  const slug = fresh('quillstore');
  const vendor = aVendor({ ...analysis.vendor, slug, sources: ['https://docs.quillstore.example/'] });
  const own = { ...analysis, vendor: { ...analysis.vendor, slug } };
  const { store } = desk.office;
  await store.vendors.add(vendor, 'editor@company.example');
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

function recordOf<R>(result: StageResult<R>): R {
  if (result.kind !== 'record') throw new Error(`The stage ended the run: ${result.reason}`);
  return result.record;
}

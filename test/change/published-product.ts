import { decide } from '../../src/actions/decide.ts';
import { startRun } from '../../src/actions/start-run.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Publication } from '../../src/domain/publication.ts';
import type { Vendor } from '../../src/domain/vendor.ts';
import type { Http } from '../../src/ports.ts';
import { people, type TestOffice } from '../actions/office.ts';
import { aVendor } from '../contract/sample-records.ts';
import { latestRun, workQueue } from './work-queue.ts';

/** Adds the invented product, reads its site by the real stages, and publishes what was drafted. */
export async function publishProduct(desk: TestOffice, http: Http, over: Partial<Vendor> = {}): Promise<Publication> {
  const draft = await draftProduct(desk, http, over);
  await approve(desk, http, draft);
  const publication = await desk.office.store.publications.latest(draft.slug);
  if (!publication) throw new Error('nothing was published');
  return publication;
}

/** Adds the invented product and reads its site by the real stages; gives the draft that waits. */
export async function draftProduct(desk: TestOffice, http: Http, over: Partial<Vendor> = {}): Promise<Draft> {
  const vendor = aVendor({
    slug: 'quillstore',
    name: 'Quillstore',
    layer: 'L1',
    category: 'vector-database',
    entryType: 'self-hosted-open-source',
    homepage: 'https://quillstore.example/',
    sources: ['https://docs.quillstore.example/'],
    licence: 'Apache-2.0',
    ...over,
  });
  await desk.office.store.vendors.add(vendor, people.editor.email);
  const request = { slug: vendor.slug, cause: 'manual', again: false, offline: true } as const;
  await startRun(desk.office, request, people.editor);
  await workQueue(desk, http);
  const draft = await draftOf(desk, vendor.slug);
  if (!draft) throw new Error('nothing was drafted');
  return draft;
}

/** The draft of the latest run; null where it made none. */
export async function draftOf(desk: TestOffice, slug: string): Promise<Draft | null> {
  const { draftId } = await latestRun(desk, slug);
  return draftId ? desk.office.store.drafts.get(draftId) : null;
}

/** Approves a draft as it stands; the real stage publishes it. */
export async function approve(desk: TestOffice, http: Http, { id, revision, contentDigest }: Draft): Promise<void> {
  const decision = { verdict: 'approved', revision, contentDigest, reason: '' };
  await decide(desk.office, { draftId: id, decision }, people.reviewer);
  await workQueue(desk, http);
}

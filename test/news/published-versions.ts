import { type Analysis, contentDigest } from '../../src/domain/analysis.ts';
import type { DraftChange } from '../../src/domain/draft-change.ts';
import type { Publication } from '../../src/domain/publication.ts';
import type { TestOffice } from '../actions/office.ts';
import { publish } from '../actions/quillstore.ts';
import { anAnalysis, aReview, aVendor } from '../contract/sample-records.ts';
import { walkToDraft } from '../contract/walked-run.ts';

interface Version {
  slug: string;
  words?: string;
  /** Makes the analysis another one before it is drafted. */
  edit?: (analysis: Analysis) => void;
  change?: DraftChange;
  /** What happens while its draft waits. */
  meanwhile?: () => Promise<void>;
}

/** Takes a new version of a small analysis through drafting, approval and publishing, at the office's time. */
export async function publishVersion(desk: TestOffice, version: Version): Promise<Publication> {
  const { slug, words = 'Stores what it is given.', edit, change, meanwhile } = version;
  const { store, clock } = desk.office;
  const vendor = aVendor({ slug });
  if (!(await store.vendors.get(slug))) await store.vendors.add(vendor, 'editor@company.example');
  const analysis = anAnalysis(vendor, words);
  edit?.(analysis);
  const createdAt = clock.now().toISOString();
  const draft = { analysis, createdAt, contentDigest: contentDigest(analysis), ...(change ? { change } : {}) };
  const walked = await walkToDraft(store, { vendor, draft });
  await meanwhile?.();
  const review = { ...aReview(walked.draft), decidedAt: clock.now().toISOString() };
  await store.drafts.decide(review);
  return publish(desk, review);
}

/** Takes a product's publication down, at the office's time. */
export async function withdrawVersion(desk: TestOffice, slug: string, reason = 'It was wrong.'): Promise<void> {
  const at = desk.office.clock.now().toISOString();
  await desk.office.store.publications.withdraw(slug, { reason, by: 'reviewer@company.example', at });
}

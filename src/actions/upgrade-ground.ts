import type { Analysis } from '../domain/analysis.ts';
import type { Run, StoredReading } from '../domain/run.ts';
import type { Vendor } from '../domain/vendor.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { knownVendor } from './edit-vendor.ts';
import { archived } from './start-run.ts';

/** What a new version of Assay is tried on: a product's standing analysis, and the pages it was made of. */
export interface UpgradeGround {
  vendor: Vendor;
  baseline: Run['baseline'];
  /** The draft behind what stands. */
  draftId: string;
  analysis: Analysis;
  /** Null where nothing is published and a draft waits. */
  version: number | null;
  stored: StoredReading;
  /** Why no draft may be made of it now, with what to do; null where one may. */
  held: string | null;
}

/** Throws `Refused`: 404 for an unknown product, 409 where it is archived or nothing was made of it yet. */
export async function upgradeGround({ store }: Pick<Office, 'store'>, slug: string): Promise<UpgradeGround> {
  const vendor = await knownVendor({ store }, slug);
  if (vendor.archived) throw archived(vendor);
  const baseline = await store.runs.baseline(slug);
  const { published, drafted } = baseline;
  const draftId = published?.draftId ?? drafted?.draftId ?? null;
  const analysis = published?.analysis ?? (draftId === null ? null : (await store.drafts.get(draftId))?.analysis);
  const corpus = draftId === null ? null : await store.drafts.corpus(draftId);
  const snapshot = corpus ? (await store.records.corpus(corpus.id))?.snapshot : null;
  if (draftId === null || !analysis || !snapshot) throw nothingYet(vendor);
  const { id: snapshotId, startedAt, endedAt, endedBy, pages } = snapshot;
  return {
    ...{ vendor, baseline, draftId, analysis },
    version: published?.version ?? null,
    stored: { snapshotId, startedAt, endedAt, endedBy, pages },
    held: await heldBy(store, baseline, vendor),
  };
}

/** A draft that people may have worked on is not taken from them. */
async function heldBy(
  store: Office['store'],
  { published, drafted }: Run['baseline'],
  { name }: Vendor,
): Promise<string | null> {
  if (drafted === null || published?.draftId === drafted.draftId) return null;
  const standing = await store.drafts.state(drafted.draftId);
  if (published) return `A newer draft of ${name} waits for review: decide on it first.`;
  if (standing?.state === 'approved') return `The draft of ${name} was approved and is being published.`;
  const isTouched = standing !== null && (standing.revision > 1 || standing.state !== 'waiting');
  return isTouched ? `Somebody works on the draft of ${name}: have it decided first.` : null;
}

function nothingYet({ name, slug }: Vendor): Refused {
  return new Refused({
    status: 409,
    code: 'not-yet',
    message: `Nothing of ${name} is published, and no draft of it waits.`,
    advice: `Start one with "assay run ${slug}".`,
  });
}

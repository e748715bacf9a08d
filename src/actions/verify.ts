import { contentDigest } from '../domain/analysis.ts';
import { brokenAuditRow } from '../domain/audit-chain.ts';
import { Refused } from '../errors.ts';
import type { AuditEntry, Store } from '../ports.ts';
import { brokenCitations, citationsOf } from './verify-analysis.ts';

export interface VerifiedPublication {
  slug: string;
  name: string;
  version: number;
  citations: number;
  /** What does not hold, by place in the document; empty when all holds. */
  failures: { target: string; quote: string; url: string; reason: string }[];
}

export interface Verification {
  publications: VerifiedPublication[];
  audit: { entries: number; failures: { sequence: number; reason: string }[] };
  ok: boolean;
}

/**
 * Re-checks every citation of the current publications (or of those named) against the stored pages, that each stands on
 * an approval of the same content, and the audit log's chain. Throws `Refused` (404) for a slug without publication.
 */
export async function verify(store: Store, slugs: string[] | null): Promise<Verification> {
  const names = slugs ?? (await store.publications.catalogue()).map(({ slug }) => slug);
  const publications: VerifiedPublication[] = [];
  for (const slug of names) publications.push(await verifyPublication(store, slug));
  const audit = await verifyAudit(store);
  const ok = audit.failures.length === 0 && publications.every(({ failures }) => failures.length === 0);
  return { publications, audit, ok };
}

async function verifyPublication(store: Store, slug: string): Promise<VerifiedPublication> {
  const publication = await store.publications.latest(slug);
  if (!publication) {
    throw new Refused({
      status: 404,
      code: 'not-published',
      message: `Nothing is published under "${slug}".`,
      advice: 'Name a published product, or none to verify all.',
    });
  }
  const { analysis } = publication;
  const failures = (await brokenCitations(store, analysis)).map(({ target, citation, reason }) => ({
    target,
    quote: citation.quote,
    url: citation.url,
    reason,
  }));
  const whole = { quote: '', url: '' };
  if (contentDigest(analysis) !== publication.contentDigest) {
    failures.push({
      target: '(document)',
      ...whole,
      reason: 'its content does not have the digest it was approved under',
    });
  }
  const review = await store.drafts.review(publication.reviewId);
  if (review?.verdict !== 'approved' || review.contentDigest !== publication.contentDigest) {
    failures.push({ target: '(document)', ...whole, reason: 'no approval of exactly this content stands behind it' });
  } else {
    const draft = await store.drafts.get(review.draftId, review.revision);
    if (draft?.contentDigest !== publication.contentDigest) {
      failures.push({
        target: '(document)',
        ...whole,
        reason: 'the draft revision that was approved has another content',
      });
    }
  }
  return {
    slug,
    name: analysis.vendor.name,
    version: publication.version,
    citations: citationsOf(analysis).length,
    failures,
  };
}

async function verifyAudit(store: Store): Promise<Verification['audit']> {
  const failures: { sequence: number; reason: string }[] = [];
  let previous: AuditEntry | null = null;
  let entries = 0;
  for (;;) {
    const page = await store.audit.read(previous?.sequence ?? 0, 500);
    if (page.length === 0) break;
    for (const entry of page) {
      const broken = brokenAuditRow([entry], previous ?? undefined);
      if (broken) failures.push(broken);
      previous = entry;
      entries += 1;
    }
  }
  return { entries, failures };
}

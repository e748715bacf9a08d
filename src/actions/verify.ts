import { contentDigest } from '../domain/analysis.ts';
import { canonicalJson } from '../domain/digest.ts';
import { placeOfQuote } from '../domain/edit.ts';
import type { Publication } from '../domain/publication.ts';
import { type ListedPublication, type PublicationCard, publicationCard } from '../domain/publication-card.ts';
import type { Vendor } from '../domain/vendor.ts';
import { Refused } from '../errors.ts';
import type { Listed, Office, Store } from '../ports.ts';
import type { ShownCheckpoint } from './audit-marks.ts';
import { brokenCitations, citationsOf } from './verify-analysis.ts';
import { type VerifiedAudit, verifyAudit } from './verify-audit.ts';
import { type VerifiedRecords, verifyRecords } from './verify-records.ts';

export interface VerifiedPublication {
  slug: string;
  name: string;
  version: number;
  /** Different sentences, as the page of evidence counts them. */
  quotes: number;
  /** Places in the document where one of them is cited; each is checked. */
  citations: number;
  /** What does not hold, by place in the document; empty when all holds. */
  failures: { target: string; quote: string; url: string; reason: string }[];
}

export interface Verification {
  publications: VerifiedPublication[];
  records: VerifiedRecords;
  audit: VerifiedAudit;
  ok: boolean;
}

/**
 * Re-checks every citation of every public version, current and superseded, of all products (or of those named) against
 * the stored pages, that each stands on an approval of the same content and is shown in lists by what that content says, the records it was made from, and the audit log
 * against itself and every checkpoint: the kept ones, and those `shown`. What was withdrawn is not public. Throws `Refused`
 * (404) for a slug without publication.
 */
export async function verify(
  office: Pick<Office, 'store' | 'archive'>,
  slugs: string[] | null,
  shown: ShownCheckpoint[] = [],
): Promise<Verification> {
  const { store } = office;
  const publications: VerifiedPublication[] = [];
  if (slugs) for (const slug of slugs) publications.push(...(await verifyNamed(store, slug)));
  else for (const slug of await everySlug(store)) publications.push(...(await verifyVersions(store, slug)).checked);
  const { log, ...audit } = await verifyAudit(office, shown);
  const records = await verifyRecords(store, slugs, log);
  const ok = [audit, records, ...publications].every(({ failures }) => failures.length === 0);
  return { publications, records, audit, ok };
}

/** The products shown, and those whose latest version was withdrawn: their earlier versions can still be read. */
async function everySlug(store: Store): Promise<Set<string>> {
  const slugs = new Set<string>();
  let after: string | null = null;
  do {
    const page: Listed<ListedPublication> = await store.publications.catalogue({ limit: 200, after });
    for (const { slug } of page.items) slugs.add(slug);
    after = page.next;
  } while (after);
  do {
    const page: Listed<Vendor> = await store.vendors.list({ limit: 200, after });
    for (const { slug } of page.items) slugs.add(slug);
    after = page.next;
  } while (after);
  return slugs;
}

/** Whether the card that is kept of a publication is the one that follows from its analysis. */
async function hasOwnCard({ publications }: Store, { id, analysis }: Publication): Promise<boolean> {
  const kept = (await publications.listed([id])).get(id)?.card;
  return kept !== undefined && storable(kept) === storable(publicationCard(analysis));
}

/** Canonical text without what the database reads out of no JSON: cards that an older program made have a mark in its place. */
function storable(card: PublicationCard): string {
  return canonicalJson(card).replace(/\\u(0000|d[89a-f][0-9a-f]{2})/g, '\\ufffd');
}

async function verifyNamed(store: Store, slug: string): Promise<VerifiedPublication[]> {
  const { versions, checked } = await verifyVersions(store, slug);
  if (versions > 0) return checked;
  throw new Refused({
    status: 404,
    code: 'not-published',
    message: `Nothing is published under "${slug}".`,
    advice: 'Name a published product, or none to verify all.',
  });
}

/** How many versions there ever were, and the check of each that is public, newest first. */
async function verifyVersions(
  store: Store,
  slug: string,
): Promise<{ versions: number; checked: VerifiedPublication[] }> {
  const history = await store.publications.history(slug);
  const checked: VerifiedPublication[] = [];
  for (const { version, state } of history) {
    const publication = state === 'withdrawn' ? null : await store.publications.version(slug, version);
    if (publication) checked.push(await verifyPublication(store, publication));
  }
  return { versions: history.length, checked };
}

async function verifyPublication(store: Store, publication: Publication): Promise<VerifiedPublication> {
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
  if (!(await hasOwnCard(store, publication))) {
    failures.push({
      target: '(card)',
      ...whole,
      reason: 'what lists, search and the Stack Builder show of it is not what follows from its content',
    });
  }
  const cited = citationsOf(analysis);
  return {
    slug: publication.slug,
    name: analysis.vendor.name,
    version: publication.version,
    quotes: new Set(cited.map(({ citation }) => placeOfQuote(citation))).size,
    citations: cited.length,
    failures,
  };
}

import type { Context } from 'hono';
import { otherQuotes, type ReviewDesk, reviewDesk } from '../../../actions/review-desk.ts';
import { searchDraft } from '../../../actions/search-draft.ts';
import { surroundingsOf } from '../../../actions/surroundings.ts';
import { citationsOf } from '../../../actions/verify-analysis.ts';
import type { Citation } from '../../../domain/analysis.ts';
import { checksOf } from '../../../domain/edit-places.ts';
import { placeOfReport } from '../../../domain/error-report.ts';
import { itemOf } from '../../../domain/item.ts';
import { itemLabel } from '../../../domain/item-label.ts';
import { claimsOf } from '../../../domain/lint-targets.ts';
import { may, type Person } from '../../../domain/person.ts';
import type { Refused } from '../../../errors.ts';
import type { WebParts, WebVariables } from '../../parts.ts';
import type { Approval } from '../../public/analysis-article.tsx';
import { type ItemPlace, type Reading, readingOf } from '../../public/reading.ts';
import { frameOf, page } from '../../render.ts';
import { signedIn } from '../asked.ts';
import { ReviewPage } from './review-page.tsx';
import { itemHref, type Problem, type Shown } from './shown.ts';

interface Wanted {
  id: string;
  /** A path in the document; empty for none. */
  at: string;
  query: string;
  saved: boolean;
  decided?: boolean;
  problem: Problem | null;
  status?: Refused['status'];
}

/** Answers with the review screen of a draft. */
export async function reviewPage(
  c: Context<{ Variables: WebVariables }>,
  parts: WebParts,
  wanted: Wanted,
): Promise<Response> {
  const { office } = parts;
  const desk = await reviewDesk(office, wanted.id);
  const item = wanted.at === '' ? null : itemOf(wanted.at);
  const shown = {
    desk,
    reading: await readingFor(parts, desk, item),
    person: signedIn(c),
    colleagues: await colleaguesOf(parts, signedIn(c)),
    item,
    query: wanted.query,
    found: wanted.query === '' ? [] : await searchDraft(office, desk.draft.id, wanted.query),
    reports: await reportsOn(parts, desk),
    problem: wanted.problem,
    saved: wanted.saved,
    decided: wanted.decided ?? false,
  };
  const approval = await approvalOf(parts, desk);
  return page(c, <ReviewPage frame={frameOf(c, parts)} shown={shown} approval={approval} />, wanted.status ?? 200);
}

/** What readers report and nobody has answered, or is taken up and not mended yet, where it belongs in this draft. */
async function reportsOn({ office }: WebParts, { draft }: ReviewDesk): Promise<Shown['reports']> {
  const open = await office.store.reports.openOf(draft.slug);
  return open.map((report) => {
    const place = placeOfReport(report, draft.analysis);
    return { report, item: place === null ? null : itemOf(place) };
  });
}

/** Who a person who decides can give a draft to. */
async function colleaguesOf({ office }: WebParts, person: Person): Promise<string[]> {
  if (!may(person, 'decide')) return [];
  const people = await office.store.accounts.people();
  return people.filter((other) => may(other, 'edit')).map(({ email }) => email);
}

/** A reading whose statements lead to their place on this screen. */
async function readingFor({ office }: WebParts, desk: ReviewDesk, item: string | null): Promise<Reading> {
  const { analysis, id } = desk.draft;
  const cited = citationsOf(analysis).map(({ citation }) => citation);
  const places = await surroundingsOf([...cited, ...offeredOn(desk, item)], office.store.bodies.texts);
  const paths = new Map<object, string>([
    ...claimsOf(analysis).map(({ path, claim }): [object, string] => [claim, path]),
    ...checksOf(analysis).map(({ path, check }): [object, string] => [check, path]),
  ]);
  const place = (statement: object): ItemPlace | null => {
    const path = paths.get(statement);
    if (path === undefined) return null;
    const own = itemOf(path);
    const label = `Review: ${itemLabel(own, analysis, office.rubric)}`;
    return { id: `at-${path}`, href: itemHref(id, own), label, focused: own === item };
  };
  return { ...readingOf(office.rubric, analysis, places), place };
}

/** Quotes that the item in focus shows beside those that stand in the draft. */
function offeredOn({ draft, evidence }: ReviewDesk, item: string | null): Citation[] {
  const check = checksOf(draft.analysis).find(({ path }) => path === item)?.check;
  return check ? otherQuotes(evidence, check.id, check.citations).map(({ citation }) => citation) : [];
}

/** Who approved the draft as it stands, and as which version it was published; null where nobody did. */
async function approvalOf({ office }: WebParts, { draft, lastReview }: ReviewDesk): Promise<Approval | null> {
  const versions = await office.store.publications.history(draft.slug);
  const published = versions.find(({ contentDigest }) => contentDigest === draft.contentDigest);
  if (published) return { by: published.approvedBy, at: published.approvedAt, version: published.version };
  // Publishing follows within a second or so.
  const isApproved = lastReview?.verdict === 'approved' && lastReview.contentDigest === draft.contentDigest;
  return isApproved ? { by: lastReview.person, at: lastReview.decidedAt, version: null } : null;
}

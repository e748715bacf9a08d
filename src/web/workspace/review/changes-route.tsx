import type { Context } from 'hono';
import { draftsAround } from '../../../actions/drafts-around.ts';
import { isOpen, knownDraft } from '../../../actions/known-draft.ts';
import type { Analysis } from '../../../domain/analysis.ts';
import { fieldChanges } from '../../../domain/analysis-diff.ts';
import type { Draft } from '../../../domain/draft.ts';
import { may } from '../../../domain/person.ts';
import { scoreChanges } from '../../../domain/score-changes.ts';
import type { WebParts, WebVariables } from '../../parts.ts';
import { frameOf, page } from '../../render.ts';
import { signedIn } from '../asked.ts';
import { minute } from '../minute.ts';
import { ChangesPage } from './changes-page.tsx';

/** Answers with what differs: `from` is `published`, a revision or another draft; `to` a revision, the latest unless named. */
export async function changesPage(
  c: Context<{ Variables: WebVariables }>,
  parts: WebParts,
  id: string,
): Promise<Response> {
  const { drafts } = parts.office.store;
  const { rubric } = parts.office;
  const latest = await knownDraft(parts.office, id);
  const wanted = numbered(c.req.query('to'));
  const draft = (wanted ? await drafts.get(id, wanted) : null) ?? latest;
  const other = await compared(parts, draft, c.req.query('from') ?? '');
  const state = await drafts.state(id);
  const element = (
    <ChangesPage
      frame={frameOf(c, parts)}
      rubric={rubric}
      draft={draft}
      against={other?.name ?? null}
      sentences={other ? scoreChanges(other.analysis, draft.analysis, rubric) : []}
      changes={other ? fieldChanges(other.analysis, draft.analysis) : []}
      revisions={await drafts.revisions(id)}
      mayRestore={isOpen(state?.state) && may(signedIn(c), 'edit')}
      latest={latest}
    />
  );
  return page(c, element);
}

interface Earlier {
  name: string;
  analysis: Analysis;
}

/** What to compare with; unless it is named, the version that was published last, else the draft before, else the first revision. */
async function compared(parts: WebParts, draft: Draft, from: string): Promise<Earlier | null> {
  const { drafts } = parts.office.store;
  if (from.startsWith('draft-')) {
    const earlier = await drafts.get(from);
    return earlier && earlier.slug === draft.slug ? draftNamed(earlier) : null;
  }
  const revision = numbered(from);
  const earlier = revision === null ? null : await drafts.get(draft.id, revision);
  if (earlier) return revisionNamed(earlier);
  const published = await publishedBefore(parts, draft);
  if (published) return published;
  const { before } = await draftsAround(parts.office.store, draft);
  const made = before ? await drafts.get(before.id) : null;
  if (made) return draftNamed(made);
  const first = draft.revision > 1 ? await drafts.get(draft.id, 1) : null;
  return first ? revisionNamed(first) : null;
}

/** What is public now; where that is this very draft, the version before it. */
async function publishedBefore({ office }: WebParts, draft: Draft): Promise<Earlier | null> {
  const { drafts, publications } = office.store;
  const latest = await publications.latest(draft.slug);
  const isOwn = latest !== null && (await drafts.lastReview(draft.id))?.id === latest.reviewId;
  const publication = isOwn ? await publications.version(draft.slug, latest.version - 1) : latest;
  if (!publication || publication.withdrawn) return null;
  return { name: `published version ${publication.version}`, analysis: publication.analysis };
}

function draftNamed({ analysis }: Draft): Earlier {
  return { name: `the draft of ${minute(analysis.producer.createdAt)}`, analysis };
}

function revisionNamed({ revision, analysis }: Draft): Earlier {
  return { name: `revision ${revision}`, analysis };
}

function numbered(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

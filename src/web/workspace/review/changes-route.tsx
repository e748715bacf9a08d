import type { Context } from 'hono';
import { isOpen, knownDraft } from '../../../actions/known-draft.ts';
import type { Analysis } from '../../../domain/analysis.ts';
import { fieldChanges } from '../../../domain/analysis-diff.ts';
import type { Draft } from '../../../domain/draft.ts';
import { may } from '../../../domain/person.ts';
import { scoreChanges } from '../../../domain/score-changes.ts';
import type { WebParts, WebVariables } from '../../parts.ts';
import { frameOf, page } from '../../render.ts';
import { signedIn } from '../asked.ts';
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

/** What to compare with; by itself the first revision, or else what is public. */
async function compared(
  { office }: WebParts,
  draft: Draft,
  from: string,
): Promise<{ name: string; analysis: Analysis } | null> {
  const { drafts, publications } = office.store;
  if (from.startsWith('draft-')) {
    const earlier = await drafts.get(from);
    return earlier && earlier.slug === draft.slug ? { name: 'the draft before it', analysis: earlier.analysis } : null;
  }
  const revision = numbered(from) ?? (from === '' && draft.revision > 1 ? 1 : null);
  const earlier = revision === null ? null : await drafts.get(draft.id, revision);
  if (earlier) return { name: `revision ${earlier.revision}`, analysis: earlier.analysis };
  const publication = await publications.latest(draft.slug);
  if (!publication || publication.withdrawn) return null;
  return { name: `published version ${publication.version}`, analysis: publication.analysis };
}

function numbered(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

import { fieldChanges } from '../domain/analysis-diff.ts';
import type { Draft } from '../domain/draft.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';

/** The refusal (412) of what was meant for an earlier revision: says who changed the draft since, and what. */
export async function staleDraft(office: Pick<Office, 'store'>, latest: Draft, seen: string): Promise<Refused> {
  const known = (await office.store.drafts.revisions(latest.id)).find(({ contentDigest: digest }) => digest === seen);
  const before =
    known && known.revision !== latest.revision ? await office.store.drafts.get(latest.id, known.revision) : null;
  const changes = before ? fieldChanges(before.analysis, latest.analysis) : [];
  return new Refused({
    status: 412,
    code: 'stale',
    message: before
      ? `${latest.author === 'assay' ? 'The program' : latest.author} changed this draft after you opened it: it is at revision ${latest.revision}, and you saw revision ${before.revision}.`
      : `What you looked at is not the latest: draft ${latest.id} is at revision ${latest.revision}.`,
    advice: 'Look at what changed, then send it again with the latest version.',
    details: changes.map(({ path, before: was, after }) => ({
      path,
      message: `was ${was === null ? 'not there' : was || 'empty'}; now ${after === null ? 'gone' : after || 'empty'}`,
    })),
  });
}

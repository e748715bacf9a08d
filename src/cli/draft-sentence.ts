import type { DraftState } from '../domain/closed-lists.ts';
import { type Api, ApiProblem } from './api.ts';

interface Shown {
  id: string;
  revision: number;
  slug: string;
  state: DraftState;
  /** Who has it on their desk. */
  holder: string | null;
  contentDigest: string;
  blocks: readonly { remedy?: 'reject' }[];
  /** Of the parts to look at, how many were looked at as they stand. */
  progress: { looked: number; of: number };
  /** The return of exactly this revision. */
  returned: { id: string } | null;
}

/** Where a draft stands and, while a decision is open, the command that approves it; one sentence. */
export async function draftSentence(api: Api, draft: Shown): Promise<string> {
  const { id, revision, state, returned } = draft;
  if (state === 'rejected') return `Draft ${id} was rejected.`;
  if (state === 'superseded') return `Draft ${id} was replaced by a newer one.`;
  if (state === 'approved') return approvedWords(api, draft);
  const { length } = draft.blocks;
  if (draft.blocks.some(({ remedy }) => remedy === 'reject')) {
    return `Draft ${id} ${standing(draft)} and cannot be approved: reject it with "assay reject ${id} --reason …", or on screen.`;
  }
  if (length > 0) {
    return `Draft ${id} ${standing(draft)}; ${length === 1 ? '1 fault blocks' : `${length} faults block`} its approval.`;
  }
  const { looked, of } = draft.progress;
  const open = of > looked ? `, ${of - looked} of ${of} ${of === 1 ? 'part' : 'parts'} not looked at` : '';
  const command = `assay approve ${id} --revision ${revision}`;
  const act = returned
    ? `edit it on screen, or approve it all the same with "${command} --after-return ${returned.id}"`
    : `approve it with "${command}", or on screen`;
  return `Draft ${id} ${standing(draft)}${open}: ${act}.`;
}

/** Of a draft that can still be decided on. */
function standing({ holder, returned }: Shown): string {
  const desk = holder ? `is with ${holder}` : null;
  if (returned) return ['was returned', 'has not been edited since', desk].filter(Boolean).join(' and ');
  return desk ?? 'waits for review';
}

async function approvedWords(api: Api, { id, slug, contentDigest }: Shown): Promise<string> {
  const current = await publicationOf(api, slug);
  if (current?.contentDigest === contentDigest) return `Draft ${id} is published as version ${current.version}.`;
  return `Draft ${id} was approved; ${current ? `version ${current.version} is public now` : 'nothing of the product is public now'}.`;
}

/** What is public of a product; null where nothing is, not yet or no more. */
async function publicationOf(api: Api, slug: string): Promise<{ contentDigest: string; version: number } | null> {
  try {
    return await api.get(`/api/publications/${encodeURIComponent(slug)}`);
  } catch (error) {
    if (error instanceof ApiProblem && (error.status === 404 || error.status === 410)) return null;
    throw error;
  }
}

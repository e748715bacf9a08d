import type { DraftState } from '../domain/closed-lists.ts';
import { type Api, ApiProblem } from './api.ts';

interface Shown {
  id: string;
  revision: number;
  slug: string;
  state: DraftState;
  contentDigest: string;
  blocks: readonly unknown[];
  returned: { id: string } | null;
}

/** Where a draft stands and, while a decision is open, the command that approves it; one sentence. */
export async function draftSentence(api: Api, draft: Shown): Promise<string> {
  const { id, revision, state, returned } = draft;
  if (state === 'rejected') return `Draft ${id} was rejected.`;
  if (state === 'superseded') return `Draft ${id} was replaced by a newer one.`;
  if (state === 'approved') return approvedWords(api, draft);
  const { length } = draft.blocks;
  if (length > 0) {
    return `Draft ${id} waits for review; ${length === 1 ? '1 fault blocks' : `${length} faults block`} its approval.`;
  }
  const seen = returned ? ` --after-return ${returned.id}` : '';
  return `Draft ${id} waits for review: approve it with "assay approve ${id} --revision ${revision}${seen}", or on screen.`;
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

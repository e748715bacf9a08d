import { type Attention, attentionOf } from '../domain/attention.ts';
import type { Draft } from '../domain/draft.ts';
import type { Evidence } from '../domain/evidence.ts';
import { itemOf } from '../domain/item.ts';
import { openItems } from '../domain/open-items.ts';
import { type RecentlyUsed, recentlyUsed } from '../domain/recently-used.ts';
import type { Office, Store } from '../ports.ts';
import { type ApprovalBlock, approvalBlocks } from './approval-blocks.ts';

/** What a draft's content and the evidence behind it say, whoever looks at it. */
export interface Study {
  blocks: ApprovalBlock[];
  attention: Attention[];
}

type Desk = Pick<Office, 'store' | 'rubric'>;

interface Memory {
  studies: RecentlyUsed<Study>;
  evidence: RecentlyUsed<Evidence>;
}

/** Drafts: more than a team has open on one day, at some 50 kB each. */
const studiesKept = 500;
/** Quotes, at about 2 kB each in memory: those of some forty drafts. */
const quotesKept = 40_000;

/** One memory a store, which ends with it. */
const memories = new WeakMap<Store, Memory>();

/**
 * What stands in the way of approving a draft, and what is doubtful about it: worked out once per content, because a
 * reviewer opens a draft dozens of times. For showing only: approving works it out afresh. A study that found anything in
 * the way is not remembered, so that a page which was put back is seen.
 */
export async function studiedDraft(office: Desk, draft: Draft): Promise<Study> {
  const { studies } = memoryOf(office.store);
  const key = keyOf(office, draft);
  const known = studies.get(key);
  if (known) return known;
  const blocks = await approvalBlocks(office, draft);
  const evidence = await evidenceOf(office, draft.id);
  const doubtful = attentionOf(draft.analysis, { blocks, evidence, rubric: office.rubric });
  const study = { blocks, attention: stillOpen(draft, doubtful, blocks) };
  if (blocks.length === 0) studies.set(key, study, 1);
  return study;
}

/** Of a change draft only what is open, or blocks, is looked at; the rest stands as it was approved. */
function stillOpen(draft: Draft, attention: Attention[], blocks: readonly ApprovalBlock[]): Attention[] {
  const open = openItems(draft);
  if (open === null) return attention;
  const blocking = new Set(blocks.map(({ path }) => itemOf(path)));
  return attention.filter(({ item }) => open.has(item) || blocking.has(item));
}

/** What a draft was made from, read once: it never changes. */
export async function evidenceOf({ store }: Pick<Desk, 'store'>, draftId: string): Promise<Evidence | null> {
  const memory = memoryOf(store).evidence;
  const known = memory.get(draftId);
  if (known) return known;
  const evidence = await store.drafts.evidence(draftId);
  if (evidence)
    memory.set(
      draftId,
      evidence,
      evidence.checks.reduce((sum, { quotes }) => sum + quotes.length, 1),
    );
  return evidence;
}

/** What was remembered of a draft's content holds no longer: a stored page of it was found damaged. */
export function forgetStudy(office: Desk, draft: Draft): void {
  memoryOf(office.store).studies.drop(keyOf(office, draft));
}

function keyOf({ rubric }: Desk, { id, contentDigest }: Draft): string {
  return `${id} ${contentDigest} ${rubric.digest}`;
}

function memoryOf(store: Store): Memory {
  const known = memories.get(store);
  if (known) return known;
  const memory: Memory = { studies: recentlyUsed(studiesKept), evidence: recentlyUsed(quotesKept) };
  memories.set(store, memory);
  return memory;
}

import type { Draft } from '../domain/draft.ts';
import { lint } from '../domain/lint.ts';
import type { Office } from '../ports.ts';
import { brokenCitations } from './verify-analysis.ts';

/** Something that stands in the way of approval, with its place in the document. */
export interface ApprovalBlock {
  path: string;
  message: string;
  /** Present where no edit mends it and the draft can only be rejected. */
  remedy?: 'reject';
}

/**
 * What stands in the way of approving a draft; empty when nothing does. Lints the text and reads every cited page from the
 * store, each time.
 */
export async function approvalBlocks(
  office: Pick<Office, 'store' | 'rubric'>,
  { analysis }: Pick<Draft, 'analysis'>,
): Promise<ApprovalBlock[]> {
  const flags = [...analysis.flags.filter(({ kind }) => kind !== 'lint'), ...lint(analysis, office.rubric)];
  const blocks = flags
    .filter(({ severity }) => severity === 'blocks')
    .map(({ target, message }) => ({ path: target, message }));
  const broken = await brokenCitations(office.store, analysis);
  return [...blocks, ...broken.map(({ target, reason }) => ({ path: target, message: reason }))];
}

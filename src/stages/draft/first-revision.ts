import { type Analysis, contentDigest } from '../../domain/analysis.ts';
import type { Draft } from '../../domain/draft.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { recordId } from '../../domain/record-id.ts';
import type { Tools } from '../../ports.ts';

/** The first revision of a draft of this evidence: the document with what it was made from and by. */
export function firstRevision(
  evidence: Evidence,
  analysis: Analysis,
  { producer, attempt }: Pick<Tools, 'producer' | 'attempt'>,
): Draft {
  return {
    id: recordId('draft', { parentId: evidence.id, producer, attempt }),
    revision: 1,
    parentRevision: null,
    runId: evidence.runId,
    attempt,
    slug: evidence.run.vendor.slug,
    author: 'assay',
    producer,
    passagesDigest: evidence.passagesDigest,
    contentDigest: contentDigest(analysis),
    analysis,
    createdAt: analysis.producer.createdAt,
  };
}

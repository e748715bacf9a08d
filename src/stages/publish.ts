import { contentDigest } from '../domain/analysis.ts';
import { digestOf } from '../domain/digest.ts';
import type { NewPublication } from '../domain/publication.ts';
import type { Review } from '../domain/review.ts';
import { PipelineError } from '../errors.ts';

/**
 * The publication that an approval stands for: the approved content, unchanged. Its id comes from the review alone, so a
 * job that is delivered twice publishes once. Throws a `PipelineError` for a review that is no approval, or whose content
 * is not what its digest says.
 */
export function publishReview(review: Review, publishedAt: string): NewPublication {
  if (review.verdict !== 'approved') {
    throw new PipelineError({
      cause: 'not-approved',
      reason: `The review of draft ${review.draftId} says "${review.verdict}", not approved.`,
      advice: 'Only an approved draft is published: open it and decide.',
      retryable: false,
      stage: 'publish',
    });
  }
  if (contentDigest(review.analysis) !== review.contentDigest) {
    throw new PipelineError({
      cause: 'other-content',
      reason: `The stored approval of draft ${review.draftId} no longer holds the content that was approved.`,
      advice: 'The database was changed from outside: run `assay verify`, then approve the draft again.',
      retryable: false,
      stage: 'publish',
    });
  }
  return {
    id: `publication-${digestOf({ reviewId: review.id }).slice(0, 24)}`,
    reviewId: review.id,
    slug: review.slug,
    approvedBy: review.person,
    approvedAt: review.decidedAt,
    publishedAt,
    contentDigest: review.contentDigest,
    analysis: review.analysis,
  };
}

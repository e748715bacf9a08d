import type { Draft } from '../../domain/draft.ts';
import type { ModelCall } from '../../domain/model-call.ts';

/**
 * A sentence or two on what a model that was asked has no part in, and the reason where a call gave one; null where it made
 * what it was asked to make, or no call was made. Calls alone do not tell: a reply can be there and be of no use.
 */
export function modelLack(
  { producer, change }: Pick<Draft, 'producer' | 'change'>,
  calls: readonly Pick<ModelCall, 'outcome' | 'reason'>[],
): string | null {
  if (calls.length === 0) return null;
  const isSilent = calls.every(({ outcome }) => outcome !== 'reply');
  // A publication carried on keeps the analyst of what stands, so that its maker says nothing of this run.
  if (change ? !isSilent : producer.analyst !== 'offline') return null;
  const what = isSilent ? 'The model answered nothing' : 'No answer of the model could be used';
  const reason = calls.findLast((call) => call.reason !== '')?.reason ?? '';
  return `${what}, so ${madeInstead(change)}. ${reason}`.trim();
}

function madeInstead(change: Draft['change']): string {
  if (!change) return 'the offline analyst made all of it';
  return change.upgrade
    ? 'what it was asked stands as it is published'
    : 'the offline analyst decided what is open, and the rest stands as it is published';
}

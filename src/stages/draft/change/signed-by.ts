import type { Analysis } from '../../../domain/analysis.ts';
import type { Producer } from '../../../domain/producer.ts';

/**
 * The maker that a carried-on analysis names. Whoever decided what stands is still its analyst, in his own words to the
 * model: an upgrade names another only where it decided everything anew. What the rubric asked and which program read are
 * those of the upgrade in any case.
 */
export function signedBy(
  published: Analysis['producer'],
  now: Producer,
  { isUpgrade, isWhole }: { isUpgrade: boolean; isWhole: boolean },
): Producer {
  const { createdAt: _, ...then } = published;
  if (!isUpgrade) return { ...then, version: now.version };
  // The offline analyst is compared with what it read itself then: what a model decided stays where that did not turn.
  const decidesAll = isWhole && (now.analyst !== 'offline' || then.analyst === 'offline');
  return decidesAll ? now : { ...then, version: now.version, rubricDigest: now.rubricDigest };
}

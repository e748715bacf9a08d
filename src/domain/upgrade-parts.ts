import { canonicalJson } from './digest.ts';
import type { Producer } from './producer.ts';

/** What made an analysis and may be another one now. */
export const upgradePartNames = ['rubric', 'analyst', 'prompts', 'program'] as const;
export type UpgradePart = (typeof upgradePartNames)[number];

const partSentences: Readonly<Record<UpgradePart, (version: number, producer: Producer) => string>> = {
  rubric: (version) => `The rubric changed since version ${version} was made.`,
  analyst: (_, { analyst }) =>
    `Another analyst read the same pages: ${analyst === 'offline' ? 'the offline one' : analyst}.`,
  prompts: (version) => `The model is asked in other words than when version ${version} was made.`,
  program: () => 'This version of Assay reads the same pages otherwise.',
};

/**
 * In what the maker of an analysis differs from the one at hand. The code counts by a digest of all its files, so that
 * another one may well read alike.
 */
export function upgradeParts(then: Producer, now: Producer): UpgradePart[] {
  const asksModel = then.analyst !== 'offline' && now.analyst !== 'offline';
  return [
    ...(then.rubricDigest === now.rubricDigest ? [] : ['rubric' as const]),
    ...(then.analyst === now.analyst ? [] : ['analyst' as const]),
    ...(asksModel && canonicalJson(then.promptDigests) !== canonicalJson(now.promptDigests)
      ? ['prompts' as const]
      : []),
    ...(then.version === now.version ? [] : ['program' as const]),
  ];
}

/** Why a decision is made otherwise over the same pages, by the first of these that differs. */
export function upgradeSentence(then: Producer, now: Producer, version: number): string {
  const [part = 'program'] = upgradeParts(then, now);
  return partSentences[part](version, now);
}

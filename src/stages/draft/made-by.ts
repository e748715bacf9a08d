import type { Evidence } from '../../domain/evidence.ts';
import type { Producer } from '../../domain/producer.ts';

/**
 * The maker that a draft names. A model that answered nothing, neither while the pages were read nor since (`answered`),
 * made no part of it: then it is the offline analyst's, whoever was asked, and a run with a key that works drafts anew.
 */
export function madeBy(asked: Producer, { harvest }: Pick<Evidence, 'harvest'>, answered: boolean): Producer {
  if (answered || harvest?.parts.some(({ outcome }) => outcome === 'read')) return asked;
  const { version, rubricDigest } = asked;
  return { version, rubricDigest, promptDigests: {}, analyst: 'offline' };
}

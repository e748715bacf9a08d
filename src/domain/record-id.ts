import { digestOf } from './digest.ts';
import type { Producer } from './producer.ts';

export type RecordKind = 'run' | 'snapshot' | 'corpus' | 'evidence' | 'draft' | 'review' | 'publication';

/**
 * The id of the record that a stage makes: the same parent, producer and attempt give the same id, so a job that is
 * delivered twice appends once. Holds no colon (BullMQ refuses one) and is never all digits.
 */
export function recordId(kind: RecordKind, from: { parentId: string; producer: Producer; attempt: number }): string {
  return `${kind}-${digestOf(from).slice(0, 24)}`;
}

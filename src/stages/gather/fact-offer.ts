import type { FactKind } from '../../domain/evidence.ts';
import type { ReadUnit } from './read-unit.ts';

/** A sentence that may state a fact, before it has passed the quote gate. */
export interface FactOffer {
  kind: FactKind;
  name: string;
  unit: ReadUnit;
  score: number;
}

import type { Fact } from '../../domain/evidence.ts';
import type { Gate } from './gate-offers.ts';
import type { ReadUnit } from './read-units.ts';

export async function gatherFacts(_units: readonly ReadUnit[], _gate: Gate): Promise<Fact[]> {
  return [];
}

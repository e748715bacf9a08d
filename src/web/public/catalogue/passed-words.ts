import type { PublicationCard } from '../../../domain/publication-card.ts';
import type { Rubric } from '../../../domain/rubric.ts';
import { contextName } from '../reading.ts';

/** The contexts whose levels a product meets: "Finance, Enterprise" or "every context"; null for none. */
export function passedWords(rubric: Rubric, { contexts }: PublicationCard): string | null {
  const passed = contexts.filter(({ inpact, goals }) => inpact.pass && goals.pass);
  if (passed.length === 0) return null;
  return passed.length === contexts.length
    ? 'every context'
    : passed.map(({ id }) => contextName(rubric, id)).join(', ');
}

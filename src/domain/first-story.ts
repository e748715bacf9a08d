import type { ChangeStory } from './change-story.ts';
import type { PublicationCard } from './publication-card.ts';
import type { Rubric } from './rubric.ts';

/** What is told of a product's first version: there is nothing that it changed. */
export function firstStory(card: Pick<PublicationCard, 'inpact' | 'goals'>, rubric: Rubric): ChangeStory {
  const totals = (['inpact', 'goals'] as const).map((id) => `${rubric[id].name} ${card[id].total} of ${card[id].max}`);
  return { sentences: [`Published for the first time: ${totals.join(', ')}.`], quotes: [] };
}

import type { OtherProducts } from '../../actions/others-like.ts';
import type { Analysis } from '../../domain/analysis.ts';
import { isInvented } from '../../domain/invented.ts';
import { levelsApart } from '../../domain/levels-apart.ts';
import type { PublicationCard } from '../../domain/publication-card.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { dimensionOf, layerName } from './reading.ts';

interface Apart {
  analysis: Analysis;
  card: PublicationCard;
  rubric: Rubric;
}

/** More dimensions in one cell are a comparison, which has a page of its own. */
const named = 3;

/** "Permitted (5, here 3), Governance (4, here 2)": where another product stands higher or lower, the widest gap first. */
export function apartWords(which: 'higher' | 'lower', { analysis, card, rubric }: Apart): string {
  const apart = levelsApart(analysis.frameworks, card)[which];
  if (apart.length === 0) return 'None';
  const words = apart
    .slice(0, named)
    .map(({ dimension, own, other }) => `${dimensionOf(rubric, dimension)?.name ?? dimension} (${other}, here ${own})`);
  return `${words.join(', ')}${apart.length > named ? ` and ${apart.length - named} more` : ''}`;
}

/** That the catalogue has nothing else for this place, and whether the analysis names anything. */
export function nothingElse({ alternatives, vendor }: Analysis, rubric: Rubric, { isParted }: OtherProducts): string {
  const [aside, what] = isInvented(vendor.homepage)
    ? ['Real products aside, the', 'other invented product']
    : ['Invented products aside, the', 'other product'];
  const none = `${isParted ? aside : 'The'} catalogue has no ${what} in ${layerName(rubric, vendor.layer)} yet`;
  return alternatives.length > 0
    ? `${none}, so none can be put beside it.`
    : `The analysis names no alternative. ${none}.`;
}

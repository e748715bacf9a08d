import type { FrameworkId } from '../../../domain/closed-lists.ts';
import type { PublicationCard } from '../../../domain/publication-card.ts';
import type { Rubric } from '../../../domain/rubric.ts';
import { totalText } from '../framework-view.tsx';
import { Radar } from '../radar.tsx';
import { dimensionOf } from '../reading.ts';

interface ScoreProps {
  card: PublicationCard;
  id: FrameworkId;
  rubric: Rubric;
}

/** One framework of a product: a small radar with its total beside it. */
export function CatalogueScore({ card, id, rubric }: ScoreProps) {
  return (
    <div>
      <Radar
        small
        title={`${rubric[id].name} levels`}
        spokes={card[id].dimensions.map((dimension) => ({
          name: dimensionOf(rubric, dimension.id)?.name ?? dimension.id,
          level: dimension.level,
          max: dimension.max,
        }))}
      />
      <p>
        {rubric[id].name} <strong>{totalText(card[id])}</strong>
      </p>
    </div>
  );
}

import type { FrameworkId } from './closed-lists.ts';
import type { FrameworkCard } from './publication-card.ts';

type Levels = Record<FrameworkId, Pick<FrameworkCard, 'dimensions'>>;

/** A dimension in which two products stand at different levels. */
export interface LevelApart {
  /** Its id. */
  dimension: string;
  own: number;
  other: number;
}

/** Where the other product stands higher than this one, and where lower, the widest gap first; without dimensions that one of them is not assessed in. */
export function levelsApart(own: Levels, other: Levels): { higher: LevelApart[]; lower: LevelApart[] } {
  const levels = new Map(dimensionsOf(other).map(({ id, level }) => [id, level]));
  const apart = dimensionsOf(own).flatMap(({ id, level }): LevelApart[] => {
    const its = levels.get(id) ?? null;
    return level === null || its === null || level === its ? [] : [{ dimension: id, own: level, other: its }];
  });
  const widest = (a: LevelApart, b: LevelApart) => Math.abs(b.other - b.own) - Math.abs(a.other - a.own);
  return {
    higher: apart.filter((each) => each.other > each.own).sort(widest),
    lower: apart.filter((each) => each.other < each.own).sort(widest),
  };
}

function dimensionsOf({ inpact, goals }: Levels): FrameworkCard['dimensions'] {
  return [...inpact.dimensions, ...goals.dimensions];
}

import type { Analysis } from './analysis.ts';
import { FrameworkId } from './closed-lists.ts';
import { dimensionLevel } from './levels.ts';
import type { Rubric } from './rubric.ts';

/** A dimension whose level is another one by the decisions of the analyst without a model. */
export interface LevelApart {
  path: string;
  /** The dimension's id. */
  id: string;
  /** Null where no check could be decided. */
  draft: number | null;
  offline: number | null;
  max: number;
}

/** The dimensions on whose level a draft and the offline analyst part, in the order of the page; none for its own drafts. */
export function levelsApart({ frameworks, producer }: Analysis, rubric: Rubric): LevelApart[] {
  if (producer.analyst === 'offline') return [];
  return FrameworkId.options.flatMap((framework) =>
    frameworks[framework].dimensions.flatMap((dimension, index) => {
      const decisions = new Map(dimension.checks.map(({ id, offline }) => [id, offline.decision] as const));
      const { level } = dimensionLevel(rubric[framework], dimension, decisions);
      if (level === dimension.level) return [];
      const path = `frameworks.${framework}.dimensions.${index}`;
      return [{ path, id: dimension.id, draft: dimension.level, offline: level, max: dimension.max }];
    }),
  );
}

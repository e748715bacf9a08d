import type { DecisionValue } from './closed-lists.ts';
import { type Counted, dimensionLevel, type LevelTable } from './levels.ts';

/** How the model's decisions on a dimension and those of the analyst without a model fail to fit together. */
export type Disagreement =
  /** The decisions come to levels that are two or more apart. */
  | 'level-gap'
  /** The model took a check for met, and none of its quotes is worded like what the rubric looks for. */
  | 'met-without-lexical-trace'
  /** Signals make a check met, and the model found nothing or the opposite. */
  | 'missed-positive'
  /** Signals deny a check, and the model took it for met. */
  | 'missed-risk';

export interface Finding {
  kind: Disagreement;
  /** The check it is about; the dimension for a level gap. */
  on: string;
}

/** The two decisions on one check. Offline `met` and `contradicted` always rest on signals. */
export interface Compared {
  id: string;
  model: DecisionValue;
  offline: DecisionValue;
  /** Whether a quote that the model rests on was also found by words, and supports. */
  traced: boolean;
}

/** Levels so far apart change what a reader concludes; one apart is a matter of one check. */
const widestGap = 1;

/** What a second look is worth: empty where the analysts agree, or differ only within a level. */
export function crossCheck(scale: LevelTable, dimension: Counted, compared: readonly Compared[]): Finding[] {
  const levelBy = (of: 'model' | 'offline') =>
    dimensionLevel(scale, dimension, new Map(compared.map((check) => [check.id, check[of]]))).level ?? 0;
  const gap = Math.abs(levelBy('model') - levelBy('offline')) > widestGap;
  return [
    ...(gap ? [{ kind: 'level-gap' as const, on: dimension.id }] : []),
    ...compared.flatMap((check): Finding[] => {
      const kind = disagreementOn(check);
      return kind === null ? [] : [{ kind, on: check.id }];
    }),
  ];
}

function disagreementOn({ model, offline, traced }: Compared): Disagreement | null {
  if (model === 'met' && offline === 'contradicted') return 'missed-risk';
  if (model === 'met' && !traced) return 'met-without-lexical-trace';
  if (offline === 'met' && (model === 'no-evidence' || model === 'contradicted')) return 'missed-positive';
  return null;
}

import type { Analysis } from './analysis.ts';

/** What of a published page would be another if one check were decided otherwise. */
export interface Stakes {
  /** 1 where the check's dimension stands at a level that this check can move, else 0. */
  levels: number;
  /** Contexts that pass or fail by a single level. */
  contexts: number;
}

/** What hangs on the decision at a path such as `frameworks.goals.dimensions.1.checks.0`. */
export function stakesOf({ frameworks, contexts }: Analysis, path: string): Stakes {
  const found = /^frameworks\.(inpact|goals)\.dimensions\.(\d+)\.checks\.(\d+)$/.exec(path);
  const framework = found?.[1] === 'goals' ? 'goals' : 'inpact';
  const dimension = frameworks[framework].dimensions[Number(found?.[2])];
  const check = dimension?.checks[Number(found?.[3])];
  if (!dimension || !check || dimension.level === null) return { levels: 0, contexts: 0 };
  const met = check.decision === 'met';
  // The lowest level holds whatever one more check becomes otherwise; the highest is not left upwards.
  const moves = met ? dimension.level > 1 : dimension.level < dimension.max;
  if (!moves) return { levels: 0, contexts: 0 };
  const { total } = frameworks[framework];
  const edge = contexts.filter((context) => {
    const { needs, pass } = context[framework];
    return pass !== null && (met ? total === needs : total === needs - 1);
  });
  return { levels: 1, contexts: edge.length };
}

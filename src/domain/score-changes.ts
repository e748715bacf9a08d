import type { Analysis, DimensionResult } from './analysis.ts';
import { FrameworkId } from './closed-lists.ts';
import { decisionWords } from './decision-words.ts';
import type { Rubric } from './rubric.ts';

/** What became of totals and levels between two analyses, a sentence each with the decisions behind it; none where nothing did. */
export function scoreChanges(before: Analysis, after: Analysis, rubric: Rubric): string[] {
  return FrameworkId.options.flatMap((id) => {
    const [was, is] = [before.frameworks[id], after.frameworks[id]];
    const levels = is.dimensions.flatMap((dimension) => {
      const old = was.dimensions.find((other) => other.id === dimension.id);
      return old && old.level !== dimension.level ? [levelSentence(old, dimension, rubric)] : [];
    });
    if (was.total === is.total && was.max === is.max) return levels;
    const band = was.band === is.band ? '' : `, now ${is.band ?? 'without a band'}`;
    const moved = `${rubric[id].name} goes from ${was.total} of ${was.max} to ${is.total} of ${is.max}${band}.`;
    return [moved, ...levels];
  });
}

function levelSentence(was: DimensionResult, is: DimensionResult, rubric: Rubric): string {
  const known = [...rubric.inpact.dimensions, ...rubric.goals.dimensions].find(({ id }) => id === is.id);
  const because = is.checks.flatMap(({ id, decision }) => {
    const old = was.checks.find((check) => check.id === id)?.decision;
    const label = known?.checks.find((check) => check.id === id)?.label ?? id;
    return old && old !== decision ? [`${label} was ${decisionWords[old]} and is ${decisionWords[decision]}`] : [];
  });
  const reason = because.length > 0 ? `: ${because.join('; ')}` : '';
  return `${known?.name ?? is.id} goes from ${level(was)} to ${level(is)}${reason}.`;
}

function level({ level: at }: DimensionResult): string {
  return at === null ? 'not assessed' : `level ${at}`;
}

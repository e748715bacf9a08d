import type { Check, Framework, Rubric } from '../../domain/rubric.ts';

/** What a check asks is shown; what an analyst looks for is not, and is most of a rubric. */
const unshown = {
  signals: { facets: [], partly: [], not: [] },
  sought: '',
  fits: 'any' as const,
  search: [],
  strength: '',
  limitation: '',
  risk: null,
  watch: null,
};

/** A rubric with what pages show of it, for pages that a browser draws. */
export function shownRubric(rubric: Rubric): Rubric {
  return { ...rubric, inpact: shown(rubric.inpact), goals: shown(rubric.goals) };
}

function shown(framework: Framework): Framework {
  const dimensions = framework.dimensions.map((dimension) => ({
    ...dimension,
    checks: dimension.checks.map((check): Check => ({ ...check, ...unshown })),
  }));
  return { ...framework, dimensions };
}

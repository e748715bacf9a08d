import type { Analysis, CheckResult } from './analysis.ts';
import type { ContextId, FrameworkId } from './closed-lists.ts';
import type { Rubric } from './rubric.ts';

/** A dimension over the products compared, in their order. */
export interface ComparedDimension {
  framework: FrameworkId;
  id: string;
  max: number;
  /** Null where a product was not assessed, or not on this dimension. */
  levels: (number | null)[];
  /** Between the highest and the lowest level that were assessed; null where fewer than two were. */
  difference: number | null;
}

/** A check over the products compared, in their order; null where an analysis of an older rubric has no such check. */
export interface ComparedCheck {
  framework: FrameworkId;
  dimension: string;
  id: string;
  results: (CheckResult | null)[];
  /** Whether not all decisions are the same. */
  differs: boolean;
  /** Whether every product was asked it: of one that was not, nobody knows whether it would answer alike. */
  askedOfAll: boolean;
}

/** A context over the products compared, in their order, each by the rubric that it was analysed under. */
export interface ComparedContext {
  id: ContextId;
  /** Points it needs; null where the rubric of an analysis has no such context. */
  needs: Record<FrameworkId, (number | null)[]>;
  /** Whether it has them; null where a framework was not assessed as a whole, or there is no such context. */
  passes: Record<FrameworkId, (boolean | null)[]>;
}

/** Analyses beside each other, in the order in which they were given. */
export interface Comparison {
  dimensions: ComparedDimension[];
  /** Those that differ most come first, in each dimension's order among equals. */
  checks: ComparedCheck[];
  contexts: ComparedContext[];
}

const frameworks = ['inpact', 'goals'] as const;

/** How far apart decisions are: one that is met and one that is contradicted could not be further. */
const strength = { met: 3, partly: 2, 'no-evidence': 1, contradicted: 0 } as const;

/** Puts analyses beside each other by the dimensions, checks and contexts of the rubric. */
export function comparison(analyses: readonly Analysis[], rubric: Pick<Rubric, FrameworkId | 'stack'>): Comparison {
  const dimensions = frameworks.flatMap((framework) =>
    rubric[framework].dimensions.map(({ id }): ComparedDimension => {
      const found = analyses.map((analysis) =>
        analysis.frameworks[framework].dimensions.find((each) => each.id === id),
      );
      const levels = found.map((each) => each?.level ?? null);
      const assessed = levels.filter((level) => level !== null);
      const difference = assessed.length < 2 ? null : Math.max(...assessed) - Math.min(...assessed);
      return { framework, id, max: Math.max(...rubric[framework].levels), levels, difference };
    }),
  );
  const checks = frameworks.flatMap((framework) =>
    rubric[framework].dimensions.flatMap((dimension) =>
      dimension.checks.map(({ id }): ComparedCheck => {
        const results = analyses.map((analysis) => checkOf(analysis, { framework, dimension: dimension.id, id }));
        const askedOfAll = results.every((result) => result !== null);
        return { framework, dimension: dimension.id, id, results, differs: spread(results) > 0, askedOfAll };
      }),
    ),
  );
  return {
    dimensions,
    checks: checks.toSorted((a, b) => spread(b.results) - spread(a.results)),
    contexts: rubric.stack.contexts.map(({ id }): ComparedContext => {
      const own = analyses.map(({ contexts }) => contexts.find((each) => each.id === id));
      const needs = (framework: FrameworkId) => own.map((each) => each?.[framework].needs ?? null);
      const passes = (framework: FrameworkId) => own.map((each) => each?.[framework].pass ?? null);
      return {
        id,
        needs: { inpact: needs('inpact'), goals: needs('goals') },
        passes: { inpact: passes('inpact'), goals: passes('goals') },
      };
    }),
  };
}

function checkOf(
  analysis: Analysis,
  { framework, dimension, id }: { framework: FrameworkId; dimension: string; id: string },
): CheckResult | null {
  const found = analysis.frameworks[framework].dimensions.find((each) => each.id === dimension);
  return found?.checks.find((check) => check.id === id) ?? null;
}

function spread(results: readonly (CheckResult | null)[]): number {
  const found = results.filter((result) => result !== null).map(({ decision }) => strength[decision]);
  return found.length < 2 ? 0 : Math.max(...found) - Math.min(...found);
}

import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type Union = Extract<Issue, { code: 'invalid_union' }>;
type Choice = Extract<Issue, { code: 'invalid_value' }>;

/**
 * What a fault of a union comes to: which values tell its variants apart, or what is wrong by the variant that the input
 * is nearest to. Any other fault, and a union whose variants have nothing in common, as it is.
 */
export function unionIssues(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || !issue.message.startsWith('Invalid')) return [issue];
  const { path } = issue;
  const values = 'options' in issue ? issue.options : undefined;
  if (values && values.length > 0) return [choiceOf(values, path)];
  const variants = nearVariants(issue);
  const [first] = variants;
  const shared = sharedChoice(variants);
  if (shared) return [at(path, shared)];
  if (!first || (variants.length > 1 && variants.every(isOfTheWhole))) return [issue];
  const nearest = variants.reduce((best, each) => (strangeness(each) < strangeness(best) ? each : best));
  return nearest.map((each) => at(path, each));
}

/** The faults by each variant that the input is of the type of; by all of them where it is of none. */
export function nearVariants({ errors }: Union): Issue[][] {
  const variants = errors.map((issues) => issues.flatMap(unionIssues));
  const near = variants.filter(
    (issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  return near.length > 0 ? near : variants;
}

function isOfTheWhole(issues: readonly Issue[]): boolean {
  return issues.length === 1 && issues[0]?.path.length === 0;
}

/** Of variants that each want another value in one place, that place with all the values. */
function sharedChoice(variants: readonly Issue[][]): Choice | null {
  const choices = variants.map((issues) => issues.find((each) => each.code === 'invalid_value'));
  const [first] = choices;
  if (!first || choices.some((each) => each?.path.join('.') !== first.path.join('.'))) return null;
  return choiceOf([...new Set(choices.flatMap((each) => each?.values ?? []))], first.path);
}

/** How far an input is from a variant: a value that tells variants apart, or a field of another, weighs more than any fault. */
function strangeness(issues: readonly Issue[]): number {
  const foreign = issues.filter(({ code }) => code === 'invalid_value' || code === 'unrecognized_keys');
  return foreign.length * 1_000 + issues.length;
}

function choiceOf(values: Choice['values'], path: PropertyKey[]): Choice {
  return { code: 'invalid_value', values, path, message: 'Invalid option' };
}

function at(path: readonly PropertyKey[], issue: Issue): Issue {
  return { ...issue, path: [...path, ...issue.path] };
}

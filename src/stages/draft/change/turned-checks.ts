import type { CheckResult } from '../../../domain/analysis.ts';
import { checksOf } from '../../../domain/edit-places.ts';
import type { Producer } from '../../../domain/producer.ts';
import { type Rubric, rubricChecks } from '../../../domain/rubric.ts';
import type { PublishedBaseline } from '../../../domain/run.ts';
import { upgradeSentence } from '../../../domain/upgrade-parts.ts';
import type { Decided } from '../decide-checks.ts';
import type { Touched } from './touched-checks.ts';

/**
 * The published decisions that this rubric, analyst or program makes otherwise over the same pages; none of a dimension
 * that the model gave no answer on. An offline analyst
 * that reads along with nothing is compared with what an offline analyst read then, not with a model.
 */
export function turnedChecks(
  published: PublishedBaseline,
  { checks, unanswered }: Pick<Decided, 'checks' | 'unanswered'>,
  producer: Producer,
): Touched[] {
  const open = new Set(unanswered.flatMap(({ dimension }) => dimension.checks.map(({ id }) => id)));
  const now = new Map(checks.flatMap((check) => (open.has(check.id) ? [] : [[check.id, check] as const])));
  const turned = upgradeSentence(published.analysis.producer, producer, published.version);
  const isOffline = producer.analyst === 'offline';
  return checksOf(published.analysis).flatMap(({ path, check: was }): Touched[] => {
    const is = now.get(was.id);
    if (!is || is.decision === was.decision) return [];
    if (isOffline && is.offline.decision === was.offline.decision) return [];
    return [{ path, was, fates: [], fresh: null, turned }];
  });
}

/** Whether an analysis answers the very checks that the rubric asks: only then can it be carried on under it. */
export function asksTheSame({ analysis }: Pick<PublishedBaseline, 'analysis'>, rubric: Rubric): boolean {
  const asked = rubricChecks(rubric).map(({ dimension, check }) => `${dimension.id} ${check.id}`);
  const { inpact, goals } = analysis.frameworks;
  const answered = [...inpact.dimensions, ...goals.dimensions].flatMap(({ id, checks }) =>
    checks.map((check) => `${id} ${check.id}`),
  );
  return asked.length === answered.length && new Set([...asked, ...answered]).size === asked.length;
}

/**
 * The best quote of each decision beside the other. What a person decided keeps its quotes, so that only what the analyst
 * reads now is shown with it.
 */
export function turnedQuotes(was: CheckResult, now: CheckResult, isHandSet: boolean) {
  const [before = null] = was.citations;
  const [after = null] = now.citations;
  return [{ before: isHandSet && after ? null : before, after, meaning: [] }];
}

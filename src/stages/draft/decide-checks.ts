import { allEnded } from '../../domain/all-ended.ts';
import type { CheckResult, Claim } from '../../domain/analysis.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Dimension } from '../../domain/rubric.ts';
import type { Model, ModelSpent, Tools } from '../../ports.ts';
import { budgetFlags } from './judge/budget-flags.ts';
import type { FlagOn } from './judge/flag-on.ts';
import { judgeDimension } from './judge/judge-dimension.ts';
import { offlineResults } from './offline-results.ts';

type DecideTools = Pick<Tools, 'rubric' | 'prompts' | 'seal' | 'journal'> & { model: Pick<Model, 'ask'> | null };

/** A dimension that the model gave no answer on. */
export interface Unanswered {
  dimension: Dimension;
  reason: string;
}

export interface Decided {
  checks: CheckResult[];
  /** What the model said of dimensions as a whole, by dimension id. */
  rationales: ReadonlyMap<string, Claim>;
  flags: FlagOn[];
  /** Dimensions that the model was asked about and decided nothing of, with the sentence that says why. */
  unanswered: Unanswered[];
  spent: ModelSpent[];
}

/**
 * A decision on every check, in rubric order: the model's where there is one, and the offline analyst's elsewhere. With
 * `only`, on the checks of those dimensions.
 */
export async function decideChecks(
  evidence: Evidence,
  tools: DecideTools,
  only?: ReadonlySet<string>,
): Promise<Decided> {
  const { rubric, model } = tools;
  const offline = offlineResults(evidence, rubric);
  if (!model) {
    const checks = [...offline.values()].flatMap((dimension) => dimension.checks);
    return { checks, rationales: new Map(), flags: [], unanswered: [], spent: [] };
  }
  const undecided = [rubric.inpact, rubric.goals].flatMap((framework) =>
    framework.dimensions
      .filter(({ id }) => only?.has(id) ?? true)
      .map((dimension) => ({ framework, dimension, offline: offline.get(dimension.id)?.checks ?? [] })),
  );
  const judged = await allEnded(undecided.map((each) => judgeDimension(each, { evidence, tools, ask: model.ask })));
  const rationales = undecided.flatMap(({ dimension }, index) => {
    const claim = judged[index]?.rationale;
    return claim ? [[dimension.id, claim] as const] : [];
  });
  return {
    checks: judged.flatMap(({ checks }) => checks),
    rationales: new Map(rationales),
    flags: [...judged.flatMap(({ flags }) => flags), ...budgetFlags(judged.flatMap(({ unpaid }) => unpaid ?? []))],
    unanswered: undecided.flatMap(({ dimension }, index) => {
      const reason = judged[index]?.unanswered ?? null;
      return reason === null ? [] : [{ dimension, reason }];
    }),
    spent: judged.flatMap(({ spent }) => spent),
  };
}

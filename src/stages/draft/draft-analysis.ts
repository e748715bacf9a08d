import type { Analysis, Flag } from '../../domain/analysis.ts';
import type { Draft } from '../../domain/draft.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { handSetOf } from '../../domain/hand-set.ts';
import { lint } from '../../domain/lint.ts';
import { startPace } from '../../domain/pace.ts';
import { quoteKey } from '../../domain/site-changes.ts';
import type { Model, StageResult, Tools } from '../../ports.ts';
import { analysisFrom } from './analysis-from.ts';
import { askInTurn } from './ask-in-turn.ts';
import { draftChange } from './change/draft-change.ts';
import { decideChecks } from './decide-checks.ts';
import { firstRevision } from './first-revision.ts';
import { flagsOf } from './flags.ts';
import { keepHandSet } from './keep-hand-set.ts';
import { keepWritten } from './keep-written.ts';
import { madeBy } from './made-by.ts';
import { narrate } from './narrative/narrate.ts';
import { totalSpent } from './total-spent.ts';
import { wholeAnswers } from './whole-answers.ts';

type DraftTools = Pick<
  Tools,
  'rubric' | 'prompts' | 'model' | 'lastTry' | 'seal' | 'producer' | 'clock' | 'journal' | 'signal' | 'attempt'
>;

/**
 * Decides every check, computes levels from the decisions, and writes each section from what was decided. Throws a
 * retryable `PipelineError` where the model's provider is away and the queue will try again, and a final one where it
 * left questions of an upgrade open.
 */
export async function draftAnalysis(evidence: Evidence, tools: DraftTools): Promise<StageResult<Draft>> {
  const { model } = tools;
  return evidence.run.cause === 'upgrade' && model
    ? wholeAnswers(evidence, model, (watched) => drafted(evidence, { ...tools, model: watched }))
    : drafted(evidence, tools);
}

async function drafted(evidence: Evidence, tools: DraftTools): Promise<StageResult<Draft>> {
  const carried = await draftChange(evidence, tools);
  if (carried) return carried;
  const started = tools.clock.now();
  let answered = false;
  const asked = tools.model ? { id: tools.model.id, ask: noting(askInTurn(tools.model, tools)) } : null;
  const before = await tools.model?.spent();
  const proposed = await decideChecks(evidence, { ...tools, model: asked });
  const hand = handSetOf(evidence.run.baseline);
  const quotes = evidence.handQuotes ?? evidence.changes?.quotes ?? [];
  const fates = new Map(quotes.map((fate) => [quoteKey(fate.before), fate]));
  // Under another rubric a check may ask something else; an upgrade is asked for knowing that.
  const isSameRubric =
    evidence.run.cause === 'upgrade' || hand?.analysis.producer.rubricDigest === tools.producer.rubricDigest;
  const kept = keepHandSet(proposed.checks, hand, { fates, isSameRubric });
  const decided = { ...proposed, checks: kept.checks, flags: [...proposed.flags, ...kept.flags] };
  // Each of the steps below keeps the process for some tens of milliseconds; requests are let in between them.
  const pace = startPace(tools.signal, 1);
  await pace.rest();
  const { written: bare, material } = analysisFrom(evidence, tools.rubric, decided);
  await pace.rest();
  const narrated = asked ? await narrate(bare, material, { model: asked, tools }) : null;
  const producer = madeBy(tools.producer, evidence, answered);
  const createdAt = tools.clock.now();
  const spent = [before ?? [], decided.spent, narrated?.spent ?? []].flat();
  const made: Analysis = {
    ...bare,
    ...narrated?.sections,
    producer: { ...producer, createdAt: createdAt.toISOString() },
    usage: { ...totalSpent(spent), seconds: Math.max(0, (createdAt.getTime() - started.getTime()) / 1000) },
  };
  const { analysis: written, flags: onWords, replaced } = keepWritten(made, hand, fates);
  const isReplaced = ({ target }: Flag) => replaced.some((path) => target === path || target.startsWith(`${path}.`));
  const onNarrative = (narrated?.flags ?? []).filter((flag) => !isReplaced(flag));
  const raised = [...flagsOf(written, evidence, decided.flags), ...onNarrative, ...onWords];
  const flagged = { ...written, flags: [...raised, ...lint(written, tools.rubric)] };
  tools.journal.note({ kind: 'progress', text: sentenceOf(flagged) });
  await pace.rest();
  // The id is of the maker that was asked: a stage that runs again, after its end was lost, makes no second draft.
  const draft: Draft = { ...firstRevision(evidence, flagged, tools), producer };
  return { kind: 'record', record: kept.handSet.length > 0 ? { ...draft, handSet: kept.handSet } : draft };

  function noting(ask: Model['ask']): Model['ask'] {
    return async (question) => {
      const answer = await ask(question);
      answered ||= answer.kind === 'answer';
      return answer;
    };
  }
}

function sentenceOf({ frameworks: { inpact, goals }, flags }: Analysis): string {
  const blocking = flags.filter(({ severity }) => severity === 'blocks').length;
  const totals = `INPACT ${inpact.total} of ${inpact.max}, GOALS ${goals.total} of ${goals.max}`;
  return `Drafted: ${totals}, ${flags.length} flags${blocking > 0 ? `, ${blocking} of them blocking` : ''}.`;
}

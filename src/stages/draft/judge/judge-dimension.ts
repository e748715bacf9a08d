import type { CheckResult, Claim } from '../../../domain/analysis.ts';
import { type Compared, crossCheck, type Finding } from '../../../domain/cross-check.ts';
import { dimensionLevel } from '../../../domain/levels.ts';
import type { Check, Dimension, Framework } from '../../../domain/rubric.ts';
import type { ModelAnswer, ModelQuestion, ModelSpent, Tools } from '../../../ports.ts';
import type { Unpaid } from './budget-flags.ts';
import type { FlagOn } from './flag-on.ts';
import {
  disagreementFlags,
  fellBack,
  fewerReplies,
  type Looked,
  numbersDropped,
  weakenedFlags,
} from './judge-flags.ts';
import { type JudgeGround, type JudgeQuestion, judgeQuestion, lookQuestion } from './judge-question.ts';
import { majority } from './majority.ts';
import { type Offered, offeredQuotes, placeOf } from './offered-quotes.ts';
import type { JudgeReply, Said } from './read-judge-reply.ts';
import { furtherLookNames, sampleOrders } from './sample-orders.ts';
import { dimensionWhy, whyOf } from './sound-words.ts';
import { isTraced, type Ruling, weighVerdict } from './weigh-verdict.ts';

export interface Judged {
  checks: CheckResult[];
  flags: FlagOn[];
  /** The model's sentence on the dimension as a whole; null where it gave none that may stand. */
  rationale: Claim | null;
  /** What the budget left undone; told once for all dimensions, by whoever has them all. */
  unpaid: Unpaid | null;
  /** Why the model decided nothing of the dimension; null where it did, or nothing was to be asked. A sentence. */
  unanswered: string | null;
  spent: ModelSpent[];
}

/** A dimension with its level table and the decisions made without a model. */
export interface Undecided {
  framework: Framework;
  dimension: Dimension;
  offline: readonly CheckResult[];
}

export interface JudgeWith extends JudgeGround {
  ask: <T>(question: ModelQuestion<T>) => Promise<ModelAnswer<T>>;
  tools: JudgeGround['tools'] & Pick<Tools, 'journal'>;
}

/**
 * Has the model decide one dimension. The offline decisions stand where nothing can be asked or no valid reply comes, and
 * are compared with the model's where one does: on the checks where the two do not fit together, a second reply is asked
 * for, where that differs a third, and the majority counts. The offline analyst never overrules a majority.
 */
export async function judgeDimension(undecided: Undecided, with_: JudgeWith): Promise<Judged> {
  const { dimension, offline } = undecided;
  const asked = judgeQuestion(dimension, with_);
  if (!asked) return { checks: [...offline], flags: [], rationale: null, unpaid: null, unanswered: null, spent: [] };
  const first = await replyTo(asked, with_);
  if (!first.reply) {
    note(with_, `Judged ${dimension.name} without the model. ${first.reason}`);
    const { reason, isCapped, spent } = first;
    return {
      ...{ checks: [...offline], rationale: null, spent: [spent], unanswered: reason },
      flags: isCapped ? [] : [fellBack(dimension, reason)],
      unpaid: isCapped ? { dimension, reason, wanted: 'decisions' } : null,
    };
  }
  const alone = lookedAt(undecided, [first.reply]);
  const disputed = disputedChecks(dimension, alone, compare(undecided, alone).findings);
  const others = await furtherLooks(undecided, first.reply, { disputed, with_ });
  const replies = [first.reply, ...others.flatMap(({ reply }) => reply ?? [])];
  const looked = lookedAt(undecided, replies);
  const compared = compare(undecided, looked);
  const attributesMet = looked.some(
    ({ ruling: { check, decision } }) => check === 'permitted.attributes' && decision === 'met',
  );
  const ground = { run: with_.evidence.run, attributesMet };
  const checks = offline.map((own, index) => {
    const ruling = looked[index]?.ruling;
    if (!ruling) throw new Error(`no decision was made on ${own.id}`);
    const citations = ruling.rests.map(({ citation }) => citation);
    return { ...own, decision: ruling.decision, why: whyOf(ruling, own, ground), citations };
  });
  const dropped = replies.reduce((sum, reply) => sum + reply.dropped, 0);
  const [missing] = others.filter(({ reply }) => reply === null);
  const met = checks.filter(({ decision }) => decision === 'met').length;
  const by =
    replies.length === 1
      ? ''
      : `; ${disputed.length} of them ${disputed.length === 1 ? 'was' : 'were'} looked at again, and the majority of replies counts`;
  note(with_, `Judged ${dimension.name}: ${met} of ${checks.length} checks met${by}.`);
  return {
    checks,
    rationale: isOverruled(first.reply, looked) ? null : dimensionWhy(sidesOf(first.reply), ground),
    flags: [
      ...(dropped > 0 ? [numbersDropped(dimension, dropped)] : []),
      ...(missing && !missing.isCapped ? [fewerReplies(dimension, missing.reason)] : []),
      ...disagreementFlags(dimension, looked, compared),
      ...weakenedFlags(looked),
    ],
    unanswered: null,
    unpaid: missing?.isCapped ? { dimension, reason: missing.reason, wanted: 'looks' } : null,
    spent: [first, ...others].map(({ spent }) => spent),
  };
}

/** A reply that may count, with what its numbers mean. */
interface Reply {
  rulings: Ruling[];
  whyNotLower: Said;
  whyNotHigher: Said;
  dropped: number;
  offered: readonly Offered[];
}

interface Replied {
  reply: Reply | null;
  /** The sentence that says why there is none. */
  reason: string;
  /** Whether there is none because a budget was used up. */
  isCapped: boolean;
  spent: ModelSpent;
}

async function replyTo({ question, offered }: JudgeQuestion, { ask }: JudgeWith): Promise<Replied> {
  const answer = await ask(question);
  if (answer.kind === 'none') {
    return { reply: null, reason: answer.reason, isCapped: answer.cause === 'capped', spent: answer.spent };
  }
  const { value, spent } = answer;
  if (value.kind === 'discarded') return { reply: null, reason: discarded(value), isCapped: false, spent };
  const { verdicts, whyNotLower, whyNotHigher, dropped } = value;
  const rulings = verdicts.map((verdict) => weighVerdict(verdict, offered));
  return { reply: { rulings, whyNotLower, whyNotHigher, dropped, offered }, reason: '', isCapped: false, spent };
}

/** The checks that are worth another look: those found wanting, and where levels lie apart all that were decided apart. */
function disputedChecks({ checks }: Dimension, looked: readonly Looked[], findings: readonly Finding[]): Check[] {
  const named = new Set(findings.map(({ on }) => on));
  const isGap = findings.some(({ kind }) => kind === 'level-gap');
  const apart = looked.filter(({ ruling, offline }) => isGap && ruling.decision !== offline);
  for (const { ruling } of apart) named.add(ruling.check);
  return checks.filter(({ id }) => named.has(id));
}

/**
 * Looks again at the disputed checks, and a third time at those that the second reply decides otherwise than the first: of
 * three replies two that agree are the majority, whatever the third says, so that it need not be paid for.
 */
async function furtherLooks(
  { dimension }: Undecided,
  first: Reply,
  { disputed, with_ }: { disputed: readonly Check[]; with_: JudgeWith },
): Promise<Replied[]> {
  const looked: Replied[] = [];
  let open = disputed;
  for (const look of furtherLookNames) {
    const said = [first, ...looked.flatMap(({ reply }) => reply ?? [])];
    const shown = open.length === 0 ? [] : shownAgain({ ...dimension, checks: [...open] }, said, with_);
    if (shown.length === 0) break;
    const order = sampleOrders(shown)[look];
    const next = await replyTo(lookQuestion({ dimension, checks: open, look, order }, with_), with_);
    looked.push(next);
    const { reply } = next;
    if (reply) open = open.filter(({ id }) => decisionOn(id, first) !== decisionOn(id, reply));
  }
  return looked;
}

/**
 * The quotes offered for a few checks, and those that earlier replies rested them on: without these it could only be that
 * the earlier ones were overruled.
 */
function shownAgain(few: Dimension, said: readonly Reply[], { evidence }: JudgeWith): Offered[] {
  const ids = few.checks.map(({ id }) => id);
  const rests = said.flatMap(({ rulings }) =>
    rulings.flatMap((ruling) => (ids.includes(ruling.check) ? ruling.rests : [])),
  );
  const places = new Set([...offeredQuotes(few, evidence.checks), ...rests].map(({ citation }) => placeOf(citation)));
  return (said[0]?.offered ?? []).filter(({ citation }) => places.has(placeOf(citation)));
}

function decisionOn(id: string, { rulings }: Reply) {
  return rulings.find(({ check }) => check === id)?.decision;
}

function lookedAt({ offline }: Undecided, replies: readonly Reply[]): Looked[] {
  return offline.map((own) => {
    const rulings = replies.flatMap(({ rulings: each }) => each.filter(({ check }) => check === own.id));
    return { ...majority(rulings), offline: own.offline.decision };
  });
}

function compare({ framework, dimension }: Undecided, looked: readonly Looked[]) {
  const compared = looked.map(
    ({ ruling, offline }): Compared => ({
      id: ruling.check,
      model: ruling.decision,
      offline,
      traced: dimension.checks.some((check) => check.id === ruling.check && isTraced(ruling, check)),
    }),
  );
  const levelBy = (of: 'model' | 'offline') =>
    dimensionLevel(framework, dimension, new Map(compared.map((check) => [check.id, check[of]]))).level;
  return {
    findings: crossCheck(framework, dimension, compared),
    levels: { model: levelBy('model'), offline: levelBy('offline') },
  };
}

/** Whether the majority decided a check otherwise: then the first reply's sentences on the dimension may speak of it. */
function isOverruled({ rulings }: Reply, looked: readonly Looked[]): boolean {
  return looked.some(({ ruling: { check, decision } }) =>
    rulings.some((own) => own.check === check && own.decision !== decision),
  );
}

function sidesOf({ offered, whyNotLower, whyNotHigher }: Reply): Parameters<typeof dimensionWhy>[0] {
  const resolved = (said: Said) => ({
    ...said,
    citations: said.evidence.flatMap((number) => offered[number - 1]?.citation ?? []),
  });
  return { lower: resolved(whyNotLower), higher: resolved(whyNotHigher) };
}

function discarded({ dropped, named }: Extract<JudgeReply, { kind: 'discarded' }>): string {
  return `The reply named quote numbers or checks that were not offered, ${dropped} of ${named}, so it was discarded.`;
}

function note({ tools }: JudgeWith, text: string): void {
  tools.journal.note({ kind: 'progress', text });
}

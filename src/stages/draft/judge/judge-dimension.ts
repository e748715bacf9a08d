import { allEnded } from '../../../domain/all-ended.ts';
import type { CheckResult, Claim } from '../../../domain/analysis.ts';
import { type Compared, crossCheck } from '../../../domain/cross-check.ts';
import { dimensionLevel } from '../../../domain/levels.ts';
import type { Dimension, Framework } from '../../../domain/rubric.ts';
import type { ModelAnswer, ModelQuestion, ModelSpent, Tools } from '../../../ports.ts';
import type { FlagOn } from './flag-on.ts';
import {
  disagreementFlags,
  fellBack,
  fewerReplies,
  type Looked,
  numbersDropped,
  weakenedFlags,
} from './judge-flags.ts';
import { type JudgeGround, type JudgeQuestion, judgeQuestion } from './judge-question.ts';
import { majority } from './majority.ts';
import type { Offered } from './offered-quotes.ts';
import type { JudgeReply, Said } from './read-judge-reply.ts';
import { sampleOrders } from './sample-orders.ts';
import { dimensionWhy, whyOf } from './sound-words.ts';
import { isTraced, type Ruling, weighVerdict } from './weigh-verdict.ts';

export interface Judged {
  checks: CheckResult[];
  flags: FlagOn[];
  /** The model's sentence on the dimension as a whole; null where it gave none that may stand. */
  rationale: Claim | null;
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
 * are compared with the model's where one does: where the two do not fit together, two more replies are asked for and the
 * majority counts. The offline analyst never overrules a majority.
 */
export async function judgeDimension(undecided: Undecided, with_: JudgeWith): Promise<Judged> {
  const { dimension, offline } = undecided;
  const asked = judgeQuestion(dimension, with_);
  if (!asked) return { checks: [...offline], flags: [], rationale: null, spent: [] };
  const first = await replyTo(asked, with_);
  if (!first.reply) {
    note(with_, `Judged ${dimension.name} without the model. ${first.reason}`);
    return { checks: [...offline], flags: [fellBack(dimension, first.reason)], rationale: null, spent: [first.spent] };
  }
  const more = compare(undecided, lookedAt(undecided, [first.reply])).findings.length > 0;
  const others = more ? await allEnded(samples(undecided, with_, asked.offered)) : [];
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
  const by = replies.length === 1 ? 'one reply' : `the majority of ${replies.length} replies`;
  note(with_, `Judged ${dimension.name}: ${met} of ${checks.length} checks met, by ${by}.`);
  return {
    checks,
    rationale: dimensionWhy(sidesOf(replies, looked), ground),
    flags: [
      ...(dropped > 0 ? [numbersDropped(dimension, dropped)] : []),
      ...(missing ? [fewerReplies(dimension, missing.reason)] : []),
      ...disagreementFlags(dimension, looked, compared),
      ...weakenedFlags(looked),
    ],
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
  spent: ModelSpent;
}

async function replyTo({ question, offered }: JudgeQuestion, { ask }: JudgeWith): Promise<Replied> {
  const answer = await ask(question);
  if (answer.kind === 'none') return { reply: null, reason: answer.reason, spent: answer.spent };
  const { value, spent } = answer;
  if (value.kind === 'discarded') return { reply: null, reason: discarded(value), spent };
  const { verdicts, whyNotLower, whyNotHigher, dropped } = value;
  const rulings = verdicts.map((verdict) => weighVerdict(verdict, offered));
  return { reply: { rulings, whyNotLower, whyNotHigher, dropped, offered }, reason: '', spent };
}

function samples({ dimension }: Undecided, with_: JudgeWith, offered: readonly Offered[]): Promise<Replied>[] {
  return sampleOrders(offered).flatMap((order) => {
    const asked = judgeQuestion(dimension, with_, () => order);
    return asked ? [replyTo(asked, with_)] : [];
  });
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

/** The two sentences of the reply that decided most like the majority; of equal ones the first. */
function sidesOf(replies: readonly Reply[], looked: readonly Looked[]): Parameters<typeof dimensionWhy>[0] {
  const likeness = ({ rulings }: Reply) =>
    looked.filter(({ ruling }) =>
      rulings.some(({ check, decision }) => check === ruling.check && decision === ruling.decision),
    ).length;
  const [best] = [...replies].sort((a, b) => likeness(b) - likeness(a));
  if (!best) throw new Error('there is no reply to take sentences from');
  const resolved = (said: Said) => ({
    ...said,
    citations: said.evidence.flatMap((number) => best.offered[number - 1]?.citation ?? []),
  });
  return { lower: resolved(best.whyNotLower), higher: resolved(best.whyNotHigher) };
}

function discarded({ dropped, named }: Extract<JudgeReply, { kind: 'discarded' }>): string {
  return `Of the ${named} numbers and checks that the reply named, ${dropped} were not offered, so it was discarded.`;
}

function note({ tools }: JudgeWith, text: string): void {
  tools.journal.note({ kind: 'progress', text });
}

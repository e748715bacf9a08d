import { cutText } from '../../../domain/cut-text.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import { fillTemplate, promptParts } from '../../../domain/prompt-template.ts';
import { type Check, type Dimension, type Rubric, rubricChecks } from '../../../domain/rubric.ts';
import { speaksToModel } from '../../../domain/speaks-to-model.ts';
import type { ModelQuestion, ModelReading, Tools } from '../../../ports.ts';
import { judgeSchema, lookSchema } from './judge-schema.ts';
import { productMask } from './mask-product.ts';
import { type Offered, offeredQuotes } from './offered-quotes.ts';
import { type JudgeReply, readJudgeReply } from './read-judge-reply.ts';
import type { Look } from './sample-orders.ts';

/** Six reasons and two sentences of 30 words, ids and brackets come to about 750 tokens; twice that is never too short. */
const maxOutputTokens = 1500;
/** A slow model on a laptop writes that much in two minutes. */
const seconds = 120;
/** What is left of a run's budget after judging is for the narrative, whose four calls cost about a sixth of it all. */
const share = 0.85;
/** Of a heading, so much says where a quote stands; a longer one is a text of its own. */
const headingShown = 80;
/** A heading this short, such as "Fields" or "Overview", says where a quote stands only with the one above it. */
const shortHeading = 16;

export interface JudgeQuestion {
  question: ModelQuestion<JudgeReply>;
  /** What the printed numbers stand for: number n is `offered[n - 1]`. */
  offered: readonly Offered[];
}

/** What every judge question of a draft is made from. */
export interface JudgeGround {
  evidence: Evidence;
  tools: Pick<Tools, 'rubric' | 'prompts' | 'seal'>;
}

/**
 * The question that asks a model to decide one dimension, and what its numbers mean. Null where no check of the dimension
 * has a quote: there is nothing to ask. The same evidence asks the same bytes, and its system text and schema are the
 * same for every dimension and product.
 */
export function judgeQuestion(dimension: Dimension, { evidence, tools }: JudgeGround): JudgeQuestion | null {
  const offered = offeredQuotes(dimension, evidence.checks);
  if (offered.length === 0) return null;
  const [system, user] = promptParts(tools.prompts, 'judge');
  const checkIds = dimension.checks.map(({ id }) => id);
  const printed = printedQuotes(offered, { evidence, tools });
  return {
    question: {
      ...asked,
      subject: dimension.id,
      system: fillTemplate(system, { checks: checkTexts(tools.rubric) }),
      user: fillTemplate(user, {
        ...printed,
        dimension: dimension.name,
        asks: dimension.asks,
        checkIds: checkIds.join(', '),
      }),
      schemaName: 'judge',
      schema: judgeSchema(rubricChecks(tools.rubric).map(({ check }) => check.id)),
      read: (value) => readJudgeReply(value, { checkIds, offered: offered.length, sides: true }),
    },
    offered,
  };
}

/** Checks of a dimension to look at once more, and the quotes to look at, in the order to print them in. */
export interface FurtherLook {
  dimension: Dimension;
  checks: readonly Check[];
  look: Look;
  order: readonly Offered[];
}

/**
 * The question that asks a model once more about a few checks: their texts and the quotes given, nothing else, so that a
 * look costs a quarter of the first. Names the look, so that each is a request of its own also over a single quote. The
 * checks are named c1, c2 and so on in it: what differs from look to look then comes after the rules.
 */
export function lookQuestion(
  { dimension, checks, look, order }: FurtherLook,
  { evidence, tools }: JudgeGround,
): JudgeQuestion {
  const [system, user] = promptParts(tools.prompts, 'judge-again');
  const names = checks.map((_check, at) => lookName(at));
  const idOf = new Map(checks.map(({ id }, at) => [lookName(at), id]));
  const printed = printedQuotes(order, { evidence, tools });
  return {
    question: {
      ...asked,
      subject: dimension.id,
      system: fillTemplate(system, {
        checks: checks.map((check, at) => checkText({ ...check, id: lookName(at) })).join('\n'),
      }),
      user: fillTemplate(user, { ...printed, look, checkNames: names.join(', ') }),
      schemaName: 'judge-again',
      schema: lookSchema(lookNames(tools.rubric)),
      read: (value) => withIds(readJudgeReply(value, { checkIds: names, offered: order.length, sides: false }), idOf),
    },
    offered: order,
  };
}

function lookName(at: number): string {
  return `c${at + 1}`;
}

/** The names that any look may use: one for each check of the largest dimension. */
function lookNames({ inpact, goals }: Rubric): string[] {
  const most = Math.max(...[...inpact.dimensions, ...goals.dimensions].map(({ checks }) => checks.length));
  return Array.from({ length: most }, (_name, at) => lookName(at));
}

/** A reply with the checks by their own ids again. */
function withIds(reading: ModelReading<JudgeReply>, idOf: ReadonlyMap<string, string>): ModelReading<JudgeReply> {
  if (!reading.ok || reading.value.kind !== 'verdicts') return reading;
  const verdicts = reading.value.verdicts.map((each) => ({ ...each, check: idOf.get(each.check) ?? each.check }));
  return { ok: true, value: { ...reading.value, verdicts } };
}

const asked = { task: 'judge', maxOutputTokens, seconds, share } as const;

function checkTexts({ inpact, goals }: Rubric): string {
  return [...inpact.dimensions, ...goals.dimensions]
    .map(({ name, asks, checks }) => [`\n${name}: ${asks}`, ...checks.map(checkText)].join('\n'))
    .join('\n');
}

function checkText({ id, question, counts, excludes }: Check): string {
  return `- ${id}: ${question} Counts: ${counts}. Does not count: ${excludes}.`;
}

function printedQuotes(offered: readonly Offered[], { evidence, tools }: JudgeGround) {
  const mask = productMask(evidence.run.vendor);
  const quotes = offered.map((each, index) => numbered(each, index + 1, mask)).join('\n');
  // Nobody outside can foresee the seal of a text that holds theirs, so no page can close the quotes early.
  return { quotes, delimiter: `~~~${tools.seal(quotes).slice(0, 24)}` };
}

/** Masked first, then marked: vendor text holds neither the product's name nor the mark that we read lines by. */
function numbered({ citation, headings }: Offered, number: number, mask: (text: string) => string): string {
  const clean = (text: string) => mask(text.replace(/¦/g, '|').replace(/\s+/g, ' ').trim());
  // A heading goes along with every quote under it, so one that speaks to a model would reach it in their company.
  const shown = headings.filter((heading) => !speaksToModel(heading, false));
  const own = clean(shown.at(-1) ?? '');
  const near = own.length > shortHeading ? [own] : [clean(shown.at(-2) ?? ''), own];
  const under = near.filter(Boolean).map((heading) => cutText(heading, headingShown));
  return `[${number}]${under.length > 0 ? ` (${under.join(' > ')})` : ''} ¦ ${clean(citation.quote)}`;
}

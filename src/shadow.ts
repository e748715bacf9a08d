import { type UpgradeGround, upgradeGround } from './actions/upgrade-ground.ts';
import { sha256 } from './domain/digest.ts';
import type { Draft } from './domain/draft.ts';
import { mayAnswerLater } from './domain/may-answer-later.ts';
import type { Producer } from './domain/producer.ts';
import { defaultBudgets, type Run } from './domain/run.ts';
import type { Snapshot } from './domain/snapshot.ts';
import { costMicros, type ModelPrice } from './domain/spending.ts';
import { upgradeDifference } from './domain/upgrade-difference.ts';
import { upgradeParts } from './domain/upgrade-parts.ts';
import type { UpgradeShadow } from './domain/upgrade-shadow.ts';
import { PipelineError } from './errors.ts';
import { type Parts, producerOf, stages } from './pipeline.ts';
import type { Bodies, Clock, Model, ModelPreview, ModelQuestion, StageResult, Store, Tools } from './ports.ts';
import { estimateTokens } from './stages/gather/harvest/estimate-tokens.ts';

/** What upgrades are tried with. */
export interface ShadowParts extends Pick<Parts, 'tools' | 'model' | 'producer'> {
  readonly store: Store;
  readonly clock: Clock;
  readonly preview: ModelPreview | null;
  readonly price: ModelPrice | null;
  readonly signal: AbortSignal;
}

export interface ShadowRequest {
  slug: string;
  /** No model, whatever is set. */
  offline: boolean;
  /** Whether the model may be asked; else kept replies alone answer, and what they do not is counted. */
  ask: boolean;
  /** The most that may be spent on it, in dollars. */
  budgetUsd?: number;
}

/** How a new version of Assay is tried. */
export interface Upgrades {
  producer(offline: boolean): Producer;
  shadow(request: ShadowRequest): Promise<UpgradeShadow>;
}

/** Output tokens for each input token, over all questions of an analysis: as measured, see bench/README.md. */
const outputShare = 0.12;

/** Upgrades over the parts that runs are made with. */
export function openUpgrades(parts: ShadowParts): Upgrades {
  return {
    producer: (offline) => producerOf(parts, offline ? null : parts.model),
    shadow: (request) => shadow(request, parts),
  };
}

/**
 * What the stages make of a product's stored pages now, beside what stands. Nothing is stored but what a model is asked
 * and answers, which is paid once: the run that follows finds it. Throws `Refused` where there is nothing to try it on.
 */
async function shadow(request: ShadowRequest, parts: ShadowParts): Promise<UpgradeShadow> {
  const ground = await upgradeGround(parts, request.slug);
  const run = runOf(ground, request, parts.clock);
  const tally: Tally = { modelCalls: 0, keptReplies: 0, usd: 0, unasked: 0, unaskedTokens: 0, reason: '' };
  const draft = await drafted(run, toolsOf(run, { request, parts, tally }));
  const producer = producerOf(parts, request.offline ? null : parts.model);
  const { analysis: before, version, vendor, held } = ground;
  const difference = upgradeDifference(before, typeof draft === 'string' ? { analysis: before } : draft);
  const { dimensions, decisions, statements } = difference;
  const isSame = typeof draft === 'string' || dimensions.length + decisions.length + statements === 0;
  const outcome = tally.unasked > 0 ? 'incomplete' : isSame ? 'same' : 'changed';
  return {
    ...{ slug: vendor.slug, name: vendor.name, version, outcome, held },
    parts: upgradeParts(before.producer, producer),
    reason: sentences[outcome](typeof draft === 'string' ? draft : '', tally),
    ...difference,
    cost: costOf(tally, parts.price),
  };
}

const sentences: Record<UpgradeShadow['outcome'], (reason: string, tally: Tally) => string> = {
  same: (reason) => reason || 'The stored pages, read anew, say the same to every check.',
  changed: () => 'Read anew, the same pages come to another result.',
  incomplete: (_, { unasked, reason }) =>
    `${unasked === 1 ? 'One question' : `${unasked} questions`} to the model went without an answer. ${reason}`.trim(),
};

interface Tally {
  modelCalls: number;
  keptReplies: number;
  usd: number | null;
  unasked: number;
  unaskedTokens: number;
  /** Why the first of them was not answered. */
  reason: string;
}

function costOf({ reason: _, unaskedTokens, ...spent }: Tally, price: ModelPrice | null): UpgradeShadow['cost'] {
  const input = Math.round(unaskedTokens);
  const output = Math.round(unaskedTokens * outputShare);
  return {
    ...spent,
    unaskedTokens: input + output,
    unaskedUsd: price === null ? null : costMicros(price, { input, output }) / 1_000_000,
  };
}

function runOf(ground: UpgradeGround, request: ShadowRequest, clock: Clock): Run {
  const { vendor, baseline, stored } = ground;
  const createdAt = clock.now().toISOString();
  return {
    // Of its own each time, so that its budget is: no run of this id is ever stored.
    id: `shadow-${sha256(`${vendor.slug} ${createdAt}`).slice(0, 24)}`,
    ...{ vendor, baseline, stored, createdAt },
    cause: 'upgrade',
    again: false,
    offline: request.offline,
    ...(request.budgetUsd === undefined ? {} : { budgetUsd: request.budgetUsd }),
    budgets: defaultBudgets,
    requestedBy: 'assay',
  };
}

/** The draft that the stages make; a sentence where they find nothing to make one of. */
async function drafted(run: Run, tools: Tools): Promise<Draft | string> {
  const snapshot = await made<Snapshot>(stages.fetch.run(run, tools));
  if (typeof snapshot === 'string') return snapshot;
  const corpus = await made(stages.extract.run(snapshot, tools));
  if (typeof corpus === 'string') return corpus;
  const evidence = await made(stages.gather.run(corpus, tools));
  if (typeof evidence === 'string') return evidence;
  // What the model left unread is in the tally. The questions that follow are to be counted too, so they are asked for.
  const { harvest: _, ...counted } = evidence;
  try {
    return await made(stages.draft.run(counted, tools));
  } catch (error) {
    if (error instanceof PipelineError && error.code === 'model-unanswered') return error.reason;
    throw error;
  }
}

async function made<R>(result: Promise<StageResult<R>>): Promise<R | string> {
  const found = await result;
  return found.kind === 'record' ? found.record : found.reason;
}

interface Trying {
  request: ShadowRequest;
  parts: ShadowParts;
  tally: Tally;
}

function toolsOf(run: Run, { request, parts, tally }: Trying): Tools {
  const access = request.offline ? null : parts.model;
  const journal = { note: () => undefined };
  const { signal } = parts;
  const opened = request.ask
    ? (access?.open({ run, stage: 'gather', journal, signal }) ?? null)
    : ((access && parts.preview?.recall(run)) ?? null);
  return {
    ...parts.tools,
    // Whoever reads a fixed set of pages asks nobody for one.
    http: { get: async ({ url }) => ({ kind: 'failed', cause: 'offline', url, reason: 'An upgrade asks no vendor.' }) },
    turns: null,
    bodies: readingOnly(parts.tools.bodies),
    // What is only tried lets go of nothing that the next run needs.
    workings: parts.tools.workings && { ...parts.tools.workings, keep: async () => undefined },
    model: opened && counted(opened, tally),
    producer: producerOf(parts, access),
    // What is not answered now has no answer: nobody delivers a shadow again.
    lastTry: true,
    attempt: 1,
    ...{ journal, signal },
  };
}

/** Bodies of which nothing new is kept beyond this trial. */
function readingOnly(bodies: Bodies): Bodies {
  const fresh = new Map<string, Uint8Array>();
  return {
    async keep(bytes) {
      const digest = sha256(bytes);
      fresh.set(digest, bytes);
      return digest;
    },
    read: async (digest) => fresh.get(digest) ?? bodies.read(digest),
  };
}

function counted(model: Model, tally: Tally): Model {
  return {
    ...model,
    async ask(question) {
      const answer = await model.ask(question);
      const { modelCalls, cachedCalls, costUsd } = answer.spent;
      tally.modelCalls += modelCalls;
      tally.keptReplies += cachedCalls;
      tally.usd = tally.usd === null || costUsd === null ? null : tally.usd + costUsd;
      if (answer.kind === 'none' && mayAnswerLater(answer.cause)) {
        tally.unasked += 1;
        tally.unaskedTokens += tokensOf(question);
        tally.reason ||= answer.reason;
      }
      return answer;
    },
  };
}

function tokensOf({ system, user, schema }: ModelQuestion<unknown>): number {
  return estimateTokens(system) + estimateTokens(user) + estimateTokens(JSON.stringify(schema));
}

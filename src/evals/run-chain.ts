import { createHash, createHmac } from 'node:crypto';
import type { Corpus } from '../domain/corpus.ts';
import type { Draft } from '../domain/draft.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Producer } from '../domain/producer.ts';
import type { Bodies, Model, StageResult, Tools } from '../ports.ts';
import { draftAnalysis } from '../stages/draft/draft-analysis.ts';
import { extractPassages } from '../stages/extract/extract-passages.ts';
import { readPage } from '../stages/extract/read-page.ts';
import { gatherEvidence } from '../stages/gather/gather-evidence.ts';
import type { Ground } from './ground.ts';
import { evaluatedAt, receive, type Site } from './invented-site.ts';

/** Bodies held in memory, so that a citation can be checked against what is stored. */
export interface HeldBodies extends Bodies {
  text(digest: string): string | null;
  bytes(digest: string): Uint8Array | null;
}

/** The records that the real stages make of a site, and what the journal said. */
export interface Chain {
  corpus: Corpus;
  evidence: Evidence;
  draft: Draft;
  bodies: HeldBodies;
  notes: string[];
}

/** The key under which evaluations seal delimiters; it must turn up in no record. */
export const sealKey = 'evaluation-seal-key-5f1c9a0e77';

/** Runs extract, gather and draft over a site, with a model or without one. */
export async function runChain(site: Site, ground: Ground, model: Model | null): Promise<Chain> {
  const notes: string[] = [];
  const tools = toolsOf(ground, model, notes);
  const snapshot = await receive(site, tools.bodies, tools.producer);
  const corpus = recordOf(await extractPassages(snapshot, tools), 'extract');
  const evidence = recordOf(await gatherEvidence(corpus, tools), 'gather');
  const draft = recordOf(await draftAnalysis(evidence, tools), 'draft');
  return { corpus, evidence, draft, bodies: tools.bodies, notes };
}

/** Tools that reach nothing, keep bodies in memory and stand still in time. */
export function toolsOf(ground: Ground, model: Model | null, notes: string[]): Tools & { bodies: HeldBodies } {
  return {
    http: { get: async ({ url }) => ({ kind: 'failed', cause: 'offline', url, reason: 'Evaluations reach nothing.' }) },
    bodies: heldBodies(),
    turns: null,
    reader: { read: async (page) => ({ text: readPage(page), reason: '' }) },
    rubric: ground.rubric,
    prompts: ground.prompts,
    model,
    // What the model cannot answer now, it never will: the offline analyst finishes the part.
    lastTry: true,
    seal: (text) => createHmac('sha256', sealKey).update(text).digest('hex'),
    producer: producerOf(ground, model),
    attempt: 1,
    clock: { now: () => new Date(evaluatedAt) },
    journal: { note: ({ text, detail }) => notes.push(detail ? `${text} ${JSON.stringify(detail)}` : text) },
    signal: new AbortController().signal,
  };
}

function producerOf({ rubric }: Ground, model: Model | null): Producer {
  return {
    version: 'evaluation',
    rubricDigest: rubric.digest,
    promptDigests: {},
    analyst: model?.id ?? 'offline',
  };
}

function heldBodies(): HeldBodies {
  const all = new Map<string, Uint8Array>();
  const bytes = (digest: string) => all.get(digest) ?? null;
  return {
    async keep(body) {
      const digest = createHash('sha256').update(body).digest('hex');
      all.set(digest, body);
      return digest;
    },
    read: async (digest) => bytes(digest),
    bytes,
    text(digest) {
      const body = bytes(digest);
      return body === null ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
    },
  };
}

function recordOf<R>(result: StageResult<R>, stage: string): R {
  if (result.kind !== 'record') throw new Error(`${stage} ended without a record: ${result.reason}`);
  return result.record;
}

import { resolve } from 'node:path';
import { readPrompts, readRubric } from '../../../src/adapters/rubric-files.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import type { Model, Tools } from '../../../src/ports.ts';
import { draftAnalysis } from '../../../src/stages/draft/draft-analysis.ts';
import { testSeal } from '../../fixture-tools.ts';

const prompts = resolve(import.meta.dirname, '../../../prompts');

export const rubric = await readRubric(`${prompts}/rubric`);
export const texts = await readPrompts(prompts);

interface Change {
  model?: Model;
  prompts?: Record<string, string>;
  /** Whether the queue would not try again; the tests' own default is that it would. */
  lastTry?: boolean;
}

/** Drafts and gives the draft, with tools that do nothing but what drafting needs. */
export async function drafted(evidence: Evidence, change: Change = {}) {
  const tools: Pick<
    Tools,
    'rubric' | 'prompts' | 'model' | 'lastTry' | 'seal' | 'producer' | 'clock' | 'journal' | 'signal' | 'attempt'
  > = {
    rubric,
    prompts: change.prompts ?? texts,
    model: change.model ?? null,
    lastTry: change.lastTry ?? false,
    seal: testSeal,
    producer: {
      version: '0.1.0',
      rubricDigest: rubric.digest,
      promptDigests: {},
      analyst: change.model?.id ?? 'offline',
    },
    clock: { now: () => new Date('2026-03-02T09:00:00.000Z') },
    journal: { note: () => {} },
    signal: new AbortController().signal,
    attempt: 1,
  };
  const made = await draftAnalysis(evidence, tools);
  if (made.kind !== 'record') throw new Error('drafting ended without a draft');
  return made.record;
}

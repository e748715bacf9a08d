import { join } from 'node:path';
import { openMemoryLedger } from '../../../src/adapters/model/memory-ledger.ts';
import type { ModelParts } from '../../../src/adapters/model/model-parts.ts';
import { openModelAccess } from '../../../src/adapters/model/open-model-access.ts';
import { openAiProvider } from '../../../src/adapters/model/openai-provider.ts';
import { readPrompts } from '../../../src/adapters/rubric-files.ts';
import type { SpendingCaps } from '../../../src/domain/spending.ts';
import type { Journal, ModelAccess, ModelLedger, ModelQuestion } from '../../../src/ports.ts';
import { aRun, aVendor } from '../../contract/sample-records.ts';
import { canary } from './provider-contract.ts';
import type { ScriptedServer } from './scripted-http.ts';

export const noCaps: SpendingCaps = { callUsd: null, runUsd: null, dayUsd: null, totalUsd: null, runTokens: null };

const prompts = await readPrompts(join(import.meta.dirname, '..', '..', '..', 'prompts'));

type Note = Parameters<Journal['note']>[0];

/** The real model over the scripted server: what is asked of it, noted and entered in its ledger can be looked at. */
export interface OpenedModel {
  parts: ModelParts;
  access: ModelAccess;
  ledger: ModelLedger;
  runId: string;
  notes: Note[];
  model(signal?: AbortSignal): ReturnType<ModelAccess['open']>;
}

/** Opens it with a millisecond between tries; nothing else is different from a run. */
export function openedModel(
  server: Pick<ScriptedServer, 'baseUrl'>,
  change: Partial<ModelParts> & { budgetUsd?: number } = {},
): OpenedModel {
  const { budgetUsd, ...given } = change;
  const ledger = given.ledger ?? openMemoryLedger();
  const notes: Note[] = [];
  const parts: ModelParts = {
    provider: openAiProvider({ key: canary, baseUrl: server.baseUrl, name: 'scripted-1', version: '0.1.0' }),
    price: { inputUsd: 1, outputUsd: 4, asOf: '2026-01-01' },
    caps: noCaps,
    clock: { now: () => new Date() },
    prompts: { repair: prompts.repair ?? '', schema: prompts.schema ?? '' },
    backoffMilliseconds: 1,
    ...given,
    ledger,
  };
  const access = openModelAccess(parts);
  const run = { ...aRun(aVendor()), ...(budgetUsd === undefined ? {} : { budgetUsd }) };
  const journal: Journal = { note: (entry) => void notes.push(entry) };
  return {
    ...{ parts, access, ledger, notes, runId: run.id },
    model: (signal = new AbortController().signal) => access.open({ run, stage: 'draft', journal, signal }),
  };
}

/** A question whose right reply is `{"ok":true}`. */
export function aQuestion(change: Partial<ModelQuestion<boolean>> = {}): ModelQuestion<boolean> {
  return {
    task: 'judge',
    subject: 'inpact.permitted',
    system: 'Decide.',
    user: 'The quotes.',
    schemaName: 'verdict',
    schema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'], additionalProperties: false },
    maxOutputTokens: 200,
    seconds: 5,
    share: 1,
    read(value) {
      const ok = typeof value === 'object' && value !== null && 'ok' in value ? value.ok : null;
      return typeof ok === 'boolean' ? { ok: true, value: ok } : { ok: false, complaints: ['$.ok is not a boolean.'] };
    },
    ...change,
  };
}

import { openModelAccess } from '../../src/adapters/model/open-model-access.ts';
import { openAiProvider } from '../../src/adapters/model/openai-provider.ts';
import type { ModelAnswer, ModelLedger, ModelQuestion } from '../../src/ports.ts';
import { noCaps } from '../contract/sample-calls.ts';
import { aRun, aVendor } from '../contract/sample-records.ts';
import { price } from './lying-server.ts';

export interface SpendingWork {
  /** Names the run and its questions: workers of one name ask the same. */
  name: string;
  baseUrl: string;
  dayUsd: number;
  questions: number;
}

/** Asks one question after another through the real metered model, each of them new, and gives how each ended. */
export async function spendAll(ledger: ModelLedger, work: SpendingWork): Promise<Record<string, number>> {
  const access = openModelAccess({
    provider: openAiProvider({ key: 'sk-test', baseUrl: work.baseUrl, name: 'lying-double', version: '0.0.0-test' }),
    ledger,
    price,
    caps: { ...noCaps, dayUsd: work.dayUsd },
    clock: { now: () => new Date('2026-03-01T10:00:00.000Z') },
    prompts: { repair: 'Mend this: {{complaints}}', schema: '{{schema}}' },
    backoffMilliseconds: 1,
  });
  const model = access.open({
    run: aRun(aVendor(), { id: `run-${work.name}` }),
    stage: 'gather',
    journal: { note: () => undefined },
    signal: new AbortController().signal,
  });
  const ends: Record<string, number> = {};
  for (let asked = 0; asked < work.questions; asked += 1) {
    const answer: ModelAnswer<unknown> = await model.ask(question(`${work.name} ${asked}`));
    const end = answer.kind === 'answer' ? 'answer' : answer.cause;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  return ends;
}

function question(text: string): ModelQuestion<unknown> {
  return {
    task: 'harvest',
    subject: text,
    system: 'Say something.',
    user: `Question ${text}`,
    schemaName: 'said',
    schema: {
      type: 'object',
      properties: { said: { type: 'string' } },
      required: ['said'],
      additionalProperties: false,
    },
    maxOutputTokens: 60,
    seconds: 20,
    share: 1,
    read: (value) => ({ ok: true, value }),
  };
}

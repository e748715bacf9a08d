import { randomBytes, randomInt } from 'node:crypto';
import { sha256 } from '../../src/domain/digest.ts';
import type { SpendingCaps } from '../../src/domain/spending.ts';
import type { Reservation, Settlement } from '../../src/ports.ts';
import { fresh } from './sample-records.ts';

/** Nothing is capped. */
export const noCaps: SpendingCaps = { callUsd: null, runUsd: null, dayUsd: null, totalUsd: null, runTokens: null };

/** An instant on a day that no other test spends on: caps a day count what every test of a database spent. */
export function aFreshDay(): string {
  return new Date(Date.UTC(2030 + randomInt(900), randomInt(12), 1 + randomInt(28), 10)).toISOString();
}

/** A call of 1,000 tokens for a tenth of a dollar, to a request that nobody has asked before. */
export function aReservation(over: Partial<Reservation> = {}): Reservation {
  const asked = randomBytes(6).toString('hex');
  return {
    runId: fresh('run'),
    stage: 'gather',
    task: 'harvest',
    subject: 'Security, part 1',
    requestDigest: sha256(asked),
    model: 'scripted-double',
    request: {
      messages: [
        { role: 'system', content: 'Copy sentences.' },
        { role: 'user', content: `# Page: ${asked}` },
      ],
      schemaName: 'harvest',
      schema: { type: 'object', properties: {}, required: [], additionalProperties: false },
      form: 'json-schema',
      maxOutputTokens: 400,
    },
    tokens: 1_000,
    usdMicros: 100_000,
    seconds: 60,
    share: 1,
    caps: noCaps,
    at: aFreshDay(),
    ...over,
  };
}

/** A good reply, for 300 tokens and three cents. */
export function aSettlement(over: Partial<Settlement> = {}): Settlement {
  return {
    outcome: 'reply',
    reply: {
      text: '{"quotes":[]}',
      model: 'scripted-double-2026-01-01',
      finishReason: 'stop',
      reason: '',
      usage: { inputTokens: 280, outputTokens: 20 },
    },
    reason: '',
    tokens: 300,
    usdMicros: 30_000,
    milliseconds: 1_200,
    at: '2026-03-01T10:00:02.000Z',
    ...over,
  };
}

import { openModelAccess } from '../../src/adapters/model/open-model-access.ts';
import { openModelPreview } from '../../src/adapters/model/open-model-preview.ts';
import type { ModelPrice } from '../../src/domain/spending.ts';
import { lexicalModel } from '../../src/evals/models/lexical-model.ts';
import type { ModelAccess, ModelPreview, Provider } from '../../src/ports.ts';
import type { TestOffice } from '../actions/office.ts';
import { fixtureTools } from '../fixture-tools.ts';

/**
 * Access to the double of a model over the real ledger, and how often it was asked with success; `isAway` as long as its
 * provider answers nothing, `refuses` what holds these words.
 */
export async function scriptedAccess(
  { office: { store, clock } }: TestOffice,
  { isAway = false, id, refuses }: { isAway?: boolean; id?: string; refuses?: RegExp } = {},
): Promise<{ model: ModelAccess; preview: ModelPreview; price: ModelPrice; calls: () => number }> {
  const { prompts } = await fixtureTools();
  let calls = 0;
  const double = lexicalModel();
  const provider: Provider = {
    ...double,
    id: id ?? double.id,
    call: async (request) => {
      if (isAway) {
        const away = { cause: 'network', retryable: false, retryAfterSeconds: null } as const;
        return { kind: 'unavailable', reason: 'The double is away.', ...away };
      }
      if (refuses?.test(request.messages.map(({ content }) => content).join('\n'))) {
        const reply = await double.call(request);
        return reply.kind === 'reply' ? { ...reply, kind: 'refusal', reason: 'The double refuses.' } : reply;
      }
      calls += 1;
      return double.call(request);
    },
  };
  const price = { inputUsd: 1, outputUsd: 4, asOf: '2026-01-15' };
  const parts = {
    ...{ provider, ledger: store.ledger, clock, price },
    caps: { callUsd: null, runUsd: null, dayUsd: null, totalUsd: null, runTokens: null },
    prompts: { repair: prompts.repair ?? '', schema: prompts.schema ?? '' },
  };
  return { model: openModelAccess(parts), preview: openModelPreview(parts), price, calls: () => calls };
}

import type { Store } from '../../src/ports.ts';
import { aReservation, aSettlement } from '../../test/contract/sample-calls.ts';

/** As many as a whole analysis of a large documentation makes. */
const callsOfRun = 58;

/** About 12,000 tokens, the most that one call carries. */
const promptCharacters = 48_000;

/** Gives a run the calls to a model that a large analysis makes, each with a prompt of its own as long as prompts get. */
export async function seedCalls(store: Store, runId: string): Promise<void> {
  for (let number = 0; number < callsOfRun; number += 1) {
    const { request, ...reservation } = aReservation({ runId });
    const text = `Sentence ${number} of the documentation says what the product does. `.repeat(promptCharacters / 64);
    const messages = [...request.messages, { role: 'user' as const, content: text }];
    const reserved = await store.ledger.reserve({ ...reservation, request: { ...request, messages } });
    if (reserved.kind === 'reserved') await store.ledger.settle(reserved.callId, aSettlement());
  }
}

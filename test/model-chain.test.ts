import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluationModel } from '../src/adapters/model/evaluation-model.ts';
import type { Draft } from '../src/domain/draft.ts';
import type { Run } from '../src/domain/run.ts';
import { lexicalModel } from '../src/evals/models/lexical-model.ts';
import type { Provider, StageResult } from '../src/ports.ts';
import { draftAnalysis } from '../src/stages/draft/draft-analysis.ts';
import { extractPassages } from '../src/stages/extract/extract-passages.ts';
import { fetchVendor } from '../src/stages/fetch/fetch-vendor.ts';
import { gatherEvidence } from '../src/stages/gather/gather-evidence.ts';
import { fixtureTools } from './fixture-tools.ts';

/** The lexical double, whose replies to questions asked together come in a drawn order. */
function shuffled(seed: number): Provider & { order: string[] } {
  const honest = lexicalModel();
  let state = seed;
  const order: string[] = [];
  return {
    ...honest,
    order,
    async call(request) {
      state = (state * 48_271) % 2_147_483_647;
      await new Promise((resolve) => setTimeout(resolve, state % 40));
      order.push(request.idempotencyKey);
      return honest.call(request);
    },
  };
}

async function chain(provider: Provider): Promise<Draft> {
  const bare = await fixtureTools();
  const { repair = '', schema = '' } = bare.prompts;
  const model = evaluationModel(provider, { repair, schema });
  const tools = { ...bare, model, producer: { ...bare.producer, analyst: model.id } };
  const run = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/quillstore/run.json'), 'utf8')) as Run;
  const snapshot = made(await fetchVendor({ ...run, offline: false }, tools));
  const corpus = made(await extractPassages(snapshot, tools));
  return made(await draftAnalysis(made(await gatherEvidence(corpus, tools)), tools));
}

function made<R>(result: StageResult<R>): R {
  if (result.kind !== 'record') throw new Error(`The stage ended the run: ${result.reason}`);
  return result.record;
}

describe('Two analyses of the same pages with the same replies', () => {
  it('have the same content, whatever order the replies come in', async () => {
    const [first, second] = [shuffled(11), shuffled(4_242)];
    const [one, other] = [await chain(first), await chain(second)];
    expect([...first.order].sort()).toEqual([...second.order].sort());
    // Else the order was the same and the test proves nothing.
    expect(first.order).not.toEqual(second.order);
    expect(other.contentDigest).toBe(one.contentDigest);
    expect(one.analysis.usage.modelCalls).toBe(first.order.length);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evaluationModel } from '../../../../src/adapters/model/evaluation-model.ts';
import { openAiProvider } from '../../../../src/adapters/model/openai-provider.ts';
import type { ReceivedCall, ScriptedServer } from '../../../adapters/model/scripted-http.ts';
import { scriptedServer } from '../../../adapters/model/scripted-server.ts';
import { drafted, rubric, texts } from '../draft-tools.ts';
import { inventedEvidence } from '../invented-evidence.ts';
import { judgeReply } from './judge-replies.ts';

const roles = 'permitted.roles';

describe('Judging through the metered model and a provider that accepts strict schemas only', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await scriptedServer();
  });
  afterEach(() => server.close());

  const judged = (call: ReceivedCall) => call.user.startsWith('Dimension: ');

  /** Answers judge calls; refuses the narrative. */
  function answerWith(content: (call: ReceivedCall, turn: number) => string) {
    let turn = 0;
    server.answerWith((call) => {
      if (!judged(call)) return { do: 'answer', content: '', refusal: 'No.' };
      turn += 1;
      return { do: 'answer', content: content(call, turn) };
    });
  }

  const met = (call: ReceivedCall) =>
    JSON.stringify(
      judgeReply(call, { [roles]: { decision: 'met', rests: ['roles module'], why: 'Roles are documented.' } }),
    );

  async function permitted(model = opened()) {
    const { analysis } = await drafted(inventedEvidence(rubric, { met: [roles] }), { model });
    return { analysis, check: analysis.frameworks.inpact.dimensions[2]?.checks[1] };
  }

  const opened = () =>
    evaluationModel(openAiProvider({ key: 'sk-test', baseUrl: server.baseUrl, name: 'scripted-1', version: '0.1.0' }), {
      repair: texts.repair ?? '',
      schema: texts.schema ?? '',
    });

  it('decides by the reply, and asks a second draft of the same evidence nothing', async () => {
    answerWith(met);
    const model = opened();
    const { check, analysis } = await permitted(model);
    expect(server.complaints).toEqual([]);
    expect(check).toMatchObject({ decision: 'met', why: 'Roles are documented.' });
    expect(analysis.usage.inputTokens).toBeGreaterThan(1024);
    const before = server.history.filter(judged).length;
    const again = await permitted(model);
    expect(server.history.filter(judged)).toHaveLength(before);
    expect(again.analysis.usage.cachedCalls).toBeGreaterThan(0);
    expect(again.check).toEqual(check);
  });

  it('repairs a reply that leaves a check out, by its complaints and in one more call', async () => {
    answerWith((call, turn) => (turn === 1 ? '{"checks":[]}' : met(call)));
    expect((await permitted()).check).toMatchObject({ decision: 'met' });
    const calls = server.history.filter(judged);
    expect(calls).toHaveLength(2);
    expect(calls[1]?.turns.at(-1)?.content).toContain('whyNotLower');
  });

  it('is left to the offline analyst after junk, and to nobody else', async () => {
    answerWith(() => 'I would say it is excellent.');
    const { check, analysis } = await permitted();
    expect(check).toMatchObject({ decision: 'met', why: 'Shown: roles carry permissions (“roles module 0”).' });
    const flag = analysis.flags.find(({ target }) => target === 'frameworks.inpact.dimensions.2');
    expect(flag?.message).toMatch(/by the offline analyst alone/);
    expect(server.history.filter(judged).length).toBeLessThanOrEqual(3);
  });
});

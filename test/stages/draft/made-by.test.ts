import { describe, expect, it } from 'vitest';
import type { HarvestPart } from '../../../src/domain/evidence.ts';
import { type Said, scriptedModel } from '../../scripted-model.ts';
import { drafted, rubric } from './draft-tools.ts';
import { inventedEvidence } from './invented-evidence.ts';
import { judgeReply } from './judge/judge-replies.ts';

const silent: Said = { none: 'unavailable', reason: 'The provider did not accept the key (401): check the key.' };
const spent = { modelCalls: 1, cachedCalls: 0, inputTokens: 10, outputTokens: 5, costUsd: null };

/** A part of the pages, of which a model gave quotes or nothing. */
const part = (outcome: 'read' | 'unanswered'): HarvestPart => ({
  ...{ subject: 'guide', urls: ['https://docs.brook.example/guide'], outcome, reason: 'It is off.' },
  ...{ proposed: 0, refused: 0, dropped: 0 },
});

async function makersOf(harvested: HarvestPart, judged: (question: Parameters<typeof judgeReply>[0]) => Said) {
  const model = scriptedModel((question) => (question.task === 'judge' ? judged(question) : silent), 'gpt-4.1-mini');
  const evidence = {
    ...inventedEvidence(rubric, { met: ['permitted.roles'] }),
    harvest: { parts: [harvested], spent },
  };
  const { producer, analysis } = await drafted(evidence, { model, lastTry: true });
  return [producer.analyst, analysis.producer.analyst];
}

describe('The analyst that a draft names', () => {
  it('is the offline one where the model that was asked answered nothing', async () => {
    expect(await makersOf(part('unanswered'), () => silent)).toEqual(['offline', 'offline']);
  });

  it('is the model that read pages, or answered a question of the draft', async () => {
    const model = ['gpt-4.1-mini', 'gpt-4.1-mini'];
    expect(await makersOf(part('read'), () => silent)).toEqual(model);
    const answering = (question: Parameters<typeof judgeReply>[0]) => ({ value: judgeReply(question, {}) });
    expect(await makersOf(part('unanswered'), answering)).toEqual(model);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Corpus } from '../../../src/domain/corpus.ts';
import { Evidence } from '../../../src/domain/evidence.ts';
import type { ModelQuestion, ModelTask } from '../../../src/ports.ts';
import { draftAnalysis } from '../../../src/stages/draft/draft-analysis.ts';
import { gatherEvidence } from '../../../src/stages/gather/gather-evidence.ts';
import { fixtureTools } from '../../fixture-tools.ts';
import { scriptedModel } from '../../scripted-model.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'quillstore');
const stored = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

/** The first question of each kind that the stages ask about an invented product, as they would be asked in a run. */
export async function realQuestions(): Promise<Record<Exclude<ModelTask, 'probe'>, ModelQuestion<unknown>>> {
  const model = scriptedModel(() => ({ none: 'refusal' }));
  const tools = { ...(await fixtureTools()), model, lastTry: true };
  await gatherEvidence(Corpus.parse(stored('corpus')), tools);
  await draftAnalysis(Evidence.parse(stored('evidence')), tools);
  const first = (task: ModelTask): ModelQuestion<unknown> => {
    const question = model.asked.find((asked) => asked.task === task);
    if (!question) throw new Error(`the stages asked no ${task} question`);
    return question;
  };
  return { harvest: first('harvest'), judge: first('judge'), narrative: first('narrative') };
}

import { join } from 'node:path';
import { evaluationModel } from '../../src/adapters/model/evaluation-model.ts';
import { readPrompts, readRubric } from '../../src/adapters/rubric-files.ts';
import { analystNames, type Ground } from '../../src/evals/ground.ts';

const root = join(import.meta.dirname, '../..');

/** The ground of an evaluation as the command lays it: whole in the long run before a release, else a sample. */
export async function evalGround(): Promise<Ground> {
  const prompts = await readPrompts(join(root, 'prompts'));
  const { repair = '', schema = '' } = prompts;
  return {
    rubric: await readRubric(join(root, 'prompts', 'rubric')),
    prompts,
    modelOver: (provider) => evaluationModel(provider, { repair, schema }),
    dataFolder: join(root, 'evals'),
    fixturesFolder: join(root, 'fixtures'),
    folders: { labels: join(root, '../shared/labels'), docs: join(root, '../shared/vendor-docs') },
    analysts: analystNames,
    size: process.env.ASSAY_SOAK === '1' ? 'whole' : 'sample',
  };
}

import { join } from 'node:path';
import { evaluationModel } from '../adapters/model/evaluation-model.ts';
import { readPrompts, readRubric } from '../adapters/rubric-files.ts';
import { readConfig } from '../config.ts';
import { analystNames } from '../evals/ground.ts';
import { runSuites } from '../evals/run-suites.ts';
import type { SuiteResult } from '../evals/suite-result.ts';
import type { EvalRequest } from './here.ts';

/** Runs evaluation suites with the rubric and prompts of this installation. Reaches no network and no database. */
export async function evaluate({ suite, labels, docs, size }: EvalRequest): Promise<SuiteResult[]> {
  const { packageRoot } = readConfig();
  const prompts = await readPrompts(join(packageRoot, 'prompts'));
  const { repair = '', schema = '' } = prompts;
  return runSuites(suite, {
    rubric: await readRubric(join(packageRoot, 'prompts', 'rubric')),
    prompts,
    modelOver: (provider) => evaluationModel(provider, { repair, schema }),
    dataFolder: join(packageRoot, 'evals'),
    fixturesFolder: join(packageRoot, 'fixtures'),
    // A folder that is not named is one that is not found.
    folders: docs ? { labels: labels ?? '', docs } : null,
    analysts: analystNames,
    size,
  });
}

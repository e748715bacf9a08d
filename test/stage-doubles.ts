import { recordId } from '../src/domain/record-id.ts';
import { type Stages, stages } from '../src/pipeline.ts';
import type { StageResult, Tools } from '../src/ports.ts';
import { aCorpus, aDraft, anEvidence, aSnapshot } from './contract/sample-records.ts';

/**
 * Stages that make small records at once, with the ids that the real ones would give: by parent, producer and attempt.
 * Publishing is the real one.
 */
export const stageDoubles: Stages = {
  fetch: {
    ...stages.fetch,
    run: async (run, tools) =>
      made({ ...aSnapshot(run, tools.attempt), id: recordId('snapshot', from(run.id, tools)) }),
  },
  extract: {
    ...stages.extract,
    run: async (snapshot, tools) =>
      made({ ...aCorpus(snapshot), id: recordId('corpus', from(snapshot.id, tools)), attempt: tools.attempt }),
  },
  gather: {
    ...stages.gather,
    run: async (corpus, tools) =>
      made({ ...anEvidence(corpus), id: recordId('evidence', from(corpus.id, tools)), attempt: tools.attempt }),
  },
  draft: {
    ...stages.draft,
    run: async (evidence, tools) =>
      made({ ...aDraft(evidence), id: recordId('draft', from(evidence.id, tools)), attempt: tools.attempt }),
  },
  publish: stages.publish,
};

function made<R>(record: R): StageResult<R> {
  return { kind: 'record', record };
}

function from(parentId: string, { producer, attempt }: Tools) {
  return { parentId, producer, attempt };
}

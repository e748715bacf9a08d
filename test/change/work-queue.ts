import { openRunJournals } from '../../src/adapters/run-journal.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import type { RunStatus } from '../../src/domain/run.ts';
import { PipelineError } from '../../src/errors.ts';
import { type Parts, runStage } from '../../src/pipeline.ts';
import type { Http, ModelAccess } from '../../src/ports.ts';
import type { TestOffice } from '../actions/office.ts';
import { fixtureTools } from '../fixture-tools.ts';

/**
 * Does what the workers do with everything that was handed to the queue, by the real stages, until nothing is left; under
 * another rubric and with a model where they are given.
 */
export async function workQueue(
  desk: TestOffice,
  http: Http,
  { rubric, model = null }: { rubric?: Rubric; model?: ModelAccess | null } = {},
): Promise<void> {
  const { store, clock } = desk.office;
  const { producer: own, ...fixture } = await fixtureTools();
  const tools = rubric ? { ...fixture, rubric } : fixture;
  const producer = rubric ? { ...own, rubricDigest: rubric.digest } : own;
  const log = () => undefined;
  const parts: Parts = {
    store,
    queue: { add: desk.office.queue.add, isLive: async () => false },
    tools: { ...tools, http, bodies: store.bodies, turns: store.turns, clock },
    model,
    producer,
    journal: openRunJournals({ journal: store.journal, clock, log }),
    log,
  };
  for (let next = desk.queued.shift(); next; next = desk.queued.shift()) {
    const { stage, job } = next;
    await runStage(stage, { job, signal: new AbortController().signal, lastTry: true }, parts).catch((error) => {
      // A failure that may happen has ended its run, which tells it; anything else is a bug.
      if (!(error instanceof PipelineError)) throw error;
    });
  }
}

/** The latest run of a product. */
export async function latestRun({ office }: Pick<TestOffice, 'office'>, slug: string): Promise<RunStatus> {
  const [run] = (await office.store.runs.list({ limit: 1, slug })).items;
  if (!run) throw new Error(`${slug} was never read`);
  return run;
}

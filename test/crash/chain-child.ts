import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { StageName } from '../../src/domain/closed-lists.ts';
import type { Review } from '../../src/domain/review.ts';
import { type Stage, type Stages, stages } from '../../src/pipeline.ts';
import { aReview, aRun, aVendor } from '../contract/sample-records.ts';

/**
 * The whole product in one process, on the data folder of the first argument, as `assay start` runs it. It sees one
 * invented vendor through from its first run to its publication and says `done`. The second argument names a point at
 * which it says `held` and stands still, to be killed there.
 */
interface Hold {
  stage: StageName;
  /** Before the stage's work, with its work done but not kept, or with its record kept but nothing handed on. */
  point: 'started' | 'made' | 'kept';
}

const [folder, held] = process.argv.slice(2);
const hold: Hold | null = held ? (JSON.parse(held) as Hold) : null;
const runId = 'run-crash';

const config = readConfig({ ASSAY_DATA: folder, ASSAY_LOG_LEVEL: 'warn' });
const assay = await compose(config, { stages: heldAt(hold), logTo: 'stderr' });
const { store, queue } = assay;
await assay.startWorkers();
await assay.startReconciler();

const vendor = aVendor({
  slug: 'quillstore',
  name: 'Quillstore',
  layer: 'L1',
  category: 'vector-database',
  sources: ['https://docs.quillstore.example/'],
});
await store.vendors.add(vendor, 'editor@company.example');
await store.runs.start(aRun(vendor, { id: runId }));
await queue.add('fetch', { recordId: runId, attempt: 1 });

for (;;) {
  const status = await store.runs.status(runId);
  if (status?.outcome && status.outcome !== 'drafted')
    throw new Error(`The run ended as ${status.outcome}: ${status.progress}`);
  if (status?.draftId) await approve(status.draftId);
  if (await store.publications.latest(vendor.slug)) break;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
await assay.close();
process.stdout.write('done\n');

async function approve(draftId: string): Promise<void> {
  const draft = await store.drafts.get(draftId);
  if (!draft || (await store.drafts.state(draftId))?.state !== 'waiting') return;
  const review: Review = { ...aReview(draft), id: 'review-crash' };
  await store.accounts.addPerson({ email: review.person, role: 'reviewer' }, 'assay');
  await store.drafts.decide(review);
  await queue.add('publish', { recordId: review.id, attempt: 1 });
}

function heldAt(point: Hold | null): Stages {
  if (!point) return stages;
  return {
    fetch: holding(stages.fetch, 'fetch', point),
    extract: holding(stages.extract, 'extract', point),
    gather: holding(stages.gather, 'gather', point),
    draft: holding(stages.draft, 'draft', point),
    publish: holding(stages.publish, 'publish', point),
  };
}

function holding<In, Out>(stage: Stage<In, Out>, name: StageName, at: Hold): Stage<In, Out> {
  if (at.stage !== name) return stage;
  return {
    ...stage,
    async run(record, tools) {
      if (at.point === 'started') await standStill();
      return stage.run(record, tools);
    },
    async append(into, record, job) {
      if (at.point === 'made') await standStill();
      const appended = await stage.append(into, record, job);
      if (at.point === 'kept') await standStill();
      return appended;
    },
  };
}

function standStill(): Promise<never> {
  process.stdout.write('held\n');
  return new Promise(() => undefined);
}

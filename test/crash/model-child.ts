import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { StageName } from '../../src/domain/closed-lists.ts';
import { type Stage, stages } from '../../src/pipeline.ts';
import type { ModelLedger } from '../../src/ports.ts';
import { aRun, aVendor } from '../contract/sample-records.ts';

/**
 * The whole product in one process, on the data folder of the first argument and the provider of the second. It sees one
 * invented vendor from its first run to its draft, with a model, and says `done`. The third argument names a point at
 * which it says `held` and stands still, to be killed there.
 */
export type ModelHold =
  | { at: 'before-reserve' | 'after-reserve' | 'before-settle' | 'after-settle'; task: string; nth: number }
  | { at: 'started' | 'made' | 'kept'; stage: StageName };

export const runId = 'run-crash';

const [folder, baseUrl, held] = process.argv.slice(2);
const hold = held ? (JSON.parse(held) as ModelHold) : null;

const settings = { ASSAY_DATA: folder, ASSAY_LOG_LEVEL: 'warn', OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: baseUrl };
const config = readConfig({ ...settings, ASSAY_MODEL: 'gpt-4.1-mini', DATABASE_URL: '', REDIS_URL: '' });
const all = { ...stages, gather: holding(stages.gather, 'gather'), draft: holding(stages.draft, 'draft') };
const assay = await compose(config, { stages: all, logTo: 'stderr' });
const { store, queue } = assay;
holdCalls(store.ledger);
await assay.startWorkers();
await assay.startReconciler();

const sources = ['https://docs.quillstore.example/'];
const place = { layer: 'L1', category: 'vector-database' } as const;
const vendor = aVendor({ slug: 'quillstore', name: 'Quillstore', ...place, sources });
await store.vendors.add(vendor, 'editor@company.example');
await store.runs.start(aRun(vendor, { id: runId, offline: false }));
await queue.add('fetch', { recordId: runId, attempt: 1 });
for (;;) {
  const status = await store.runs.status(runId);
  if (status?.outcome === 'drafted') break;
  if (status?.outcome) throw new Error(`The run ended as ${status.outcome}: ${status.progress}`);
  await new Promise((resolve) => setTimeout(resolve, 20));
}
await assay.close();
process.stdout.write('done\n');

function holding<In, Out>(stage: Stage<In, Out>, name: StageName): Stage<In, Out> {
  if (hold === null || !('stage' in hold) || hold.stage !== name) return stage;
  return {
    ...stage,
    async run(record, tools) {
      if (hold.at === 'started') await standStill();
      return stage.run(record, tools);
    },
    async append(into, record, job) {
      if (hold.at === 'made') await standStill();
      const appended = await stage.append(into, record, job);
      if (hold.at === 'kept') await standStill();
      return appended;
    },
  };
}

/** Stands still around one reservation or settlement; the calls beside it go on, as they would. */
function holdCalls(ledger: ModelLedger): void {
  if (hold === null || !('task' in hold)) return;
  const { reserve, settle } = ledger;
  const tasks = new Map<string, string>();
  const seen = { reserve: 0, settle: 0 };
  ledger.reserve = async (reservation) => {
    const here = reservation.task === hold.task && ++seen.reserve === hold.nth;
    if (here && hold.at === 'before-reserve') await standStill();
    const answer = await reserve(reservation);
    if (answer.kind === 'reserved') tasks.set(answer.callId, reservation.task);
    if (here && hold.at === 'after-reserve') await standStill();
    return answer;
  };
  ledger.settle = async (callId, settlement) => {
    const here = tasks.get(callId) === hold.task && ++seen.settle === hold.nth;
    if (here && hold.at === 'before-settle') await standStill();
    await settle(callId, settlement);
    if (here && hold.at === 'after-settle') await standStill();
  };
}

function standStill(): Promise<never> {
  process.stdout.write('held\n');
  return new Promise(() => undefined);
}

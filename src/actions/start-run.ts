import type { Cause } from '../domain/closed-lists.ts';
import { digestOf } from '../domain/digest.ts';
import type { Person } from '../domain/person.ts';
import { defaultBudgets, type Run } from '../domain/run.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { knownVendor } from './edit-vendor.ts';

export interface RunRequest {
  slug: string;
  cause: Cause;
  /** Goes on even where nothing changed. */
  again: boolean;
  /** No model, whatever key is set. */
  offline: boolean;
  /** Makes a repeated request the same run (`Idempotency-Key`). */
  key?: string | null;
}

/**
 * Starts a run and hands it to the queue. A run of the same vendor that is still under way is given back instead of
 * starting a second. Throws `Refused`: 404 unknown vendor, 409 archived.
 */
export async function startRun(
  office: Office,
  request: RunRequest,
  person: Person,
): Promise<{ run: Run; started: boolean }> {
  allow(person, 'enqueue');
  const vendor = await knownVendor(office, request.slug);
  if (vendor.archived) {
    throw new Refused({
      status: 409,
      code: 'vendor-archived',
      message: `${vendor.name} is archived and is not analysed.`,
      advice: `Take it out of the archive first: assay vendors edit ${vendor.slug} --no-archived.`,
    });
  }
  const busy = (await office.store.runs.list({ limit: 1, slug: vendor.slug, outcome: 'running' })).items[0];
  const underWay = busy ? await office.store.records.run(busy.runId) : null;
  if (underWay) return { run: underWay, started: false };
  const createdAt = office.clock.now().toISOString();
  const run: Run = {
    id: `run-${digestOf({ slug: vendor.slug, key: request.key ?? null, createdAt: request.key ? null : createdAt }).slice(0, 24)}`,
    vendor,
    cause: request.cause,
    again: request.again,
    offline: request.offline,
    budgets: defaultBudgets,
    baseline: await office.store.runs.baseline(vendor.slug),
    requestedBy: person.email,
    createdAt,
  };
  if ((await office.store.runs.start(run)) === 'already') {
    return { run: (await office.store.records.run(run.id)) ?? run, started: false };
  }
  await office.queue.add('fetch', { recordId: run.id, attempt: 1 });
  return { run, started: true };
}

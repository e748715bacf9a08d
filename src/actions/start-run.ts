import type { Cause } from '../domain/closed-lists.ts';
import { digestOf } from '../domain/digest.ts';
import type { Person } from '../domain/person.ts';
import { defaultBudgets, type Run, type StoredReading } from '../domain/run.ts';
import type { Vendor } from '../domain/vendor.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { knownVendor } from './edit-vendor.ts';
import { keyedRunId } from './keyed-run-id.ts';

export interface RunRequest {
  slug: string;
  cause: Cause;
  /** Goes on even where nothing changed. */
  again: boolean;
  /** No model, whatever key is set. */
  offline: boolean;
  /** The most that it may spend on a model, in dollars, where that is less than the settings allow. */
  budgetUsd?: number;
  /** Stands in for the crawl, of an upgrade. */
  stored?: StoredReading;
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
  if (vendor.archived) throw archived(vendor);
  const underWay = await runUnderWay(office, vendor.slug);
  if (underWay) return { run: underWay, started: false };
  const createdAt = office.clock.now().toISOString();
  const run: Run = {
    id: request.key
      ? keyedRunId(vendor.slug, request.key)
      : `run-${digestOf({ slug: vendor.slug, key: request.key ?? null, createdAt }).slice(0, 24)}`,
    vendor,
    cause: request.cause,
    again: request.again,
    offline: request.offline,
    ...(request.budgetUsd === undefined ? {} : { budgetUsd: request.budgetUsd }),
    budgets: defaultBudgets,
    baseline: await office.store.runs.baseline(vendor.slug),
    ...(request.stored ? { stored: request.stored } : {}),
    requestedBy: person.email,
    createdAt,
  };
  if ((await office.store.runs.start(run)) === 'already') {
    const instead = (await office.store.records.run(run.id)) ?? (await runUnderWay(office, vendor.slug));
    if (instead) return { run: instead, started: false };
    if ((await office.store.vendors.get(vendor.slug))?.archived) throw archived(vendor);
    throw new Refused({
      status: 409,
      code: 'run-just-ended',
      message: `Another run of ${vendor.name} was under way and ended this moment.`,
      advice: 'Look at what it found, then start again.',
    });
  }
  await office.queue.add('fetch', { recordId: run.id, attempt: 1 });
  return { run, started: true };
}

async function runUnderWay(office: Office, slug: string): Promise<Run | null> {
  const busy = (await office.store.runs.list({ limit: 1, slug, outcome: 'running' })).items[0];
  return busy ? office.store.records.run(busy.runId) : null;
}

/** The refusal to analyse what is archived. */
export function archived(vendor: Vendor): Refused {
  return new Refused({
    status: 409,
    code: 'vendor-archived',
    message: `${vendor.name} is archived and is not analysed.`,
    advice: `Take it out of the archive first: assay vendors edit ${vendor.slug} --no-archived.`,
  });
}

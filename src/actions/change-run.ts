import type { Person } from '../domain/person.ts';
import type { RunStatus } from '../domain/run.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { archived } from './start-run.ts';

/**
 * Makes a failed or cancelled run due again where it ended. Throws `Refused`: 404 unknown, 409 when it did neither, the
 * vendor is archived, or the vendor has a newer run.
 */
export async function retryRun(office: Office, runId: string, person: Person): Promise<RunStatus> {
  allow(person, 'enqueue');
  const before = await knownRun(office, runId);
  const vendor = await office.store.vendors.get(before.slug);
  if (vendor?.archived) throw archived(vendor);
  const status = await office.store.runs.retry(runId, person.email);
  if (!status) {
    const newest = (await office.store.runs.list({ limit: 1, slug: before.slug })).items[0];
    if (newest && newest.runId !== runId && before.outcome !== null) throw overtaken(runId, newest);
    throw new Refused({
      status: 409,
      code: 'nothing-to-retry',
      message: `Run ${runId} ${before.outcome === null ? 'is still under way' : `ended as ${before.outcome}`}.`,
      advice: `Only failed and cancelled runs can be retried; start a new one with "assay run ${before.slug}".`,
    });
  }
  await office.queue.add(status.stage, { recordId: status.recordId, attempt: status.attempt });
  return status;
}

/** Stops a run. Throws `Refused`: 404 unknown, 409 when it had ended. */
export async function cancelRun(office: Office, runId: string, person: Person): Promise<RunStatus> {
  allow(person, 'enqueue');
  const before = await knownRun(office, runId);
  const status = await office.store.runs.cancel(runId, person.email);
  if (status) return status;
  throw new Refused({
    status: 409,
    code: 'run-ended',
    message: `Run ${runId} ended as ${before.outcome} before it could be cancelled.`,
    advice: 'Nothing is left to stop.',
  });
}

/** The status of a run. Throws `Refused` (404). */
export async function knownRun(office: Pick<Office, 'store'>, runId: string): Promise<RunStatus> {
  const status = await office.store.runs.status(runId);
  if (status) return status;
  throw new Refused({
    status: 404,
    code: 'unknown-run',
    message: `There is no run "${runId}".`,
    advice: 'List them with "assay runs".',
  });
}

function overtaken(runId: string, newest: RunStatus): Refused {
  return new Refused({
    status: 409,
    code: 'newer-run',
    message: `Run ${runId} is not the newest of "${newest.slug}": ${newest.runId} was started after it.`,
    advice: newest.outcome === null ? 'Wait for that one.' : `Start a new one with "assay run ${newest.slug}".`,
  });
}

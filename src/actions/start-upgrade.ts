import { digestOf } from '../domain/digest.ts';
import type { Person } from '../domain/person.ts';
import type { Producer } from '../domain/producer.ts';
import type { Run } from '../domain/run.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { keyedRunId } from './keyed-run-id.ts';
import { startRun } from './start-run.ts';
import { upgradeGround } from './upgrade-ground.ts';

/**
 * Makes a product's analysis anew from its stored pages, for review. The same upgrade of the same analysis is one run,
 * however often it is asked for, and another one once that failed or was cancelled. Throws `Refused`: 404 unknown, 409
 * archived, nothing made yet, a draft in the way, or another run under way.
 */
export async function startUpgrade(
  office: Office,
  { producer, ...request }: { slug: string; offline: boolean; budgetUsd?: number; producer: Producer },
  person: Person,
): Promise<{ run: Run; started: boolean }> {
  allow(person, 'administer');
  const { stored, draftId, held } = await upgradeGround(office, request.slug);
  if (held !== null) {
    throw new Refused({
      status: 409,
      code: 'draft-waits',
      message: held,
      advice: 'An upgrade takes no draft away that a person may have worked on.',
    });
  }
  const key = await openKey(office, request.slug, `upgrade ${draftId} ${digestOf(producer)}`);
  const made = await startRun(office, { ...request, cause: 'upgrade', again: false, stored, key }, person);
  if (made.run.id !== keyedRunId(request.slug, key)) throw busy(made.run);
  return made;
}

/** The key of the first of these upgrades that did not end badly: one that did is made once more, as a run of its own. */
async function openKey({ store }: Office, slug: string, key: string): Promise<string> {
  for (let ended = 0; ; ended += 1) {
    const own = ended === 0 ? key : `${key} ${ended}`;
    const outcome = (await store.runs.status(keyedRunId(slug, own)))?.outcome;
    if (outcome !== 'failed' && outcome !== 'cancelled') return own;
  }
}

function busy({ vendor, id, cause }: Run): Refused {
  const what = cause === 'upgrade' ? 'Another upgrade' : 'Another run';
  return new Refused({
    status: 409,
    code: 'vendor-busy',
    message: `${what} of ${vendor.name} is under way: ${id}.`,
    advice: `Start the upgrade once that has ended; "assay runs show ${id}" says where it stands.`,
  });
}

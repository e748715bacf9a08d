import { digestOf } from '../domain/digest.ts';
import type { Person } from '../domain/person.ts';
import type { Producer } from '../domain/producer.ts';
import type { Run } from '../domain/run.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { startRun } from './start-run.ts';
import { upgradeGround } from './upgrade-ground.ts';

/**
 * Makes a product's analysis anew from its stored pages, for review. The same upgrade of the same analysis is one run,
 * however often it is asked for. Throws `Refused`: 404 unknown, 409 archived, nothing made yet, or a draft in the way.
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
  const key = `upgrade ${draftId} ${digestOf(producer)}`;
  return startRun(office, { ...request, cause: 'upgrade', again: false, stored, key }, person);
}

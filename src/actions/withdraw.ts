import type { Person } from '../domain/person.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';

/** Takes a vendor's publication down; its history stays. Throws `Refused`: 404 nothing to withdraw, 422 without a reason. */
export async function withdraw(
  office: Pick<Office, 'store' | 'clock'>,
  request: { slug: string; reason: string },
  person: Person,
): Promise<void> {
  allow(person, 'decide');
  const reason = request.reason.trim();
  if (reason === '') {
    throw new Refused({
      status: 422,
      code: 'reason-missing',
      message: 'A publication is withdrawn with a reason: readers will see it.',
      advice: 'Say in a sentence why it is taken down.',
      details: [{ path: 'reason', message: 'must not be empty' }],
    });
  }
  const at = office.clock.now().toISOString();
  const result = await office.store.publications.withdraw(request.slug, { reason, by: person.email, at });
  if (result === 'withdrawn') return;
  throw new Refused({
    status: 404,
    code: 'not-published',
    message: `Nothing is published under "${request.slug}".`,
    advice: 'See the catalogue for what is.',
  });
}

import { may, type Person } from '../domain/person.ts';
import type { Publication } from '../domain/publication.ts';
import { Refused } from '../errors.ts';
import type { Store } from '../ports.ts';
import type { AsOf } from './as-of.ts';

interface Wanted {
  slug: string;
  version?: number;
  /** Who asks; null for a stranger. */
  person: Person | null;
}

/**
 * What stood of a vendor at a time, as it stood then. Throws `Refused`: 404 before the first publication, and 410 to
 * strangers where what stood then was withdrawn later: a withdrawal takes it out of every public page, past ones included.
 */
export async function pastPublication(
  { news, publications }: Pick<Store, 'news' | 'publications'>,
  moment: AsOf,
  { slug, version, person }: Wanted,
): Promise<Publication> {
  const past = await news.publicationAt(slug, moment.at, version);
  if (!past) throw await notYet(publications, moment, slug);
  const { publication, withdrawnSince } = past;
  if (withdrawnSince && !(person && may(person, 'read'))) {
    throw new Refused({
      status: 410,
      code: 'withdrawn-since',
      message: `The analysis of ${publication.analysis.vendor.name} that stood then was withdrawn on ${withdrawnSince.at.slice(0, 10)}: ${withdrawnSince.reason}`,
      advice: `What is published of it now, if anything, stands at /vendors/${slug}; its history at /vendors/${slug}/history.`,
    });
  }
  return publication;
}

async function notYet(publications: Store['publications'], { asked }: AsOf, slug: string): Promise<Refused> {
  const first = (await publications.history(slug)).at(-1);
  return new Refused({
    status: 404,
    code: first ? 'not-yet-published' : 'not-published',
    message: first
      ? `Of "${slug}" nothing of the kind was published as of ${asked}; its first analysis came on ${first.publishedAt.slice(0, 10)}.`
      : `There is no published analysis called "${slug}".`,
    advice: first
      ? `See /vendors/${slug}/history for every version with its date.`
      : 'It may be in review, or the address may be mistyped. The catalogue lists what is published.',
  });
}

import { type CompareQuery, mostCompared } from '../domain/compare-query.ts';
import { may, type Person } from '../domain/person.ts';
import type { Publication } from '../domain/publication.ts';
import type { ListedPublication } from '../domain/publication-card.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import type { AsOf } from './as-of.ts';
import { catalogueCards } from './catalogue-cards.ts';
import { pastPublication } from './past-publication.ts';

/** A product that was asked for and cannot be shown. */
export interface MissingProduct {
  slug: string;
  /** Its name where it once was public. */
  name: string | null;
  /** Why, as a sentence. */
  reason: string;
  status: 404 | 410;
}

/** What was asked to be put beside each other, as far as it is public. */
export interface Compared {
  /** In the order asked for, at most as many as can be compared. */
  publications: Publication[];
  missing: MissingProduct[];
  /** Asked for beyond what can be compared, where they are public. */
  beyond: ListedPublication[];
  /** What the words that were looked for would add, best first. */
  offers: ListedPublication[];
}

/** Products offered for one search: what fits on a screen beside what is compared already. */
const offersShown = 8;

/** The publications that somebody wants beside each other, and what of it cannot be had. */
export async function compared(
  office: Pick<Office, 'store'>,
  query: CompareQuery,
  { moment, person }: { moment: AsOf | null; person: Person | null },
): Promise<Compared> {
  const isInside = person !== null && may(person, 'read');
  const { cards } = await catalogueCards(office, moment, isInside);
  const bySlug = new Map(cards.map((card) => [card.slug, card]));
  const found: (Publication | MissingProduct)[] = await Promise.all(
    query.slugs.slice(0, mostCompared).map((slug) => productOf(office, slug, { moment, person })),
  );
  return {
    publications: found.flatMap((each) => ('analysis' in each ? [each] : [])),
    missing: found.flatMap((each) => ('analysis' in each ? [] : [each])),
    beyond: query.slugs.slice(mostCompared).flatMap((slug) => bySlug.get(slug) ?? []),
    offers: await offersOf(office, query, bySlug),
  };
}

async function productOf(
  { store }: Pick<Office, 'store'>,
  slug: string,
  { moment, person }: { moment: AsOf | null; person: Person | null },
): Promise<Publication | MissingProduct> {
  const publication = moment
    ? await pastOr(pastPublication(store, moment, { slug, person }))
    : await store.publications.latest(slug);
  if (publication instanceof Refused) {
    const { message, status } = publication;
    return { slug, name: null, reason: message, status: status === 410 ? 410 : 404 };
  }
  if (!publication) {
    return { slug, name: null, reason: `There is no published analysis called “${slug.slice(0, 80)}”.`, status: 404 };
  }
  const { withdrawn, analysis } = publication;
  if (!withdrawn) return publication;
  const { name } = analysis.vendor;
  return { slug, name, reason: `The analysis of ${name} was withdrawn: ${withdrawn.reason}`, status: 410 };
}

async function pastOr(past: Promise<Publication>): Promise<Publication | Refused> {
  try {
    return await past;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

async function offersOf(
  { store }: Pick<Office, 'store'>,
  { add, slugs }: CompareQuery,
  bySlug: ReadonlyMap<string, ListedPublication>,
): Promise<ListedPublication[]> {
  if (add === '') return [];
  const found = await store.publications.found(add);
  return [...found]
    .sort(([, a], [, b]) => b - a)
    .flatMap(([slug]) => (slugs.includes(slug) ? [] : (bySlug.get(slug) ?? [])))
    .slice(0, offersShown);
}

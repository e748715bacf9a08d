import type { AsOf } from '../../actions/as-of.ts';
import { catalogueChoice } from '../../actions/catalogue-choice.ts';
import type { CatalogueQuery, Facet } from '../../domain/catalogue-query.ts';
import type { ListedPublication } from '../../domain/publication-card.ts';
import { Refused } from '../../errors.ts';
import type { Office } from '../../ports.ts';

interface Turn {
  limit: number;
  after?: string;
  before?: string;
}

/** A page of what fits, how many fit in all, and how many fit with each value of a filter. */
export interface FilteredPublications {
  items: ListedPublication[];
  next: string | null;
  previous: string | null;
  total: number;
  counts: Record<Facet, Record<string, number>>;
}

/**
 * The products that a query asks for, a page at a time. A cursor names the product that a page ends or begins with; where it
 * is in the list no more, the list has changed and is begun again: `Refused` (400).
 */
export async function filteredPublications(
  office: Pick<Office, 'store' | 'rubric'>,
  asked: { query: CatalogueQuery; moment: AsOf | null },
  { limit, after, before }: Turn,
): Promise<FilteredPublications> {
  const { fitting, total, counts } = await catalogueChoice(office, { ...asked, person: null });
  const at = (cursor: string): number => placeOf(fitting, cursor);
  const from = before !== undefined ? Math.max(0, at(before) - limit) : after !== undefined ? at(after) + 1 : 0;
  const to = before !== undefined ? at(before) : from + limit;
  const items = fitting.slice(from, to);
  return {
    items,
    next: to < fitting.length ? cursorOf(items.at(-1)) : null,
    previous: from > 0 ? cursorOf(items[0]) : null,
    total,
    counts: Object.fromEntries(
      Object.entries(counts).map(([facet, values]) => [facet, Object.fromEntries(values)]),
    ) as FilteredPublications['counts'],
  };
}

function cursorOf(publication: ListedPublication | undefined): string | null {
  return publication ? Buffer.from(publication.slug, 'utf8').toString('base64url') : null;
}

function placeOf(fitting: readonly ListedPublication[], cursor: string): number {
  const slug = Buffer.from(cursor, 'base64url').toString('utf8');
  const place = fitting.findIndex((each) => each.slug === slug);
  if (place >= 0) return place;
  throw new Refused({
    status: 400,
    code: 'bad-cursor',
    message: 'The cursor names no product of this list.',
    advice: 'Begin the list again without a cursor, with the same filters and order throughout.',
  });
}

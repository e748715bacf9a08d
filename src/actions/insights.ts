import type { Person } from '../domain/person.ts';
import type { MonthOfCosts, MonthOfReviews, Office, OldPublication, PartChange, ProducerRecord } from '../ports.ts';
import { allow } from './allow.ts';

/** A year shows what changed with prompts and people; older reviews tell of another product. */
const days = 365;
/** As many publications as somebody can take up next. */
const oldest = 10;

/** What the records of the last year tell about reviewing. */
export interface Insights {
  /** The instant from which on decisions count. */
  since: string;
  /** Drafts that were decided. */
  decided: number;
  parts: PartChange[];
  producers: ProducerRecord[];
  reviews: MonthOfReviews[];
  costs: MonthOfCosts[];
  oldest: { all: number; items: OldPublication[] };
}

/** Reads the figures of the insights page. Throws `Refused` (403) by role. */
export async function insights(office: Pick<Office, 'store' | 'clock'>, person: Person): Promise<Insights> {
  allow(person, 'read');
  const since = new Date(office.clock.now().getTime() - days * 86_400_000).toISOString();
  const store = office.store.insights;
  const { decided, parts } = await store.changes(since);
  return {
    since,
    decided,
    parts,
    producers: await store.producers(since),
    reviews: await store.reviews(since),
    costs: await store.costs(since),
    oldest: await store.oldest(oldest),
  };
}

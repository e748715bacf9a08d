import type { CatalogueQuery } from '../domain/catalogue-query.ts';
import { type ChosenCards, chosenCards } from '../domain/chosen-cards.ts';
import { may, type Person } from '../domain/person.ts';
import type { ListedPublication } from '../domain/publication-card.ts';
import { type RecentlyUsed, recentlyUsed } from '../domain/recently-used.ts';
import type { Office, Store } from '../ports.ts';
import type { AsOf } from './as-of.ts';
import { catalogueCards } from './catalogue-cards.ts';

/** Products found by recent searches: those of twenty searches that find everything in the largest catalogue planned for. */
const foundKept = 100_000;

const memories = new WeakMap<Store, RecentlyUsed<ReadonlyMap<string, number>>>();

interface Wanted {
  query: CatalogueQuery;
  moment: AsOf | null;
  /** Who asks; null for a stranger, to whom the past shows nothing that was withdrawn since. */
  person: Person | null;
}

/** The products of a catalogue that a query asks for, with what its filters would give. */
export async function catalogueChoice(
  office: Pick<Office, 'store' | 'rubric'>,
  { query, moment, person }: Wanted,
): Promise<ChosenCards> {
  const isInside = person !== null && may(person, 'read');
  const { state, cards } = await catalogueCards(office, moment, isInside);
  const found =
    query.words === '' ? null : moment ? saying(cards, query.words) : await saidNow(office.store, state, query.words);
  return chosenCards(cards, query, office.rubric, found);
}

async function saidNow(store: Store, state: string, words: string): Promise<ReadonlyMap<string, number>> {
  const memory = memories.get(store) ?? recentlyUsed<ReadonlyMap<string, number>>(foundKept);
  memories.set(store, memory);
  const key = `${state} ${words}`;
  const known = memory.get(key);
  if (known) return known;
  const found = await store.publications.found(words);
  memory.set(key, found, found.size + 1);
  return found;
}

/** The database indexes what stands now; of past products the name and the summary are looked through. */
function saying(cards: readonly ListedPublication[], words: string): ReadonlyMap<string, number> {
  const wanted = words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const found = new Map<string, number>();
  for (const { slug, card } of cards) {
    const name = card.name.toLowerCase();
    const text = `${name} ${card.category.replaceAll('-', ' ')} ${card.summary.toLowerCase()}`;
    if (wanted.length > 0 && wanted.every((word) => text.includes(word)))
      found.set(slug, wanted.some((word) => name.includes(word)) ? 1 : 0);
  }
  return found;
}

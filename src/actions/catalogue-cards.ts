import type { ListedPublication } from '../domain/publication-card.ts';
import { type RecentlyUsed, recentlyUsed } from '../domain/recently-used.ts';
import type { Office, Store } from '../ports.ts';
import type { AsOf } from './as-of.ts';

/** Every product of a catalogue, and the name of its state, which changes with every publication and withdrawal. */
export interface CatalogueCards {
  state: string;
  /** By name. Shared with everybody who asks: not to be changed. */
  cards: readonly ListedPublication[];
}

interface Memory {
  now: CatalogueCards;
  /** By publication: what a new publication leaves as it was is not read again. */
  byId: Map<string, ListedPublication>;
  past: RecentlyUsed<CatalogueCards>;
}

/** Cards of past catalogues, at some 5 kB each in memory: three times as many as the largest catalogue planned for. */
const pastKept = 15_000;
/** Cards read by one query of a past catalogue. */
const pageSize = 1_000;

/** One memory a store, which ends with it. */
const memories = new WeakMap<Store, Memory>();

/**
 * Every product that is published now, or that stood at a time, by name; remembered as long as nothing is published or
 * withdrawn. What was withdrawn since that time is left out unless it is asked for.
 */
export async function catalogueCards(
  { store }: Pick<Office, 'store'>,
  moment: AsOf | null,
  withdrawnSince = false,
): Promise<CatalogueCards> {
  const memory = memoryOf(store);
  const state = await store.publications.state();
  if (moment) return pastCards(store, { memory, state, at: moment.at, withdrawnSince });
  if (memory.now.state === state) return memory.now;
  const current = await store.publications.current();
  const unknown = current.ids.filter((id) => !memory.byId.has(id));
  const read = unknown.length > 0 ? await store.publications.listed(unknown) : new Map<string, ListedPublication>();
  const cards = current.ids.flatMap((id) => memory.byId.get(id) ?? read.get(id) ?? []);
  memory.byId = new Map(cards.map((card) => [card.id, card]));
  memory.now = { state: current.state, cards };
  return memory.now;
}

interface PastCatalogue {
  memory: Memory;
  state: string;
  at: string;
  withdrawnSince: boolean;
}

async function pastCards(store: Store, { memory, state, at, withdrawnSince }: PastCatalogue): Promise<CatalogueCards> {
  const key = `${state} ${at} ${withdrawnSince}`;
  const known = memory.past.get(key);
  if (known) return known;
  const cards: ListedPublication[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof store.news.catalogueAt>> = await store.news.catalogueAt(at, {
      ...{ limit: pageSize, after, withdrawnSince },
    });
    cards.push(...page.items);
    after = page.next;
  } while (after);
  const past = { state: `${state} ${at}`, cards };
  memory.past.set(key, past, cards.length + 1);
  return past;
}

function memoryOf(store: Store): Memory {
  const memory = memories.get(store) ?? {
    now: { state: '', cards: [] },
    byId: new Map<string, ListedPublication>(),
    past: recentlyUsed<CatalogueCards>(pastKept),
  };
  memories.set(store, memory);
  return memory;
}

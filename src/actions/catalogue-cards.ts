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
  /** When anything was published or withdrawn, oldest first: between two of these every instant has the same past. */
  moments: { state: string; all: readonly string[] };
  /** Readings that have begun, which whoever asks for the same meanwhile shares. */
  underWay: Map<string, Promise<unknown>>;
  /** Ends when the readings of past catalogues that were asked for before have ended. */
  lastReading: Promise<unknown>;
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
  return shared(memory, `now ${state}`, () => currentCards(store, memory));
}

async function currentCards(store: Store, memory: Memory): Promise<CatalogueCards> {
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
  const moments = await momentsOf(store, memory, state);
  const last = moments.findLast((moment) => moment <= at) ?? 'never';
  const key = `${state} ${last} ${withdrawnSince}`;
  const known = memory.past.get(key);
  if (known) return known;
  return shared(memory, key, () =>
    // One at a time: many pasts at once would be no sooner ready, and stand in memory together.
    inTurn(memory, async () => {
      const past = { state: `${state} ${last}`, cards: await cardsAt(store, at, withdrawnSince) };
      memory.past.set(key, past, past.cards.length + 1);
      return past;
    }),
  );
}

async function momentsOf(store: Store, memory: Memory, state: string): Promise<readonly string[]> {
  if (memory.moments.state === state) return memory.moments.all;
  return shared(memory, `moments ${state}`, async () => {
    const all = await store.news.moments();
    memory.moments = { state, all };
    return all;
  });
}

async function cardsAt(store: Store, at: string, withdrawnSince: boolean): Promise<ListedPublication[]> {
  const cards: ListedPublication[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof store.news.catalogueAt>> = await store.news.catalogueAt(at, {
      ...{ limit: pageSize, after, withdrawnSince },
    });
    cards.push(...page.items);
    after = page.next;
  } while (after);
  return cards;
}

/** The reading of this name that is under way, or a new one. */
function shared<T>({ underWay }: Memory, name: string, read: () => Promise<T>): Promise<T> {
  const known = underWay.get(name) as Promise<T> | undefined;
  if (known) return known;
  const begun = read().finally(() => underWay.delete(name));
  underWay.set(name, begun);
  return begun;
}

function inTurn<T>(memory: Memory, read: () => Promise<T>): Promise<T> {
  const begun = memory.lastReading.then(read);
  memory.lastReading = begun.catch(() => undefined);
  return begun;
}

function memoryOf(store: Store): Memory {
  const memory = memories.get(store) ?? {
    now: { state: '', cards: [] },
    byId: new Map<string, ListedPublication>(),
    past: recentlyUsed<CatalogueCards>(pastKept),
    moments: { state: '', all: [] },
    underWay: new Map<string, Promise<unknown>>(),
    lastReading: Promise.resolve(),
  };
  memories.set(store, memory);
  return memory;
}

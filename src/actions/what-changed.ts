import type { Analysis } from '../domain/analysis.ts';
import { type ChangeStory, changeStory } from '../domain/change-story.ts';
import type { DraftChange } from '../domain/draft-change.ts';
import { firstStory } from '../domain/first-story.ts';
import type { News } from '../domain/news.ts';
import type { ListedPublication } from '../domain/publication-card.ts';
import { type RecentlyUsed, recentlyUsed } from '../domain/recently-used.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Office, Store } from '../ports.ts';

type Desk = Pick<Office, 'store' | 'rubric'>;

/** Stories at about 5 kB each in memory. */
const storiesKept = 500;

/** One memory a store, which ends with it. */
const memories = new WeakMap<Store, RecentlyUsed<ChangeStory>>();

/** News with what a reader is told of it. */
export interface ToldNews extends News {
  story: ChangeStory;
}

/**
 * What each piece of news says. A publication that was withdrawn later is told of with the reason alone, and none is
 * compared with a version that was withdrawn: nobody is told of withdrawn content.
 */
export async function whatChanged(office: Desk, news: readonly News[]): Promise<ToldNews[]> {
  const memory = memoryOf(office.store);
  const keyOf = ({ publicationId, previous }: News): string =>
    `${office.rubric.digest} ${publicationId} ${previous?.publicationId ?? ''}`;
  const unknown = news.filter((each) => tellsContent(each) && !memory.get(keyOf(each)));
  const read = await readFor(unknown, office.store);
  return news.map((each): ToldNews => {
    if (!tellsContent(each)) return { ...each, story: withdrawnStory(each) };
    const story = memory.get(keyOf(each)) ?? storyOf(each, read, office.rubric);
    memory.set(keyOf(each), story, 1);
    return { ...each, story };
  });
}

/** What stories are made of, by publication. */
interface ReadContents {
  /** Of first versions, of which nothing but the totals is told. */
  cards: ReadonlyMap<string, ListedPublication>;
  /** Of versions that replaced another, and of those. */
  contents: ReadonlyMap<string, { analysis: Analysis; change: DraftChange | null }>;
}

async function readFor(news: readonly News[], { news: store, publications }: Store): Promise<ReadContents> {
  const first = news.filter(isFirst).map(({ publicationId }) => publicationId);
  const later = news.flatMap(({ publicationId, previous }) =>
    previous ? [publicationId, previous.publicationId] : [],
  );
  const [cards, contents] = await Promise.all([
    first.length > 0 ? publications.listed(first) : new Map<string, ListedPublication>(),
    later.length > 0 ? store.contents([...new Set(later)]) : new Map(),
  ]);
  return { cards, contents };
}

function isFirst({ previous, version }: News): boolean {
  return !previous && version === 1;
}

function tellsContent({ kind, reason }: News): boolean {
  return kind === 'published' && reason === null;
}

function withdrawnStory({ kind, reason }: News): ChangeStory {
  const what = kind === 'withdrawn' ? 'Withdrawn' : 'This version was withdrawn later';
  return { sentences: [`${what}: ${reason}`], quotes: [] };
}

function storyOf(news: News, { cards, contents }: ReadContents, rubric: Rubric): ChangeStory {
  const { publicationId, previous, version } = news;
  if (isFirst(news)) {
    const listed = cards.get(publicationId);
    if (!listed) throw new Error(`The publication ${publicationId} is listed and has no card.`);
    return firstStory(listed.card, rubric);
  }
  if (!previous) return { sentences: ['Published anew after a withdrawal.'], quotes: [] };
  const [before, after] = [contents.get(previous.publicationId), contents.get(publicationId)];
  if (!before || !after) throw new Error(`The publication ${publicationId} is listed and its content is not stored.`);
  // What opened a change draft is told against the version that it carried on, or not at all.
  const change = previous.version === version - 1 ? after.change : null;
  return changeStory(before.analysis, after.analysis, { rubric, change });
}

function memoryOf(store: Store): RecentlyUsed<ChangeStory> {
  const known = memories.get(store) ?? recentlyUsed<ChangeStory>(storiesKept);
  memories.set(store, known);
  return known;
}

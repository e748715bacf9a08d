import type { Analysis } from '../domain/analysis.ts';
import { type ChangeStory, changeStory } from '../domain/change-story.ts';
import type { DraftChange } from '../domain/draft-change.ts';
import type { News } from '../domain/news.ts';
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
  const ids = unknown.flatMap(({ publicationId, previous }) => [
    publicationId,
    previous?.publicationId ?? publicationId,
  ]);
  const contents = ids.length > 0 ? await office.store.news.contents([...new Set(ids)]) : new Map<string, Content>();
  return news.map((each): ToldNews => {
    if (!tellsContent(each)) return { ...each, story: withdrawnStory(each) };
    const story = memory.get(keyOf(each)) ?? storyOf(each, contents, office.rubric);
    memory.set(keyOf(each), story, 1);
    return { ...each, story };
  });
}

type Content = { analysis: Analysis; change: DraftChange | null };

function tellsContent({ kind, reason }: News): boolean {
  return kind === 'published' && reason === null;
}

function withdrawnStory({ kind, reason }: News): ChangeStory {
  const what = kind === 'withdrawn' ? 'Withdrawn' : 'This version was withdrawn later';
  return { sentences: [`${what}: ${reason}`], quotes: [] };
}

function storyOf(
  { publicationId, previous, version }: News,
  contents: ReadonlyMap<string, Content>,
  rubric: Rubric,
): ChangeStory {
  const after = contents.get(publicationId);
  if (!after) throw new Error(`The publication ${publicationId} is listed and its content is not stored.`);
  if (!previous && version > 1) return { sentences: ['Published anew after a withdrawal.'], quotes: [] };
  const before = previous ? (contents.get(previous.publicationId)?.analysis ?? null) : null;
  // What opened a change draft is told against the version that it carried on, or not at all.
  const change = previous?.version === version - 1 ? after.change : null;
  return changeStory(before, after.analysis, { rubric, change });
}

function memoryOf(store: Store): RecentlyUsed<ChangeStory> {
  const known = memories.get(store) ?? recentlyUsed<ChangeStory>(storiesKept);
  memories.set(store, known);
  return known;
}

import { type FieldChange, fieldChanges } from '../domain/analysis-diff.ts';
import { changeStory } from '../domain/change-story.ts';
import type { Publication } from '../domain/publication.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { standing } from './standing.ts';

/** What differs between two versions of an analysis. */
export interface Differences {
  before: Publication;
  after: Publication;
  /** What of it matters to readers, in sentences. */
  sentences: string[];
  /** Every field that reads otherwise; what proves it is left to the quotes themselves. */
  changes: FieldChange[];
}

/**
 * What differs between two versions of a product's analysis, the older first. Throws `Refused`: 404 where one of them never
 * was, 410 where one was withdrawn, 422 for a version beside itself.
 */
export async function differences(
  { store, rubric }: Pick<Office, 'store' | 'rubric'>,
  slug: string,
  versions: readonly [number, number],
): Promise<Differences> {
  const [from, to] = versions.toSorted((a, b) => a - b) as [number, number];
  if (from === to) {
    throw new Refused({
      status: 422,
      code: 'same-version',
      message: `Version ${from} does not differ from itself.`,
      advice: `Choose two versions at /vendors/${slug}/history.`,
    });
  }
  const [before, after] = await Promise.all([from, to].map((version) => known(store, slug, version)));
  if (!before || !after) throw new Error('Two versions were asked for.');
  const { sentences } = changeStory(before.analysis, after.analysis, { rubric, change: null });
  const changes = fieldChanges(before.analysis, after.analysis);
  return { before, after, sentences, changes: changes.filter(({ path }) => !path.endsWith('.quotes')) };
}

async function known({ publications }: Office['store'], slug: string, version: number): Promise<Publication> {
  const publication = await publications.version(slug, version);
  if (!publication) {
    throw new Refused({
      status: 404,
      code: 'not-published',
      message: `There is no version ${version} of the analysis of "${slug}".`,
      advice: `See /vendors/${slug}/history for those there are.`,
    });
  }
  standing(publication);
  return publication;
}

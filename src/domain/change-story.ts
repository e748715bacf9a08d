import { z } from 'zod';
import type { Analysis } from './analysis.ts';
import { fieldChanges } from './analysis-diff.ts';
import { decisionWords } from './decision-words.ts';
import type { DraftChange } from './draft-change.ts';
import { checksOf } from './edit-places.ts';
import { itemOf } from './item.ts';
import { itemLabel, sectionNames } from './item-label.ts';
import { meaningSentences } from './meaning-words.ts';
import type { Rubric } from './rubric.ts';
import { scoreChanges } from './score-changes.ts';
import { quoteKey } from './site-changes.ts';

/** A quote that changed at the source, before and after; null where there is none on that side. */
export const ToldQuote = z.strictObject({
  /** What rests on it, in words; all of it, parted by semicolons, where more than one thing does. */
  label: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** In what ways it may mean something else. */
  meaning: z.array(z.string()),
});
export type ToldQuote = z.infer<typeof ToldQuote>;

/** What a version changed, for people to read. */
export const ChangeStory = z.strictObject({ sentences: z.array(z.string()), quotes: z.array(ToldQuote) });
export type ChangeStory = z.infer<typeof ChangeStory>;

/** What is different between a version and the one before it, in sentences and quotes. */
export function changeStory(
  before: Analysis,
  after: Analysis,
  { rubric, change }: { rubric: Rubric; change: DraftChange | null },
): ChangeStory {
  const anew = madeAnew(before, after);
  const sentences = [
    ...anew,
    ...scoreChanges(before, after, rubric),
    ...quietDecisions(before, after, rubric),
    ...rewordedSections(before, after),
  ];
  return {
    sentences: sentences.length > 0 ? sentences : [quietly(change)],
    // What an upgrade no longer cites still stands at the source.
    quotes: anew.length > 0 ? [] : toldQuotes(after, { rubric, change }),
  };
}

/** Each change of wording once, however many decisions and statements rest on it. */
function toldQuotes(after: Analysis, { rubric, change }: { rubric: Rubric; change: DraftChange | null }): ToldQuote[] {
  const told = new Map<
    string,
    { labels: Set<string>; meaning: Set<string>; before: string | null; after: string | null }
  >();
  for (const { path, quotes } of change?.items ?? []) {
    const label = labelOf(path, after, rubric);
    for (const quote of quotes) {
      const words = { before: quote.before?.quote ?? null, after: quote.after?.quote ?? null };
      const key = JSON.stringify(words);
      const one = told.get(key) ?? { labels: new Set(), meaning: new Set(), ...words };
      one.labels.add(label);
      for (const kind of quote.meaning) one.meaning.add(meaningSentences[kind]);
      told.set(key, one);
    }
  }
  return [...told.values()].map(({ labels, meaning, ...words }) => ({
    ...words,
    label: [...labels].join('; '),
    meaning: [...meaning],
  }));
}

/** What is told of a version that says what the one before said: what changed under it. */
function quietly(change: DraftChange | null): string {
  const reworded = new Set(
    change?.items.flatMap(({ quotes }) => quotes.flatMap(({ before }) => (before ? [quoteKey(before)] : []))),
  ).size;
  const moved = new Set(change?.requotes.map(({ before }) => quoteKey(before))).size;
  const under = [
    ...(reworded === 0
      ? []
      : [reworded === 1 ? 'one quote no longer stands as it did' : `${reworded} quotes no longer stand as they did`]),
    ...(moved === 0
      ? []
      : [`${moved === 1 ? 'one quote stands' : `${moved} quotes stand`} at another address, in the same words`]),
  ];
  return ['No level, decision or statement changed', ...under].join('; ').concat('.');
}

/** An upgrade reads the pages of the version before: nobody may take it for a change of the product. */
function madeAnew(before: Analysis, after: Analysis): string[] {
  if (before.crawl.startedAt !== after.crawl.startedAt) return [];
  return ['Made anew from the same pages: what differs, Assay reads otherwise now; the documentation did not change.'];
}

/** Decisions that moved no level; those that did are told with it. */
function quietDecisions(before: Analysis, after: Analysis, rubric: Rubric): string[] {
  const was = new Map(checksOf(before).map(({ path, check }) => [check.id, { path, decision: check.decision }]));
  return checksOf(after).flatMap(({ path, check }) => {
    const old = was.get(check.id);
    if (!old || old.decision === check.decision) return [];
    if (levelAt(before, old.path) !== levelAt(after, path)) return [];
    const label = itemLabel(path, after, rubric);
    return [`${label} was ${decisionWords[old.decision]} and is ${decisionWords[check.decision]}; the level stays.`];
  });
}

function levelAt({ frameworks }: Analysis, path: string): number | null | undefined {
  const [, framework, , dimension] = path.split('.');
  return frameworks[framework === 'goals' ? 'goals' : 'inpact'].dimensions[Number(dimension)]?.level;
}

/** The sections whose statements read otherwise, in one sentence. */
function rewordedSections(before: Analysis, after: Analysis): string[] {
  const names = new Set(
    fieldChanges(before, after)
      .filter(({ path }) => !path.startsWith('frameworks.') && !path.endsWith('.quotes'))
      .map(({ path }) => sectionOf(path))
      .filter((name) => name !== null),
  );
  return names.size === 0 ? [] : [`Reads otherwise: ${[...names].join(', ')}.`];
}

/** A statement's own place may have moved since the draft was made, so only its section is named. */
function labelOf(path: string, after: Analysis, rubric: Rubric): string {
  // A rationale is called by its dimension: only items have names.
  return path.startsWith('frameworks.') ? itemLabel(itemOf(path), after, rubric) : (sectionOf(path) ?? 'A statement');
}

function sectionOf(path: string): string | null {
  const words = path.split('.');
  return sectionNames[words.slice(0, 2).join('.')] ?? sectionNames[words[0] ?? ''] ?? null;
}

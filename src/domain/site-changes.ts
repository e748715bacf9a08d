import { z } from 'zod';
import { Citation } from './analysis.ts';
import { digestOf } from './digest.ts';
import { meaningKinds } from './meaning-words.ts';

export const Meaning = z.enum(meaningKinds);

/** A sentence, list item or table row where it stands. */
export const Standing = z.strictObject({ url: z.string(), text: z.string() });
export type Standing = z.infer<typeof Standing>;

/** What happened to one sentence of the pages between two readings. */
export const SentenceChange = z.strictObject({
  kind: z.enum(['added', 'removed', 'moved', 'reworded']),
  before: Standing.nullable(),
  after: Standing.nullable(),
  /** In what ways the wording may mean something else; empty unless reworded. */
  meaning: z.array(Meaning),
});
export type SentenceChange = z.infer<typeof SentenceChange>;

/**
 * What became of a published quote. `moved`: the same words on another page. `reworded`: other words in its place.
 * `limited`: the same words, but a sentence beside them now takes them back. `gone`: no longer on its page. `unread`: its
 * page was not read this time, which says nothing. `page-gone`: its page was missing, for the first time.
 */
export const QuoteFate = z.strictObject({
  fate: z.enum(['moved', 'reworded', 'limited', 'gone', 'unread', 'page-gone']),
  before: Citation,
  /** Where it stands now, or what stands in its place; null where nothing does. */
  after: Citation.nullable(),
  meaning: z.array(Meaning),
});
export type QuoteFate = z.infer<typeof QuoteFate>;

/** How the pages differ from those that the published analysis was made of. */
export const SiteChanges = z.strictObject({
  publicationId: z.string(),
  version: z.int().positive(),
  /** Quotes of the publication that do not simply stand, one an own place. */
  quotes: z.array(QuoteFate),
  sentences: z.array(SentenceChange),
  /** Sentences beyond those listed; very many changed at once. */
  more: z.int().nonnegative(),
});
export type SiteChanges = z.infer<typeof SiteChanges>;

/** The same for each place in a page, whatever cites it. */
export function quoteKey({ textDigest, start, end }: Citation): string {
  return `${textDigest}:${start}:${end}`;
}

/** The same where the site differs from the publication in the same way, whenever it was read. */
export function changesKey({ publicationId, quotes, sentences, more }: SiteChanges): string {
  const fates = quotes.map(({ fate, before, after, meaning }) => ({
    ...{ fate, meaning, before: quoteKey(before) },
    after: after && { key: quoteKey(after), url: after.url, quote: after.quote },
  }));
  return digestOf({ publicationId, fates, sentences, more });
}

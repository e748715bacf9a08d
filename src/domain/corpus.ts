import { z } from 'zod';
import { Producer } from './producer.ts';
import { QuoteFate, SiteChanges } from './site-changes.ts';
import { Snapshot } from './snapshot.ts';

/** What a block of stored text is. A row's text repeats its header: `Setting: max.batch | Default: 64`. */
export const PassageKind = z.enum(['prose', 'list', 'table', 'code']);
export type PassageKind = z.infer<typeof PassageKind>;

export const PassageFlag = z.enum(['old-version', 'marketing', 'code', 'injection-suspect']);
export type PassageFlag = z.infer<typeof PassageFlag>;

/** A place where a passage stands: index into `Corpus.pages`, offsets in UTF-16 units into that page's stored text. */
export const Place = z.strictObject({
  page: z.int().nonnegative(),
  start: z.int().nonnegative(),
  end: z.int().positive(),
});
export type Place = z.infer<typeof Place>;

/**
 * A stretch of visible main text of at most about 900 characters. `text` is exactly the stored text of its first place.
 * `id` is a digest of the text with white space folded, so an unchanged passage keeps its id over runs.
 */
export const Passage = z.strictObject({
  id: z.string(),
  text: z.string(),
  kind: PassageKind,
  /** Headings above it, outermost first; the page's title is not repeated here. */
  headings: z.array(z.string()),
  places: z.array(Place).min(1),
  flags: z.array(PassageFlag),
});
export type Passage = z.infer<typeof Passage>;

/** A page whose text was stored. `url` is its final address. */
export const CorpusPage = z.strictObject({
  url: z.string(),
  title: z.string(),
  pageDigest: z.string(),
  textDigest: z.string(),
  /** Names the page's blocks and facts beside its text, where they were kept. */
  readingDigest: z.string().optional(),
  fetchedAt: z.iso.datetime(),
  flags: z.array(PassageFlag),
});
export type CorpusPage = z.infer<typeof CorpusPage>;

/** The documentation as passages with ids, and what the crawl read to get them. */
export const Corpus = z.strictObject({
  id: z.string(),
  runId: z.string(),
  attempt: z.int().positive(),
  snapshot: Snapshot,
  producer: Producer,
  pages: z.array(CorpusPage),
  /** In order of page address, then offset. */
  passages: z.array(Passage),
  /** Digest of the passages' ids, sorted: equal means the documentation says the same. */
  passagesDigest: z.string(),
  /** How it differs from what the publication was made of; absent where nothing is published. */
  changes: SiteChanges.optional(),
  /** What became of the quotes of `handSetOf`, where a whole new draft may need it and `changes` does not tell it. */
  handQuotes: z.array(QuoteFate).optional(),
});
export type Corpus = z.infer<typeof Corpus>;

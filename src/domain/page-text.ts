import { z } from 'zod';

/** A body as it was received, on its way to the reader. */
export const ReceivedPage = z.strictObject({
  url: z.string(),
  contentType: z.string(),
  charset: z.string().nullable(),
  body: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});
export type ReceivedPage = z.infer<typeof ReceivedPage>;

/** `row` repeats its table's header in its text: `Setting: max.batch | Default: 64`. */
export const BlockKind = z.enum(['heading', 'prose', 'item', 'row', 'code']);
export type BlockKind = z.infer<typeof BlockKind>;

export const Block = z.strictObject({
  kind: BlockKind,
  /** Offsets in UTF-16 units into `PageText.text`; markers such as a list's dash stand outside. */
  start: z.int().nonnegative(),
  end: z.int().positive(),
  /** 1-6 for headings, else 0. */
  level: z.int().min(0).max(6),
  /** Which list or table a block belongs to, counted over the page; 0 for none. */
  group: z.int().nonnegative(),
});
export type Block = z.infer<typeof Block>;

/** The visible main text of a page. Menus, cookie banners, footers, hidden text, comments and metadata are not in it. */
export const PageText = z.strictObject({
  title: z.string(),
  text: z.string(),
  blocks: z.array(Block),
  /** Absolute addresses that the page links to, in the main text or around it. */
  links: z.array(z.string()),
  canonical: z.string().nullable(),
  /** The declared language, lower case, such as `en` or `de-ch`; null where none is declared. */
  language: z.string().nullable(),
  /** True when the body needs a browser to show anything. */
  needsJavascript: z.boolean(),
  /** How many stretches were hidden from readers; they are no evidence. */
  hidden: z.int().nonnegative(),
  /** True when a banner of the page says that it belongs to a version no longer maintained. */
  outdated: z.boolean().optional(),
});
export type PageText = z.infer<typeof PageText>;

/** A body of a readable type that holds nothing to read: one sentence on why, and what to do where something can be done. */
export const UnreadablePage = z.strictObject({ unreadable: z.string() });
export type UnreadablePage = z.infer<typeof UnreadablePage>;

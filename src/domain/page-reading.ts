import { z } from 'zod';
import type { PageText } from './page-text.ts';

/**
 * What a reader made of a body, kept so that no body is read twice by the same reader. `digest` names the page without its
 * text and links, so that a page whose frame alone changed has the same one; `textDigest` names the text.
 */
export const PageReading = z.strictObject({ reader: z.string(), digest: z.string(), textDigest: z.string() });
export type PageReading = z.infer<typeof PageReading>;

/** The bytes that a reading is kept as; null for a text that UTF-8 cannot hold, which is read anew each time. */
export function readingBytes({ text, links: _, ...page }: PageText): { page: Uint8Array; text: Uint8Array } | null {
  const encoder = new TextEncoder();
  const bytes = encoder.encode(text);
  if (decoded(bytes) !== text) return null;
  return { page: encoder.encode(JSON.stringify(page)), text: bytes };
}

/**
 * The page as it was read, but for its links. Trusted, not parsed by a schema: give only bytes that have the digests under
 * which `readingBytes` wrote them.
 */
export function pageOfReading(kept: { page: Uint8Array; text: Uint8Array }): PageText {
  const page: Omit<PageText, 'text' | 'links'> = JSON.parse(decoded(kept.page));
  return { ...page, text: decoded(kept.text), links: [] };
}

/** A mark at the start stays: offsets count it. */
function decoded(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

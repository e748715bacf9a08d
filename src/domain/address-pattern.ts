import { z } from 'zod';

/**
 * Which addresses of a site: `*` stands for any characters. One that begins with a slash is held against the path and
 * what follows it (`/blog/*`), any other against the address without its scheme (`status.example.com/*`).
 */
export const AddressPattern = z
  .string()
  .trim()
  .min(2)
  .max(200)
  .regex(/^\S+$/, 'must hold no spaces')
  .refine((pattern) => !/^https?:/i.test(pattern), 'must begin with a slash or a host name, without http://');
export type AddressPattern = z.infer<typeof AddressPattern>;

/** Whether an address matches a pattern as a whole. */
export function matchesPattern(pattern: AddressPattern, url: string): boolean {
  const { host, pathname, search } = new URL(url);
  const text = pattern.startsWith('/') ? pathname + search : host + pathname + search;
  const parts = pattern.split('*');
  const [first = ''] = parts;
  if (parts.length === 1) return text === first;
  const last = parts.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  // Each part after the one before it, as early as it stands: no going back, so no pattern can be slow.
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at;
}

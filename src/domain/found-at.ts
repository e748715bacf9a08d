import { quoteKey, type SiteChanges } from './site-changes.ts';

/** The addresses at which quotes that do not simply stand were found, or what took their place, by where they stood then. */
export function foundAt({ quotes }: SiteChanges): Record<string, string> {
  return Object.fromEntries(quotes.flatMap(({ before, after }) => (after ? [[quoteKey(before), after.url]] : [])));
}

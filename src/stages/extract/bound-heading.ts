import { cutText } from '../../domain/cut-text.ts';

/** Characters kept of a title or heading: nearly twice the longest, 206, of seven real documentations. */
const mostCharacters = 400;

/** A title or heading as it goes along with every passage and quote under it: one as long as a page would a thousand times. */
export function boundHeading(text: string): string {
  return cutText(text, mostCharacters);
}

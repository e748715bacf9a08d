import { unknownSite } from '../../web/public/unknown-site.ts';
import { type CopiedAddress, copiedAddress, relativeLink } from './copied-address.ts';

/** A text as it is written, and what of this site it names. */
export interface CopiedText {
  text: string;
  named: CopiedAddress[];
}

/** What stands behind the site in an address: what ends a link in Markdown, XML or JSON ends it. */
const rest = `(?:/[^\\s"'<>()\\[\\]\\\\]*)?(?![\\w.-])`;

const pattern = new RegExp(unknownSite.replaceAll('.', '\\.') + rest, 'g');

/**
 * A text of the server as a file of the copy. Addresses of this site are those that the server wrote with `unknownSite`: they
 * stay whole where it is known where the copy will stand, and lead from file to file where it is not.
 */
export function copiedText(text: string, at: CopiedAddress, site: string | null): CopiedText {
  const named: CopiedAddress[] = [];
  const copied = text.replace(pattern, (whole) => {
    const place = whole.slice(unknownSite.length);
    const to = copiedAddress(place || '/', '/');
    if (!to) return whole;
    named.push(to);
    return site === null ? relativeLink(at.file, to) : site + place;
  });
  return { text: copied, named };
}

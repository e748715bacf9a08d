import { unknownSite } from '../../web/public/unknown-site.ts';
import { type CopiedAddress, copiedAddress, relativeLink } from './copied-address.ts';

/** A text as it is written, and what of this site it names. */
export interface CopiedText {
  text: string;
  named: CopiedAddress[];
}

/** What stands behind the site in an address: what ends a link in Markdown, XML or JSON ends it. */
const rest = `(?:/[^\\s"'<>()\\[\\]\\\\]*)?(?![\\w.-])`;

/**
 * A text of the server as a file of the copy. Addresses of this site stay whole where it is known where the copy will stand,
 * and lead from file to file where it is not.
 */
export function copiedText(text: string, at: CopiedAddress, site: string | null): CopiedText {
  const named: CopiedAddress[] = [];
  const pattern = new RegExp(escaped(site ?? unknownSite) + rest, 'g');
  const copied = text.replace(pattern, (whole) => {
    const to = copiedAddress(whole.slice((site ?? unknownSite).length) || '/', '/');
    if (!to) return whole;
    named.push(to);
    return site === null ? relativeLink(at.file, to) : whole;
  });
  return { text: copied, named };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Control characters, and halves of a surrogate pair: no text of any document. White space is dealt with before. */
const unprintable = /\p{Cc}|\p{Cs}/gu;

/**
 * Text of any origin as text of a Markdown document: it starts no heading, list, table, quote, code, link, image, HTML or
 * formula, in CommonMark and in what GitHub adds, wherever in a line it stands. Line ends become spaces; of what must keep
 * its lines, each is given alone.
 */
export function markdownText(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .trim()
      .replace(unprintable, '\ufffd')
      .replace(/[\\`*_{}[\]<>|~$&#]/g, '\\$&')
      // Addresses become links by themselves on GitHub; one that is meant as a link is written as one.
      .replace(/\/(?=\/)/g, '/\\')
      .replace(/\bwww\./gi, (found) => `${found.slice(0, 3)}\\.`)
      // A list, a rule or an underlined heading, at the start of a line only.
      .replace(/^[-+=]/, '\\$&')
      .replace(/^(\d{1,9})([.)])/, '$1\\$2')
  );
}

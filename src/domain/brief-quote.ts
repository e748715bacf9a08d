import { cutText } from './cut-text.ts';

/** Long enough to know a sentence by, short enough for a line of the desk; in UTF-16 units. */
const longest = 160;

/** A quote as a warning names it: its beginning, with an ellipsis where more follows. */
export function briefQuote(quote: string): string {
  return quote.length > longest ? `${cutText(quote, longest - 1).trimEnd()}…` : quote;
}

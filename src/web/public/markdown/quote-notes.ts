import type { Citation } from '../../../domain/analysis.ts';
import { placeOfQuote } from '../../../domain/edit.ts';
import { markdownLink } from '../../../domain/markdown-link.ts';
import { markdownText } from '../../../domain/markdown-text.ts';
import { day } from '../reading.ts';

/** The quotes of a Markdown document, numbered in the order in which statements name them; each stands once. */
export interface QuoteNotes {
  /** The numbers of citations, ready to stand behind a statement: a space and ` [1] [2]`; empty where there are none. */
  mark(citations: readonly Citation[]): string;
  /** Every quote named so far, as lines of the document: with page, date, digest and the address that the numbers link to. */
  lines(): string[];
}

export function quoteNotes(): QuoteNotes {
  const numbers = new Map<string, number>();
  const quotes: Citation[] = [];
  const numberOf = (citation: Citation): number => {
    const place = placeOfQuote(citation);
    const known = numbers.get(place);
    if (known) return known;
    quotes.push(citation);
    numbers.set(place, quotes.length);
    return quotes.length;
  };
  return {
    mark: (citations) => [...new Set(citations.map(numberOf))].map((number) => ` [${number}]`).join(''),
    lines: () => [...quotes.flatMap(quoteLines), ...quotes.flatMap(targetLine)],
  };
}

function quoteLines(citation: Citation, index: number): string[] {
  const { title, url, fetchedAt, pageDigest, quote } = citation;
  const marker = `${index + 1}. `;
  const indent = ' '.repeat(marker.length);
  const page = markdownLink(title || url, url);
  const said = quote.split('\n').map((line) => `${indent}> ${markdownText(line)}`.trimEnd());
  return [`${marker}${page}, fetched ${day(fetchedAt)}, stored page \`${pageDigest.slice(0, 12)}\`:`, '', ...said, ''];
}

/** Makes a quote's number a link to its page. */
function targetLine({ url }: Citation, index: number): string[] {
  const target = /\]\((<.*>)\)$/.exec(markdownLink('x', url))?.[1];
  return target ? [`[${index + 1}]: ${target}`] : [];
}

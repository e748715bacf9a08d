import type { CrawlEnd, PageOutcome } from '../../domain/closed-lists.ts';
import { type LeftOut, leftOutWords } from '../../domain/left-out.ts';

export interface CrawlSum {
  endedBy: CrawlEnd;
  byOutcome: Partial<Record<PageOutcome, number>>;
  leftOut: LeftOut[];
  bytes: number;
  seconds: number;
}

const ends: Readonly<Record<CrawlEnd, string>> = {
  done: 'everything that was found was asked for',
  pages: 'the page budget was used up',
  bytes: 'the byte budget was used up',
  depth: 'what is left lies deeper than the depth limit',
  time: 'the time was used up',
  cancelled: 'it was cancelled',
};

/** A crawl in a few sentences: what was read, what it cost, what ended it, what was left out. */
export function crawlSentence({ endedBy, byOutcome, leftOut, bytes, seconds }: CrawlSum): string {
  const { captured = 0, 'not-modified': unchanged = 0 } = byOutcome;
  const all = Object.values(byOutcome).reduce((sum, count) => sum + count, 0);
  const same = unchanged > 0 ? `, ${unchanged} of them unchanged since the last run` : '';
  const sentences = [
    `Read ${captured + unchanged} of ${all} addresses${same}, ${(bytes / 1e6).toFixed(1)} MB in ${seconds} s; ${ends[endedBy]}${endedBy === 'done' ? exceptForbidden(byOutcome['robots-forbidden']) : ''}.`,
  ];
  if (leftOut.length > 0) {
    const told = leftOut.map(({ reason, count }) => `${count} ${leftOutWords[reason]}`);
    sentences.push(`Left out: ${told.join('; ')}.`);
  }
  return sentences.join(' ');
}

function exceptForbidden(count = 0): string {
  return count > 0 ? `, but for ${count} that robots.txt forbids` : '';
}

import type { Flag } from '../../domain/analysis.ts';
import type { PageOutcome } from '../../domain/closed-lists.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { pageOutcomeWords } from '../../domain/page-outcome-words.ts';

/** Outcomes that leave a page unread although it may hold evidence. A page that is gone holds none. */
const unread: ReadonlySet<PageOutcome> = new Set<PageOutcome>([
  'blocked',
  'login-wall',
  'robots-forbidden',
  'needs-javascript',
  'unsupported-type',
  'too-large',
  'timed-out',
  'failed',
  'cancelled',
]);

const ended: Readonly<Record<Evidence['crawl']['endedBy'], string>> = {
  done: '',
  pages: 'the page budget was used up',
  bytes: 'the byte budget was used up',
  depth: 'the depth limit was reached',
  time: 'the time budget was used up',
  cancelled: 'the crawl was cancelled',
};

/** Addresses named in one message; the crawl's own list holds all. */
const mostNamed = 5;

type CrawledPage = Evidence['crawl']['pages'][number];

/** What a reviewer must know of the crawl: what stayed unread, and what is taken from an earlier one. */
export function crawlFlags({ crawl: { pages, endedBy } }: Evidence): Flag[] {
  const flags: Flag[] = [];
  const missing = pages.filter(({ outcome, digest }) => digest === null && unread.has(outcome));
  const why = [ended[endedBy], missing.length > 0 ? `pages not read: ${counted(missing)}` : ''].filter(Boolean);
  if (why.length > 0) {
    const message = `Not everything was read: ${why.join('; ')}. What was not found may stand on an unread page.`;
    flags.push({
      kind: 'crawl-incomplete',
      severity: 'warns',
      target: 'crawl',
      message: `${message}${advised(missing)}`,
    });
  }
  const earlier = pages.filter(({ outcome, digest }) => digest !== null && pageOutcomeWords[outcome].keepsEarlier);
  if (earlier.length > 0) {
    const message = `${earlier.length} ${earlier.length === 1 ? 'page' : 'pages'} could not be read this time, and what was read there before stands: ${named(earlier)}. Look whether it is still said.`;
    flags.push({ kind: 'crawl-incomplete', severity: 'warns', target: 'crawl', message });
  }
  return flags;
}

function counted(pages: CrawledPage[]): string {
  const counts = new Map<PageOutcome, number>();
  for (const { outcome } of pages) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const parts = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return parts.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
}

/** What can be done about the first of them; a source comes first, so it is the one that matters most. */
function advised([first]: CrawledPage[]): string {
  if (!first) return '';
  const { means, advice } = pageOutcomeWords[first.outcome];
  return ` ${first.url} ${means}. ${advice}`.trimEnd();
}

function named(pages: CrawledPage[]): string {
  const told = pages.slice(0, mostNamed).map(({ url, outcome, fetchedAt }) => {
    return `${url} ${pageOutcomeWords[outcome].means} (read on ${fetchedAt.slice(0, 10)})`;
  });
  return [...told, ...(pages.length > mostNamed ? [`and ${pages.length - mostNamed} more`] : [])].join('; ');
}

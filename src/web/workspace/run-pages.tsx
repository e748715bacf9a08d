import { PageOutcome } from '../../domain/closed-lists.ts';
import type { JournalEntry } from '../../ports.ts';
import { pageWords } from './page-words.ts';

interface SeenPage {
  url: string;
  outcome: PageOutcome;
  /** What the journal says behind the address. */
  reason: string;
}

/** Every page of a run, folded by what came of it: what was not read first, since that is what somebody may act on. */
export function RunPages({ journal }: { journal: readonly JournalEntry[] }) {
  const pages = journal.flatMap((entry) => seenPage(entry) ?? []);
  if (pages.length === 0) return null;
  const groups = PageOutcome.options
    .map((outcome) => ({ outcome, pages: pages.filter((one) => one.outcome === outcome) }))
    .filter((group) => group.pages.length > 0)
    .toSorted((a, b) => Number(pageWords[a.outcome].read) - Number(pageWords[b.outcome].read));
  return (
    <section aria-labelledby="pages-title">
      <h2 id="pages-title">Pages</h2>
      <p>{pagesSentence(pages)}</p>
      {groups.map(({ outcome, pages: those }) => (
        <details class="fold">
          <summary>
            {those.length} {pageWords[outcome].words}
          </summary>
          <ul class="addresses">
            {those.map(({ url, reason }) => (
              <li>
                <a href={url} rel="noreferrer nofollow">
                  {url}
                </a>{' '}
                {reason ? <span class="soft">{reason}</span> : null}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function pagesSentence(pages: readonly SeenPage[]): string {
  const read = pages.filter(({ outcome }) => pageWords[outcome].read).length;
  const rest = pages.length - read;
  const found = pages.length === 1 ? 'One address was' : `${pages.length} addresses were`;
  // Not all were asked for: robots.txt forbids some, and a run may be stopped.
  return rest === 0 ? `${found} found, and read.` : `${found} found: ${read} read, ${rest} not.`;
}

function seenPage({ kind, text, detail }: JournalEntry): SeenPage | null {
  const outcome = PageOutcome.safeParse(detail.outcome);
  const url = detail.url;
  if (kind !== 'page' || !outcome.success || typeof url !== 'string') return null;
  const at = text.indexOf(url);
  // Anything else in the journal that is no web address is told as text, never as a link.
  if (!/^https?:\/\//i.test(url)) return null;
  return { url, outcome: outcome.data, reason: at < 0 ? '' : text.slice(at + url.length).trim() };
}

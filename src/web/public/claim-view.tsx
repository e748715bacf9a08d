import type { Child } from 'hono/jsx';
import type { Citation, Claim } from '../../domain/analysis.ts';
import type { ClaimKind } from '../../domain/closed-lists.ts';
import { placeOfQuote } from '../../domain/edit.ts';
import { pagesSearched } from '../../domain/pages-searched.ts';
import { day, type ItemPlace, type Reading } from './reading.ts';

/** The three kinds of statement, as a page names them. */
export const kindWords: Record<ClaimKind, string> = { cited: 'Quote', absence: 'Not found', judgement: 'Judgement' };

/** A statement with what it rests on: its kind in a word, and its quotes or the pages searched, opening in place. */
export function ClaimView({ claim, reading }: { claim: Claim; reading: Reading }) {
  const place = reading.place?.(claim) ?? null;
  return (
    <div
      class={place?.focused ? `claim ${claim.kind} focused` : `claim ${claim.kind}`}
      id={place?.id ?? reading.pathOf(claim)}
    >
      <span class="claim-text">{claim.text}</span>
      <ToPlace place={place} /> <Grounds claim={claim} reading={reading} />
    </div>
  );
}

/** In review, the way to where a statement is looked at and edited. */
export function ToPlace({ place }: { place: ItemPlace | null }) {
  if (!place) return null;
  return (
    <>
      {' '}
      <a class="to-place" href={place.href} aria-label={place.label} aria-current={place.focused ? 'true' : undefined}>
        Review
      </a>
    </>
  );
}

function Grounds({ claim, reading }: { claim: Claim; reading: Reading }) {
  const report = <ReportLink item={claim} reading={reading} />;
  if (claim.kind === 'judgement') {
    return (
      <details class="cites kind-judgement">
        <summary>{kindWords.judgement}</summary>
        <div class="para soft">
          Advice of the analyst: no page of the vendor says it.
          {claim.citations.length > 0 ? ' It follows from what they do say:' : ''}
        </div>
        {claim.citations.map((citation) => (
          <CitationView citation={citation} reading={reading} />
        ))}
        {report}
      </details>
    );
  }
  if (claim.kind === 'absence') {
    return (
      <Searched item={claim} reading={reading}>
        {report}
      </Searched>
    );
  }
  return (
    <Citations citations={claim.citations} reading={reading}>
      {report}
    </Citations>
  );
}

interface CitationsProps {
  citations: Citation[];
  reading: Reading;
  /** What comes below them. */
  children?: Child;
}

/** The quotes of a statement behind a small button that says how many there are, and on paper under which numbers. */
export function Citations({ citations, reading, children }: CitationsProps) {
  if (citations.length === 0) return null;
  return (
    <details class="cites kind-cited">
      <summary>
        <span class="on-screen">{citations.length === 1 ? kindWords.cited : `${citations.length} quotes`}</span>
        <NoteNumbers citations={citations} reading={reading} />
      </summary>
      {citations.map((citation) => (
        <CitationView citation={citation} reading={reading} />
      ))}
      {children}
    </details>
  );
}

/** "[3, 17]": the notes at the end of the paper that hold the quotes. */
export function NoteNumbers({ citations, reading }: { citations: readonly Citation[]; reading: Reading }) {
  const numbers = citations.flatMap((citation) => reading.quotes.get(placeOfQuote(citation))?.number ?? []);
  return numbers.length === 0 ? null : <span class="on-paper">[{numbers.join(', ')}]</span>;
}

interface SearchedProps {
  item: Pick<Claim, 'searched' | 'searchedOf'>;
  reading: Reading;
  /** What comes below the pages. */
  children?: Child;
}

/** That nothing was found on all the pages read, and which of them were the likeliest to hold it. */
export function Searched({ item, reading, children }: SearchedProps) {
  const urls = item.searched;
  if (urls.length === 0) return <span class="kind">{kindWords.absence}</span>;
  const read = pagesSearched(item, reading.pagesRead);
  const ofThen = item.searchedOf === undefined ? '' : ' of the earlier reading';
  return (
    <details class="cites kind-absence">
      <summary>{`${kindWords.absence} on ${read} ${read === 1 ? 'page' : 'pages'}`}</summary>
      {urls.length < read ? (
        <div class="para soft">
          All {read} pages{ofThen} were searched; these came nearest:
        </div>
      ) : null}
      <ul class="searched">
        {urls.map((url) => (
          <li>
            <Outside url={url} text={url} />
          </li>
        ))}
      </ul>
      {children}
    </details>
  );
}

/** Where an error in a statement or check is reported; nothing where nobody would hear of it. */
export function ReportLink({ item, reading }: { item: object; reading: Reading }) {
  const path = reading.pathOf(item);
  if (!reading.report || path === undefined) return null;
  return (
    <a class="report-link" href={reading.report(path)} rel="nofollow">
      Report an error in this
    </a>
  );
}

/** A quote in its surrounding text, with page, address, date and the digest of the stored page. */
export function CitationView({ citation, reading }: { citation: Citation; reading: Pick<Reading, 'around'> }) {
  const around = reading.around(citation);
  const [before, after] = [withoutGaps(around.before), withoutGaps(around.after)];
  return (
    <figure class="citation">
      <blockquote cite={citation.url}>
        {before ? <span class="around">…{before}</span> : null}
        <mark>{citation.quote}</mark>
        {after ? <span class="around">{after}…</span> : null}
      </blockquote>
      <figcaption>
        Vendor says, on <Outside url={citation.url} text={citation.title || citation.url} />, fetched{' '}
        <time datetime={citation.fetchedAt}>{day(citation.fetchedAt)}</time>. Stored page{' '}
        <code title={citation.pageDigest}>{citation.pageDigest.slice(0, 12)}</code>
      </figcaption>
    </figure>
  );
}

/** Around a quote, headings and paragraphs need no blank lines between them to be told apart. */
function withoutGaps(text: string): string {
  return text.replace(/\n\s*\n/g, '\n');
}

/** A link to a vendor's site: only http and https become links, and the host is always visible. */
export function Outside({ url, text }: { url: string; text: string }) {
  if (!/^https?:\/\//.test(url)) return <span>{text}</span>;
  const host = new URL(url).host;
  return (
    <a href={url} rel="noopener nofollow ugc">
      {text}
      {text.includes(host) ? null : <span class="soft"> ({host})</span>}
    </a>
  );
}

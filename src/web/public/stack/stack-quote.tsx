import type { Citation, Claim } from '../../../domain/analysis.ts';
import { day } from '../day.ts';

/** A quote with the page that it stands on. What stands around it is shown on the analysis; a browser has no more than this. */
export function StackQuote({ citation }: { citation: Citation }) {
  const { url, title, quote, fetchedAt } = citation;
  const isWeb = /^https?:\/\//.test(url);
  return (
    <figure class="citation">
      <blockquote cite={isWeb ? url : undefined}>
        <mark>{quote}</mark>
      </blockquote>
      <figcaption>
        {title ? <>{title}, </> : null}
        {isWeb ? (
          <a href={url} rel="noopener nofollow ugc">
            {url}
          </a>
        ) : (
          url
        )}
        , fetched <time datetime={fetchedAt}>{day(fetchedAt)}</time>
      </figcaption>
    </figure>
  );
}

/** What a statement rests on: its quotes, opening in place, or the word for what it is instead. */
export function StackGrounds({ claim }: { claim: Claim }) {
  if (claim.kind === 'judgement') return <span class="kind">Judgement</span>;
  if (claim.kind === 'absence') return <span class="kind">Not found</span>;
  return (
    <details class="cites">
      <summary>{claim.citations.length === 1 ? 'Quote' : `${claim.citations.length} quotes`}</summary>
      {claim.citations.map((citation) => (
        <StackQuote citation={citation} />
      ))}
    </details>
  );
}

import type { ToldNews } from '../../actions/what-changed.ts';
import type { ToldQuote } from '../../domain/change-story.ts';
import { wordDiff } from '../../domain/word-diff.ts';
import { day } from './reading.ts';

interface NewsListProps {
  news: ToldNews[];
  base: string;
  /** Whether each line names its product; on a product's own page it need not. */
  named: boolean;
}

/** Publications and withdrawals, newest first, each with what it changed. */
export function NewsList({ news, base, named }: NewsListProps) {
  return (
    <ol class="news">
      {news.map((each) => (
        <li id={anchorOf(each)}>
          <NewsItem news={each} base={base} named={named} />
        </li>
      ))}
    </ol>
  );
}

/** Where a list shows a piece of news; the same for ever. */
export function anchorOf({ kind, version }: Pick<ToldNews, 'kind' | 'version'>): string {
  return kind === 'withdrawn' ? `v${version}-withdrawn` : `v${version}`;
}

function NewsItem({ news, base, named }: { news: ToldNews; base: string; named: boolean }) {
  const { kind, slug, name, invented, version, at, approvedBy, reason, story } = news;
  const what = kind === 'withdrawn' ? `Version ${version} withdrawn` : `Version ${version}`;
  return (
    <article>
      <h2>
        {named ? (
          <>
            <a href={`${base}/vendors/${slug}`}>{name}</a>
            {invented ? <span class="invented"> (invented)</span> : null}{' '}
          </>
        ) : null}
        {kind === 'published' && reason === null ? (
          <a href={`${base}/vendors/${slug}/history/${version}`}>{what}</a>
        ) : (
          what
        )}
      </h2>
      <p class="soft">
        <time datetime={at}>{day(at)}</time>
        {kind === 'published' ? `, approved by ${approvedBy}` : ''}
      </p>
      {story.sentences.length === 1 ? (
        <p>{story.sentences[0]}</p>
      ) : (
        <ul>
          {story.sentences.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      )}
      {story.quotes.length > 0 ? (
        <details>
          <summary>
            {story.quotes.length === 1 ? 'The sentence' : `The ${story.quotes.length} sentences`} that changed at the
            source
          </summary>
          {story.quotes.map((quote) => (
            <QuoteBeside quote={quote} />
          ))}
        </details>
      ) : null}
    </article>
  );
}

/** A quote as it was and as it is, one over the other, with the words that differ marked. */
function QuoteBeside({ quote: { label, before, after, meaning } }: { quote: ToldQuote }) {
  const stretches = wordDiff(before ?? '', after ?? '');
  return (
    <div class="quote-change">
      <h3>{label}</h3>
      {meaning.length > 0 ? <p class="soft">{meaning.join('; ')}</p> : null}
      <dl>
        <dt>Was</dt>
        <dd>
          {before === null ? (
            <span class="soft">nothing of the kind</span>
          ) : (
            stretches.map(({ kind, text }) => (kind === 'come' ? null : kind === 'gone' ? <del>{text}</del> : text))
          )}
        </dd>
        <dt>Is</dt>
        <dd>
          {after === null ? (
            <span class="soft">gone from the documentation</span>
          ) : (
            stretches.map(({ kind, text }) => (kind === 'gone' ? null : kind === 'come' ? <ins>{text}</ins> : text))
          )}
        </dd>
      </dl>
    </div>
  );
}

import type { ToldNews } from '../../actions/what-changed.ts';
import type { ToldQuote } from '../../domain/change-story.ts';
import { wordDiff } from '../../domain/word-diff.ts';
import type { QuietReading, VersionCard } from '../../ports.ts';
import { day } from './reading.ts';

interface NewsListProps {
  news: ToldNews[];
  base: string;
  /** Whether each line names its product; on a product's own page it need not. */
  named: boolean;
  /** Of one product: when its documentation was read, for its versions and between them. */
  read?: { readings: readonly QuietReading[]; versions: readonly VersionCard[] };
}

/** Publications and withdrawals, newest first, each with what it changed, and readings that found nothing new between them. */
export function NewsList({ news, base, named, read }: NewsListProps) {
  const readings = read?.readings ?? [];
  const between = readings.filter(({ version }) => version === null);
  return (
    <ol class="news">
      {news.map((each, index) => (
        <>
          <Quiet readings={between.filter(({ at }) => at > each.at && !isAbove(at, news[index - 1]))} />
          <li id={anchorOf(each)}>
            <NewsItem
              news={each}
              base={base}
              named={named}
              readAt={read?.versions.find(({ version }) => version === each.version)?.card.readAt}
              readings={readings.filter(({ version }) => version === each.version)}
            />
          </li>
        </>
      ))}
      <Quiet readings={between.filter(({ at }) => !isAbove(at, news.at(-1)))} />
    </ol>
  );
}

/** Whether a reading ended after the news: then it stands above, among what came later. */
function isAbove(at: string, news: ToldNews | undefined): boolean {
  return news !== undefined && at > news.at;
}

/** What was found unchanged between two pieces of news; nothing where nobody looked. */
function Quiet({ readings }: { readings: readonly QuietReading[] }) {
  if (readings.length === 0) return null;
  return <li class="soft">Read again without finding a change on {daysOf(readings)}.</li>;
}

/** Days that one line names: with a weekly schedule those of two months. */
const daysShown = 8;

function daysOf(readings: readonly QuietReading[]): string {
  const days = [...new Set(readings.map(({ at }) => day(at)))];
  return `${days.slice(0, daysShown).join(', ')}${days.length > daysShown ? ' and before' : ''}`;
}

/** Where a list shows a piece of news; the same for ever. */
export function anchorOf({ kind, version }: Pick<ToldNews, 'kind' | 'version'>): string {
  return kind === 'withdrawn' ? `v${version}-withdrawn` : `v${version}`;
}

interface NewsItemProps extends Pick<NewsListProps, 'base' | 'named'> {
  news: ToldNews;
  /** When the documentation was read for it. */
  readAt: string | undefined;
  /** Readings that found what it says unchanged while it waited for approval. */
  readings: readonly QuietReading[];
}

function NewsItem({ news, base, named, readAt, readings }: NewsItemProps) {
  const { kind, slug, name, invented, version, at, approvedBy, reason, story } = news;
  const isTold = kind === 'published' && reason === null;
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
        {isTold ? <a href={`${base}/vendors/${slug}/history/${version}`}>{what}</a> : what}
      </h2>
      <p class="soft">
        <time datetime={at}>{day(at)}</time>
        {kind === 'published' ? `, approved by ${approvedBy}` : ''}
        {isTold && readAt ? `. Its documentation was read on ${day(readAt)}` : ''}
        {isTold && readings.length > 0 ? ` and, unchanged, on ${daysOf(readings)}` : ''}
        {isTold && readAt ? '.' : ''}
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

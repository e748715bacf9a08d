import type { ToldNews } from '../../actions/what-changed.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { QuietReading, VersionCard } from '../../ports.ts';
import { type Frame, Layout } from './layout.tsx';
import { LevelTimeline } from './level-timeline.tsx';
import { NewsList } from './news-list.tsx';
import { Pager, type Turns } from './pager.tsx';
import { day } from './reading.ts';

interface HistoryProps {
  frame: Frame;
  name: string;
  slug: string;
  /** Newest first. */
  news: ToldNews[];
  /** Oldest first; none in the static export, which holds one version. */
  versions: VersionCard[];
  /** When the documentation was read again and nothing had changed, newest first. */
  readings: QuietReading[];
  turns?: Turns;
  rubric: Rubric;
}

/** What became of a product's analysis, newest first: versions with what they changed, withdrawals, readings that found nothing new. */
export function HistoryPage({ frame, name, slug, news, versions, readings, turns, rubric }: HistoryProps) {
  const isServed = frame.base === '';
  return (
    <Layout
      frame={frame}
      title={`History of ${name}`}
      description={`Every version of the analysis of ${name}: when it was published, who approved it, and what it changed.`}
      canonical={`/vendors/${slug}/history`}
      feed={`/vendors/${slug}/feed.atom`}
    >
      <div class="title-row">
        <h1>
          History of <a href={`${frame.base}/vendors/${slug}`}>{name}</a>
        </h1>
        <a class="on-screen" href={`${frame.base}/vendors/${slug}/feed.atom`}>
          Follow it as a feed
        </a>
      </div>
      {isServed ? (
        <form method="get" action={`/vendors/${slug}`} class="inline as-of-form">
          <label for="as-of">See the analysis as it stood on</label>{' '}
          <input id="as-of" type="date" name="as-of" required /> <button type="submit">Show</button>
        </form>
      ) : null}
      {isServed ? <ChooseVersions slug={slug} versions={versions} /> : null}
      <LevelTimeline versions={versions} rubric={rubric} />
      <NewsList news={news} base={frame.base} named={false} read={{ readings, versions }} />
      {turns ? <Pager turns={turns} of="the history" /> : null}
    </Layout>
  );
}

/** Any two versions beside each other; nothing where there is one. */
function ChooseVersions({ slug, versions }: Pick<HistoryProps, 'slug' | 'versions'>) {
  const [older, newest] = [versions.at(-2), versions.at(-1)];
  if (!older || !newest) return null;
  const choice = (name: string, chosen: number) => (
    <select id={`${name}-version`} name={name}>
      {versions.map(({ version, at }) => (
        <option value={String(version)} selected={version === chosen}>
          {version} ({day(at)})
        </option>
      ))}
    </select>
  );
  return (
    <form method="get" action={`/vendors/${slug}/history`} class="inline as-of-form">
      <label for="from-version">What changed from version</label> {choice('from', older.version)}{' '}
      <label for="to-version">to</label> {choice('to', newest.version)} <button type="submit">Show</button>
    </form>
  );
}

import type { ToldNews } from '../../actions/what-changed.ts';
import { type Frame, Layout } from './layout.tsx';
import { NewsList } from './news-list.tsx';
import { Pager, type Turns } from './pager.tsx';

interface ChangesProps {
  frame: Frame;
  news: ToldNews[];
  turns: Turns;
}

/** What was published, changed and withdrawn, over all products. */
export function ChangesPage({ frame, news, turns }: ChangesProps) {
  return (
    <Layout
      frame={frame}
      title="Changes"
      description="What was published, changed and withdrawn, in sentences and with the quotes behind them."
      canonical="/changes"
      here="/changes"
      feed="/feed.atom"
    >
      <div class="title-row">
        <h1>Changes</h1>
        <a class="on-screen" href={`${frame.base}/feed.atom`}>
          Follow them as a feed
        </a>
      </div>
      {news.length === 0 ? (
        <div class="empty">
          <h2>Nothing has been published yet</h2>
          <p>Each approved analysis, each change to one and each withdrawal will be listed here.</p>
        </div>
      ) : (
        <NewsList news={news} base={frame.base} named />
      )}
      <Pager turns={turns} of="changes" />
    </Layout>
  );
}

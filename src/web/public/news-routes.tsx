import type { Context, Hono } from 'hono';
import { whatChanged } from '../../actions/what-changed.ts';
import { keptAnswer } from '../kept-answer.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { atomFeed } from './atom-feed.ts';
import { ChangesPage } from './changes-page.tsx';
import { HistoryPage } from './history-page.tsx';
import { latestPublication } from './latest-publication.ts';
import { turnsOf } from './pager.tsx';

/** Publications and withdrawals on one page: each may bring a dozen sentences. */
const newsShown = 20;
/** Readings that one page of a history looks at: with a daily schedule those of more than a year. */
const readingsOnPage = 400;
/** Entries of a feed: readers ask every hour or so, and a busy catalogue publishes a few dozen a day. */
const feedEntries = 50;
/** A feed may be five minutes old. */
const feedSeconds = 300;

type Asked = Context<{ Variables: WebVariables }>;

/** What was published, changed and withdrawn: pages and feeds, over all products and of one. */
export function addNewsPages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { office } = parts;
  const { store, rubric } = office;

  app.get('/changes', async (c) => {
    const { before, after } = c.req.query();
    const { items, ...cursors } = await store.news.list({ limit: newsShown, before, after });
    const news = await whatChanged(office, items);
    return page(c, <ChangesPage frame={frameOf(c, parts)} news={news} turns={turnsOf(cursors, '/changes')} />);
  });

  app.get('/vendors/:slug/history', async (c) => {
    const { slug, analysis } = await latestPublication(store, c.req.param('slug'));
    // The form that chooses two versions; what differs between them has an address of its own.
    const [from, to] = [c.req.query('from'), c.req.query('to')].map(Number);
    if (Number.isSafeInteger(from) && Number.isSafeInteger(to)) {
      return c.redirect(`/vendors/${slug}/history/${from}..${to}`, 302);
    }
    const { before, after } = c.req.query();
    const { items, ...cursors } = await store.news.list({ slug, limit: newsShown, before, after });
    // What was read after the last piece of news on this page belongs to it, too, up to the first of the next.
    const [following] = cursors.next ? (await store.news.list({ slug, limit: 1, after: cursors.next })).items : [];
    const until = cursors.previous ? (items[0]?.at ?? null) : null;
    const readings = await store.news.quietReadings(slug, { from: following?.at ?? null, until }, readingsOnPage);
    const path = `/vendors/${slug}/history`;
    return page(
      c,
      <HistoryPage
        frame={frameOf(c, parts)}
        name={analysis.vendor.name}
        slug={slug}
        news={await whatChanged(office, items)}
        versions={await store.news.cards(slug)}
        readings={readings}
        turns={turnsOf(cursors, path)}
        rubric={rubric}
      />,
    );
  });

  app.get('/feed.atom', async (c) => {
    const { items } = await store.news.list({ limit: feedEntries });
    const news = await whatChanged(office, items);
    return feed(c, atomFeed(news, { title: 'Assay: changes', ...addresses(parts, '/feed.atom', '/changes') }));
  });

  app.get('/vendors/:slug/feed.atom', async (c) => {
    const { slug, analysis } = await latestPublication(store, c.req.param('slug'));
    const { items } = await store.news.list({ slug, limit: feedEntries });
    const news = await whatChanged(office, items);
    const title = `${analysis.vendor.name}: changes of the analysis`;
    const own = addresses(parts, `/vendors/${slug}/feed.atom`, `/vendors/${slug}/history`);
    return feed(c, atomFeed(news, { title, ...own }));
  });
}

function addresses({ baseUrl }: WebParts, self: string, shown: string) {
  return { baseUrl, self, page: shown };
}

function feed(c: Asked, body: string): Response {
  return keptAnswer(c, { body, type: 'application/atom+xml; charset=utf-8', seconds: feedSeconds });
}

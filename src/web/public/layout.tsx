import type { Child } from 'hono/jsx';
import { may, type Person } from '../../domain/person.ts';
import { DataBlock } from './data-block.tsx';
import { type Alternate, PageMeta } from './page-meta.tsx';

/** What every page needs to know besides its content. */
export interface Frame {
  /** Null for strangers and in the static export. */
  person: Person | null;
  /** What the person calls themselves, where they said so. */
  name?: string;
  /** Drafts that wait for a reviewer, where whoever asks could take one. */
  waiting?: number;
  /** Address of the stylesheet. */
  stylesheet: string;
  /** Prefix of links to our pages: empty on a server, relative in an export. */
  base: string;
  /** The address that people use, without a trailing slash; absent in an export that was not told where it will stand. */
  site?: string;
}

interface LayoutProps {
  frame: Frame;
  title: string;
  description?: string;
  /** Path under which the page is to be known and quoted, without what filters or dates add. */
  canonical?: string;
  /** The same content for programs. */
  alternates?: readonly Alternate[];
  /** What the page says, as JSON-LD. */
  data?: object;
  /** Which entry of the navigation is here. */
  here?: string;
  /** Address of a module of ours that makes the page quicker to use; nothing depends on it. */
  script?: string;
  /** Path of the feed that tells the same as the page. */
  feed?: string;
  /** Path of the page that a browser goes on to at once, for a page that stands in its place. */
  leadsTo?: string;
  /** Further scripts of ours, in their order. */
  scripts?: readonly { path: string; isModule: boolean }[];
  children: Child;
}

const open = [
  ['/', 'Catalogue'],
  ['/stack', 'Stack Builder'],
  ['/changes', 'Changes'],
  ['/methodology', 'Methodology'],
] as const;
const inside = [
  ['/review', 'Review'],
  ['/runs', 'Runs'],
  ['/schedule', 'Schedule'],
  ['/vendors', 'Products'],
  ['/insights', 'Insights'],
] as const;
const deciding = [['/audit', 'Audit']] as const;

/** The frame of every page: skip link, header with navigation, the content, the fixed words of the footer. */
export function Layout(props: LayoutProps) {
  const { frame, title, here, script, feed, scripts, children } = props;
  const { description, canonical, alternates, data, leadsTo } = props;
  const { person } = frame;
  const entries = [...open, ...(person ? inside : []), ...(person && may(person, 'decide') ? deciding : [])];
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Assay`}</title>
        {leadsTo ? <meta http-equiv="refresh" content={`0;url=${frame.base}${leadsTo}`} /> : null}
        <PageMeta {...{ frame, title, description, canonical, alternates }} />
        <link rel="icon" type="image/svg+xml" href={`${frame.base}/favicon.svg`} />
        {feed ? <link rel="alternate" type="application/atom+xml" title={title} href={`${frame.base}${feed}`} /> : null}
        <link rel="stylesheet" href={frame.stylesheet} />
        {script ? <script type="module" src={script} /> : null}
        {scripts?.map(({ path, isModule }) =>
          isModule ? <script type="module" src={path} /> : <script defer src={path} />,
        )}
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to the content
        </a>
        <header class="site-head">
          <a class="wordmark" href={`${frame.base}/`}>
            Assay
          </a>
          <nav aria-label="Main">
            {entries.map(([path, name]) => (
              <a href={`${frame.base}${path}`} aria-current={here === path ? 'page' : undefined}>
                {name}
                {path === '/review' && frame.waiting ? <Waiting count={frame.waiting} /> : null}
              </a>
            ))}
          </nav>
          <Account frame={frame} settingsHere={here === '/settings'} />
        </header>
        <main id="content">{children}</main>
        <footer class="site-foot">
          <p>
            Analyses are drafted by software from public documentation and reviewed by a named person. A quote proves
            that the vendor says so, not that it is so: validate with your own evaluation.
          </p>
          <p>
            INPACT and GOALS come from the book <cite>Trust Before Intelligence</cite>, whose author claims the names as
            trademarks.
          </p>
        </footer>
        {data ? <DataBlock value={data} /> : null}
      </body>
    </html>
  );
}

/** A number beside "Review"; the words are for those who hear the page. */
function Waiting({ count }: { count: number }) {
  return (
    <span class="count">
      {' '}
      {count > 99 ? '99+' : count}
      <span class="unseen"> {count === 1 ? 'draft waits' : 'drafts wait'}</span>
    </span>
  );
}

function Account({ frame, settingsHere }: { frame: Frame; settingsHere: boolean }) {
  const { person, name, base } = frame;
  if (!person)
    return base === '' ? (
      <a class="account" href="/sign-in">
        Sign in
      </a>
    ) : null;
  return (
    <form class="account" method="post" action="/sign-out">
      <span title={person.email}>
        {name || person.email.replace(/@.*/, '')} <span class="soft">({person.role})</span>
      </span>
      <a href="/settings" aria-current={settingsHere ? 'page' : undefined}>
        Settings
      </a>
      <button type="submit" class="quiet">
        Sign out
      </button>
    </form>
  );
}

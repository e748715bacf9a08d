import type { Child } from 'hono/jsx';
import { may, type Person } from '../../domain/person.ts';

/** What every page needs to know besides its content. */
export interface Frame {
  /** Null for strangers and in the static export. */
  person: Person | null;
  /** Address of the stylesheet. */
  stylesheet: string;
  /** Prefix of links to our pages: empty on a server, relative in an export. */
  base: string;
}

interface LayoutProps {
  frame: Frame;
  title: string;
  description?: string;
  /** Which entry of the navigation is here. */
  here?: string;
  /** Reloads after so many seconds, for pages of work under way. */
  refresh?: number;
  /** Address of a module of ours that makes the page quicker to use; nothing depends on it. */
  script?: string;
  children: Child;
}

const open = [
  ['/', 'Catalogue'],
  ['/methodology', 'Methodology'],
] as const;
const inside = [
  ['/review', 'Review'],
  ['/runs', 'Runs'],
  ['/vendors/new', 'New product'],
] as const;
const deciding = [['/audit', 'Audit']] as const;

/** The frame of every page: skip link, header with navigation, the content, the fixed words of the footer. */
export function Layout({ frame, title, description, here, refresh, script, children }: LayoutProps) {
  const { person } = frame;
  const entries = [...open, ...(person ? inside : []), ...(person && may(person, 'decide') ? deciding : [])];
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {description ? <meta name="description" content={description} /> : null}
        {refresh ? <meta http-equiv="refresh" content={String(refresh)} /> : null}
        <title>{`${title} · Assay`}</title>
        <link rel="icon" type="image/svg+xml" href={`${frame.base}/favicon.svg`} />
        <link rel="stylesheet" href={frame.stylesheet} />
        {script ? <script type="module" src={script} /> : null}
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
              </a>
            ))}
          </nav>
          <Account person={frame.person} signIn={frame.base === ''} />
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
      </body>
    </html>
  );
}

function Account({ person, signIn }: { person: Person | null; signIn: boolean }) {
  if (!person)
    return signIn ? (
      <a class="account" href="/sign-in">
        Sign in
      </a>
    ) : null;
  return (
    <form class="account" method="post" action="/sign-out">
      <span>
        {person.email} <span class="soft">({person.role})</span>
      </span>
      <button type="submit" class="quiet">
        Sign out
      </button>
    </form>
  );
}

import { leftOutWords } from '../../domain/left-out.ts';
import { plannedPages } from '../../domain/planned-pages.ts';
import { readingTime } from '../../domain/reading-time.ts';
import type { SiteView } from '../../domain/site-view.ts';

type Seen = Extract<SiteView, { kind: 'seen' }>;

/** What would be read of a site and what would not, why, and what that costs: the plan that `assay vendors add` prints. */
export function PlanView({ site, cost }: { site: Seen; cost: string }) {
  const { asked, first, leftOut, elsewhere, seconds } = site.plan;
  const more = asked - first.length;
  return (
    <>
      <dl class="pairs">
        <dt>It says</dt>
        <dd>{site.description || opening(site.beginning)}</dd>
        <dt>Pages</dt>
        <dd>{plannedPages(site.plan)}</dd>
        <dt>Time</dt>
        <dd>{readingTime(seconds)} of reading</dd>
        <dt>Cost</dt>
        <dd>{cost}</dd>
      </dl>
      <details class="plan">
        <summary>Which pages, and which not</summary>
        <h3>Read first</h3>
        <Addresses of={first} />
        {more > 0 ? <p class="soft">and {more} more, best first by what the questions need</p> : null}
        {elsewhere.length > 0 ? (
          <>
            <h3>On other hosts of the site</h3>
            <Addresses of={elsewhere} />
          </>
        ) : null}
        {leftOut.length > 0 ? (
          <>
            <h3>Left out</h3>
            <ul>
              {leftOut.map(({ reason, count, examples }) => (
                <li>
                  {count} {leftOutWords[reason]}
                  {examples[0] ? (
                    <>
                      , such as <span class="address">{examples[0]}</span>
                    </>
                  ) : null}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </details>
    </>
  );
}

/** As much of a page's beginning as tells whether it is the right one. */
const openingCharacters = 200;

function opening(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= openingCharacters ? line : `${line.slice(0, openingCharacters).replace(/\s+\S*$/, '')} …`;
}

function Addresses({ of }: { of: readonly string[] }) {
  return (
    <ul class="addresses">
      {of.map((url) => (
        <li class="address">{url}</li>
      ))}
    </ul>
  );
}

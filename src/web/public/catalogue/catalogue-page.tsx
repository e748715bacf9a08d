import { AsOfNotice } from '../as-of-notice.tsx';
import { type Frame, Layout } from '../layout.tsx';
import { CatalogueCard } from './catalogue-card.tsx';
import { CatalogueChips } from './catalogue-chips.tsx';
import { CatalogueFilters } from './catalogue-filters.tsx';
import { CatalogueNothing } from './catalogue-nothing.tsx';
import { CataloguePager } from './catalogue-pager.tsx';
import type { CatalogueShown } from './catalogue-shown.ts';
import { CatalogueTable } from './catalogue-table.tsx';
import { CatalogueToolbar } from './catalogue-toolbar.tsx';

interface CatalogueProps {
  frame: Frame;
  shown: CatalogueShown;
  /** How many drafts wait for the signed-in person; shown only to people who can act on it. */
  waiting?: number;
  /** Address of the script that changes the list in place. */
  script?: string;
}

/** The catalogue: every published product, found by words and filters, in cards or lines. */
export function CataloguePage({ frame, shown, waiting = 0, script }: CatalogueProps) {
  const { chosen, moment } = shown;
  return (
    <Layout
      frame={frame}
      title="Catalogue"
      description="Technology products, analysed from their public documentation, with a quote behind every statement."
      canonical="/"
      here="/"
      scripts={script ? [{ path: script, isModule: false }] : undefined}
    >
      {moment ? <AsOfNotice moment={moment} today={`${frame.base}/`} /> : null}
      <div class="intro">
        <h1>What products for AI agents document, quote by quote</h1>
        <p>
          Each analysis answers 66 yes-or-no questions from the product’s own documentation, scores two rubrics by
          arithmetic, and was approved by a named person. Open any quote to see it on the page it came from.
        </p>
      </div>
      {waiting > 0 ? (
        <p class="notice">
          <a href="/review">{waiting === 1 ? 'One draft waits' : `${waiting} drafts wait`} for review</a>. Nothing is
          public before a person approves it.
        </p>
      ) : null}
      {chosen.all === 0 ? <Empty frame={frame} isPast={moment !== null} /> : <Catalogue shown={shown} />}
    </Layout>
  );
}

/** The part that changes with the query; with htmx, in place. */
function Catalogue({ shown }: { shown: CatalogueShown }) {
  const { chosen, unknown, query, base } = shown;
  return (
    <div
      class="catalogue"
      id="catalogue"
      hx-history-elt
      hx-target="#catalogue"
      hx-select="#catalogue"
      hx-swap="outerHTML show:none"
      hx-push-url="true"
    >
      <CatalogueFilters shown={shown} />
      <section class="found" aria-label="Products found">
        {unknown.length > 0 ? (
          <p class="notice">
            The address also asks for {unknown.map((each) => `“${each}”`).join(', ')}, which this catalogue does not
            know or not take at once; it was left out.
          </p>
        ) : null}
        <CatalogueToolbar shown={shown} />
        <CatalogueChips shown={shown} />
        {chosen.total === 0 ? (
          <CatalogueNothing shown={shown} />
        ) : (
          <form class="compare-form" method="get" action={`${base}/compare`}>
            {query.asOf === '' ? null : <input type="hidden" name="as-of" value={query.asOf} />}
            {query.view === 'table' ? (
              <CatalogueTable shown={shown} />
            ) : (
              <ul class="cards">
                {chosen.shown.map((publication) => (
                  <CatalogueCard publication={publication} shown={shown} />
                ))}
              </ul>
            )}
            {chosen.total > 1 ? (
              <p class="compare-bar">
                <button type="submit">Compare the ticked products</button> <span class="soft">Tick two to four.</span>
              </p>
            ) : null}
          </form>
        )}
        <CataloguePager shown={shown} />
      </section>
    </div>
  );
}

function Empty({ frame, isPast }: { frame: Frame; isPast: boolean }) {
  return (
    <div class="empty">
      <h2>{isPast ? 'Nothing was published then' : 'Nothing is published yet'}</h2>
      <p>
        {frame.person ? (
          <>
            Approve a draft in <a href="/review">Review</a>, or <a href="/vendors/new">add a product</a> to analyse.
          </>
        ) : (
          'An analysis appears here once a person has approved it.'
        )}
      </p>
    </div>
  );
}

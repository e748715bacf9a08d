import type { AsOf } from '../../actions/as-of.ts';
import type { ListedPublication } from '../../domain/publication-card.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { AsOfNotice } from './as-of-notice.tsx';
import { totalText } from './framework-view.tsx';
import { type Frame, Layout } from './layout.tsx';
import { Pager, type Turns } from './pager.tsx';
import { Radar } from './radar.tsx';
import { categoryName, day, dimensionOf, layerName } from './reading.ts';

interface CatalogueProps {
  frame: Frame;
  publications: ListedPublication[];
  /** None in the static export, which lists everything. */
  turns?: Turns;
  rubric: Rubric;
  /** How many drafts wait for the signed-in person; shown only to people who can act on it. */
  waiting?: number;
  /** The past time that is shown; null or absent for now. */
  moment?: AsOf | null;
}

/** The catalogue: every published product with both totals and what it is. */
export function CataloguePage({ frame, publications, turns, rubric, waiting = 0, moment }: CatalogueProps) {
  return (
    <Layout
      frame={frame}
      title="Catalogue"
      description="Technology products, analysed from their public documentation, with a quote behind every statement."
      here="/"
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
      {publications.length === 0 ? (
        <div class="empty">
          <h2>Nothing is published yet</h2>
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
      ) : (
        <ul class="cards">
          {publications.map((publication) => (
            <Card publication={publication} rubric={rubric} base={frame.base} />
          ))}
        </ul>
      )}
      {turns ? <Pager turns={turns} of="the catalogue" /> : null}
    </Layout>
  );
}

function Card({ publication, rubric, base }: { publication: ListedPublication; rubric: Rubric; base: string }) {
  const { card, slug } = publication;
  return (
    <li class="card">
      <h2>
        <a href={`${base}/vendors/${slug}`}>{card.name}</a>
      </h2>
      <p class="soft">
        {layerName(rubric, card.layer)} · {categoryName(rubric, card.category)}
      </p>
      <p>{card.summary}</p>
      <div class="scores">
        {(['inpact', 'goals'] as const).map((id) => (
          <div>
            <Radar
              small
              title={`${rubric[id].name} levels`}
              spokes={card[id].dimensions.map((dimension) => ({
                name: dimensionOf(rubric, dimension.id)?.name ?? dimension.id,
                level: dimension.level,
                max: dimension.max,
              }))}
            />
            <p>
              {rubric[id].name} <strong>{totalText(card[id])}</strong>
            </p>
          </div>
        ))}
      </div>
      <p class="soft">Documentation as of {day(card.readAt)}</p>
    </li>
  );
}

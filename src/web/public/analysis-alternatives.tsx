import type { OtherProducts } from '../../actions/others-like.ts';
import { compareAddress } from '../../domain/compare-query.ts';
import type { ListedPublication } from '../../domain/publication-card.ts';
import { apartWords, nothingElse } from './alternative-words.ts';
import { Section, type SectionProps } from './analysis-sections.tsx';
import { asOfQuery } from './as-of-query.ts';
import { ClaimView } from './claim-view.tsx';
import { totalText } from './framework-view.tsx';
import { categoryName, layerName } from './reading.ts';
import { Table } from './table.tsx';

type AlternativesProps = SectionProps & {
  base: string;
  /** What else the catalogue has; null where nothing is published yet, or another version stands. */
  others: OtherProducts | null;
};

/** What the analysis names in this product's place, and what else the catalogue has for it. */
export function Alternatives({ analysis, reading, base, others }: AlternativesProps) {
  const { alternatives } = analysis;
  if (alternatives.length === 0 && !others) return null;
  return (
    <Section id="alternatives" title="Alternatives">
      {alternatives.length > 0 ? (
        <dl class="pairs">
          {alternatives.map(({ name, slug, reason }) => (
            <>
              <dt>{slug ? <a href={`${base}/vendors/${slug}`}>{name}</a> : name}</dt>
              <dd>
                <ClaimView claim={reason} reading={reading} />
              </dd>
            </>
          ))}
        </dl>
      ) : null}
      {others ? <Others analysis={analysis} reading={reading} base={base} others={others} /> : null}
    </Section>
  );
}

function Others({ analysis, reading, base, others }: AlternativesProps & { others: OtherProducts }) {
  const { nearest, inCategory, moment } = others;
  const { rubric } = reading;
  const { category, layer } = analysis.vendor;
  if (nearest.length === 0) return <p>{nothingElse(analysis, rubric, others)}</p>;
  return (
    <>
      <h3 id="others">Others in {layerName(rubric, layer)} that the catalogue has</h3>
      <p class="soft">
        Found by their place in the catalogue, with the levels of their own analyses: nobody chose or reviewed this
        list.
      </p>
      <Table
        head={['Product', rubric.inpact.name, rubric.goals.name, 'Stands higher in', 'Stands lower in', '']}
        rows={nearest.map((other) => rowOf(other, { analysis, reading, base, others }))}
      />
      {inCategory > nearest.length ? (
        <p>
          {/* Without a number: the catalogue lists invented products too, which are not among these. */}
          <a href={`${base}/?${new URLSearchParams({ category, ...(moment ? { 'as-of': moment.asked } : {}) })}`}>
            All in {categoryName(rubric, category)}
          </a>
        </p>
      ) : null}
    </>
  );
}

function rowOf(other: ListedPublication, { analysis, reading, base, others }: AlternativesProps) {
  const { slug, card } = other;
  const { category, slug: own } = analysis.vendor;
  const moment = others?.moment ?? null;
  return [
    <>
      <a href={`${base}/vendors/${slug}${asOfQuery(moment)}`}>{card.name}</a>
      {card.category === category ? null : <span class="soft">, {categoryName(reading.rubric, card.category)}</span>}
    </>,
    totalText(card.inpact),
    totalText(card.goals),
    apartWords('higher', { analysis, card, rubric: reading.rubric }),
    apartWords('lower', { analysis, card, rubric: reading.rubric }),
    <a href={`${base}/compare${compareAddress({ slugs: [own, slug], add: '', asOf: moment?.asked ?? '' })}`}>
      Compare<span class="unseen"> with {card.name}</span>
    </a>,
  ];
}

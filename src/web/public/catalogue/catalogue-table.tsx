import type { Sorting } from '../../../domain/catalogue-query.ts';
import { isInvented } from '../../../domain/invented.ts';
import type { ListedPublication } from '../../../domain/publication-card.ts';
import { priceWords } from '../../../domain/vendor-words.ts';
import { day } from '../day.ts';
import { totalText } from '../framework-view.tsx';
import { categoryName } from '../reading.ts';
import { addressWith, type CatalogueShown } from './catalogue-shown.ts';
import { ComparePick } from './compare-pick.tsx';
import { sortingOf } from './facet-words.ts';
import { passedWords } from './passed-words.ts';
import { productAddress } from './product-address.ts';

/** Columns by title; those with an order are put in it by their head. */
const columns: readonly { title: string; sort?: Sorting }[] = [
  { title: 'Product', sort: 'name' },
  { title: 'INPACT', sort: 'inpact' },
  { title: 'GOALS', sort: 'goals' },
  { title: 'Meets the levels for' },
  { title: 'Price' },
  { title: 'Read', sort: 'fresh' },
];

/** Products as lines of a table, whose head puts them in order. */
export function CatalogueTable({ shown }: { shown: CatalogueShown }) {
  const inForce = sortingOf(shown.query);
  return (
    <table class="rows catalogue-table">
      <caption class="unseen">Products</caption>
      <thead hx-boost="true">
        <tr>
          {columns.map(({ title, sort }) => (
            <th scope="col" aria-sort={sort === inForce ? directions[sort] : undefined}>
              {sort ? (
                <a href={addressWith(shown, { sort })}>
                  {title}
                  {sort === inForce ? (
                    <span aria-hidden="true"> {directions[sort] === 'ascending' ? '▲' : '▼'}</span>
                  ) : null}
                </a>
              ) : (
                title
              )}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {shown.chosen.shown.map((publication) => (
          <Line publication={publication} shown={shown} />
        ))}
      </tbody>
    </table>
  );
}

const directions: Readonly<Record<Sorting, 'ascending' | 'descending'>> = {
  match: 'descending',
  inpact: 'descending',
  goals: 'descending',
  fresh: 'descending',
  name: 'ascending',
};

function Line({ publication, shown }: { publication: ListedPublication; shown: CatalogueShown }) {
  const { slug, card } = publication;
  const { rubric } = shown;
  return (
    <tr>
      <th scope="row">
        <a href={productAddress(shown, slug)}>{card.name}</a>{' '}
        <span class="soft">
          {card.layer} {categoryName(rubric, card.category)}
          {isInvented(card.homepage) ? ', an invented product' : null}
        </span>
      </th>
      <td class="figure" data-label={rubric.inpact.name}>
        {totalText(card.inpact)}
      </td>
      <td class="figure" data-label={rubric.goals.name}>
        {totalText(card.goals)}
      </td>
      <td data-label="Meets the levels for">{passedWords(rubric, card) ?? 'none'}</td>
      <td data-label="Price">{priceWords[card.price.kind]}</td>
      <td class="figure" data-label="Read">
        {day(card.readAt)}
      </td>
      <td data-label="">
        <ComparePick slug={slug} name={card.name} />
      </td>
    </tr>
  );
}

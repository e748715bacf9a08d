import type { Sorting } from '../../../domain/catalogue-query.ts';
import { addressWith, type CatalogueShown } from './catalogue-shown.ts';
import { sortingNames, sortingOf } from './facet-words.ts';

/** How many fit, and the ways to put them in another order or form. */
export function CatalogueToolbar({ shown }: { shown: CatalogueShown }) {
  const { query, chosen } = shown;
  const inForce = sortingOf(query);
  const sortings: readonly Sorting[] = [...(query.words === '' ? [] : (['match'] as const)), ...always];
  const points = inForce === 'inpact' || inForce === 'goals';
  return (
    <div class="toolbar">
      <p role="status">
        <strong>{countWords(shown)}</strong>
      </p>
      <nav class="choices" aria-label="Order" hx-boost="true">
        <span class="soft">Order</span>
        {sortings.map((sort) => (
          <a href={addressWith(shown, { sort })} aria-current={sort === inForce ? 'true' : undefined}>
            {sortingNames[sort]}
          </a>
        ))}
      </nav>
      <nav class="choices" aria-label="Form" hx-boost="true">
        <span class="soft">Form</span>
        {(['cards', 'table'] as const).map((view) => (
          <a href={addressWith(shown, { view })} aria-current={view === query.view ? 'true' : undefined}>
            {view === 'cards' ? 'Cards' : 'Table'}
          </a>
        ))}
      </nav>
      {points && chosen.shown.some(({ card }) => card[inForce].assessed < card[inForce].of) ? (
        <p class="soft aside">
          In order of {sortingNames[inForce]} points. A dimension that was not assessed adds none; the scale of a
          product is that of its assessed dimensions.
        </p>
      ) : null}
    </div>
  );
}

const always = ['name', 'inpact', 'goals', 'fresh'] as const;

/** "25–48 of 312 products", and of how many where filters are set. */
function countWords({ chosen, query }: CatalogueShown): string {
  const { total, all, page, pages, shown } = chosen;
  const noun = total === 1 ? 'product' : 'products';
  const size = query.view === 'table' ? 50 : 24;
  const from = (page - 1) * size + 1;
  const part = pages > 1 ? `${figure(from)}–${figure(from + shown.length - 1)} of ${figure(total)}` : figure(total);
  if (total === all) return `${part} ${noun}`;
  const fits = total === 1 ? 'that fits' : 'that fit';
  return `${total === 0 ? 'No' : part} ${noun} ${fits}, of ${figure(all)}`;
}

/** "5,000", in every locale. */
function figure(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

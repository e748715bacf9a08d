import type { Facet } from '../../../domain/catalogue-query.ts';
import type { Condition } from '../../../domain/chosen-cards.ts';
import { addressWith, type CatalogueShown } from './catalogue-shown.ts';
import { facetNames, facetValue } from './facet-words.ts';

/** Says that nothing fits, which condition to drop, and how many that gives. */
export function CatalogueNothing({ shown }: { shown: CatalogueShown }) {
  const { chosen, query, base } = shown;
  const ways = [...chosen.without].filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a);
  const start = `${base}/${query.asOf === '' ? '' : `?${new URLSearchParams({ 'as-of': query.asOf })}`}`;
  return (
    <div class="empty">
      <h2>No product fits all of this</h2>
      {ways.length > 0 ? (
        <>
          <p>Drop one condition:</p>
          <ul class="claims" hx-boost="true">
            {ways.map(([condition, count]) => (
              <li>
                <a href={addressWith(shown, condition === 'words' ? { words: '' } : { [condition]: [] })}>
                  Without {conditionWords(shown, condition)}
                </a>
                : {count === 1 ? 'one product' : `${count} products`}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>
          {chosen.without.size > 1 ? 'Leaving one condition out does not help: begin' : 'Begin'} again from every
          product.
        </p>
      )}
      <p>
        <a href={start}>{chosen.all === 1 ? 'Show the one product' : `Show all ${chosen.all} products`}</a>
      </p>
    </div>
  );
}

function conditionWords({ query, rubric }: CatalogueShown, condition: Condition): string {
  if (condition === 'words') return `the words “${query.words}”`;
  const values = (query[condition] as string[]).map((value) => facetValue(rubric, condition, value));
  return `${lowered[condition]} ${values.join(condition === 'passes' ? ' and ' : ' or ')}`;
}

const lowered = Object.fromEntries(
  Object.entries(facetNames).map(([facet, name]) => [facet, name.toLowerCase()]),
) as Readonly<Record<Facet, string>>;

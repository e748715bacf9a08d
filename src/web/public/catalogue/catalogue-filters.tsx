import { type Facet, facets, mostLicences } from '../../../domain/catalogue-query.ts';
import { isSet } from '../../../domain/chosen-cards.ts';
import type { CatalogueShown } from './catalogue-shown.ts';
import { facetNames, facetValue } from './facet-words.ts';

/** What people decide by first stands open: where a product belongs in a stack, and whether it is good enough. */
const openAtFirst: ReadonlySet<Facet> = new Set(['layer', 'passes']);
const inOrder: readonly Facet[] = ['layer', 'passes', 'category', 'price', 'type', 'licence'];

/** Search box and filters: one form, whose address is the state. */
export function CatalogueFilters({ shown }: { shown: CatalogueShown }) {
  const { query, base } = shown;
  const set = facets.reduce((sum, facet) => sum + query[facet].length, 0);
  return (
    <search class="catalogue-filters" aria-label="Products">
      <form
        id="filters"
        method="get"
        action={`${base}/`}
        hx-get={`${base}/`}
        hx-trigger="submit, change from:find .facets"
        hx-sync="this:replace"
      >
        <div class="search-box">
          <input
            type="search"
            id="q"
            name="q"
            value={query.words}
            maxlength={200}
            placeholder="Name or purpose"
            aria-label="Search products"
          />
          <button type="submit">Search</button>
        </div>
        {query.sort === 'match' ? null : <input type="hidden" name="sort" value={query.sort} />}
        {query.view === 'cards' ? null : <input type="hidden" name="view" value={query.view} />}
        {query.asOf === '' ? null : <input type="hidden" name="as-of" value={query.asOf} />}
        <details class="facets" open={set > 0}>
          <summary>Filters{set > 0 ? ` (${set} set)` : ''}</summary>
          {inOrder.map((facet) => (
            <FacetFold facet={facet} shown={shown} />
          ))}
          <button type="submit" class="quiet">
            Apply filters
          </button>
        </details>
      </form>
    </search>
  );
}

function FacetFold({ facet, shown }: { facet: Facet; shown: CatalogueShown }) {
  const { query, chosen, rubric } = shown;
  const asked: readonly string[] = query[facet];
  const counted = chosen.counts[facet];
  const values = [...new Set([...counted.keys(), ...asked])]
    .map((value) => ({ value, name: facetValue(rubric, facet, value), count: counted.get(value) ?? 0 }))
    .filter(({ value, count }) => count > 0 || facet === 'passes' || asked.includes(value));
  // Layers and contexts have an order of their own; the rest are found by what most products have.
  const sorted = openAtFirst.has(facet)
    ? values.toSorted((a, b) => placeOf(shown, a.value) - placeOf(shown, b.value))
    : values.toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  // Licences have a long tail.
  const listed = sorted.filter(({ value }, at) => facet !== 'licence' || at < mostLicences || asked.includes(value));
  if (listed.length === 0) return null;
  return (
    <details class="facet" open={openAtFirst.has(facet) || isSet(query, facet)}>
      <summary>{facetNames[facet]}</summary>
      <ul>
        {listed.map(({ value, name, count }) => (
          <li>
            <label>
              <input
                type="checkbox"
                id={`${facet}-${value}`}
                name={facet}
                value={value}
                checked={asked.includes(value)}
              />
              <span>{name}</span> <span class="soft">{count}</span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

function placeOf({ rubric }: CatalogueShown, value: string): number {
  return [...rubric.stack.layers, ...rubric.stack.contexts].findIndex(({ id }) => id === value);
}

import { facets } from '../../../domain/catalogue-query.ts';
import { addressWith, type CatalogueShown } from './catalogue-shown.ts';
import { facetNames, facetValue } from './facet-words.ts';

/** What is searched and filtered by, each with the way to take it away. */
export function CatalogueChips({ shown }: { shown: CatalogueShown }) {
  const { query, rubric, base } = shown;
  const chips = facets.flatMap((facet) =>
    (query[facet] as string[]).map((value) => ({
      text: `${facetNames[facet]}: ${facetValue(rubric, facet, value)}`,
      to: addressWith(shown, { [facet]: (query[facet] as string[]).filter((other) => other !== value) }),
    })),
  );
  const words = query.words === '' ? [] : [{ text: `“${query.words}”`, to: addressWith(shown, { words: '' }) }];
  const all = [...words, ...chips];
  if (all.length === 0) return null;
  return (
    <ul class="chips" aria-label="What is searched and filtered by" hx-boost="true">
      {all.map(({ text, to }) => (
        <li>
          <a class="chip" href={to}>
            <span class="unseen">Remove </span>
            {text} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      {all.length > 1 ? (
        <li>
          <a href={addressWith({ ...shown, base }, { ...cleared, sort: query.sort })}>Remove all</a>
        </li>
      ) : null}
    </ul>
  );
}

/** A query without words and filters. */
const cleared = { words: '', layer: [], category: [], price: [], licence: [], type: [], passes: [] };

import { readCatalogueQuery } from '../../../domain/catalogue-query.ts';
import { chosenCards } from '../../../domain/chosen-cards.ts';
import { CataloguePage } from '../../../web/public/catalogue/catalogue-page.tsx';
import type { CatalogueShown } from '../../../web/public/catalogue/catalogue-shown.ts';
import { copiedCatalogue } from './copied-catalogue.ts';
import { copyFrame } from './copy-frame.ts';
import { foundByWords } from './found-by-words.ts';

/** The catalogue for a query. */
export async function drawCatalogue(params: URLSearchParams): Promise<string> {
  const { rubric, cards } = await copiedCatalogue();
  const { query: asked, unknown } = readCatalogueQuery(params, rubric);
  // A copy is one state: what was published earlier stands on the server it was made from.
  const past = asked.asOf === '' ? [] : [`as-of=${asked.asOf}`];
  const query = { ...asked, asOf: '' };
  const found = query.words === '' ? null : await foundByWords(query.words);
  const shown: CatalogueShown = {
    ...{ query, rubric, unknown: [...unknown, ...past] },
    chosen: chosenCards(cards, query, rubric, found),
    base: copyFrame.base,
    moment: null,
  };
  return String(<CataloguePage frame={copyFrame} shown={shown} />);
}

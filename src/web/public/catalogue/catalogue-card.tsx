import { isInvented } from '../../../domain/invented.ts';
import { licenceWords } from '../../../domain/licence-words.ts';
import type { ListedPublication } from '../../../domain/publication-card.ts';
import { priceWords } from '../../../domain/vendor-words.ts';
import { day } from '../day.ts';
import { categoryName, layerName } from '../reading.ts';
import { CatalogueScore } from './catalogue-scores.tsx';
import type { CatalogueShown } from './catalogue-shown.ts';
import { ComparePick } from './compare-pick.tsx';
import { passedWords } from './passed-words.ts';
import { productAddress } from './product-address.ts';

/** A product as a card: what it is, both radars, the contexts whose levels it meets, and how fresh it is. */
export function CatalogueCard({ publication, shown }: { publication: ListedPublication; shown: CatalogueShown }) {
  const { card, slug } = publication;
  const { rubric } = shown;
  const passed = passedWords(rubric, card);
  return (
    <li class="card">
      <h2>
        <a href={productAddress(shown, slug)}>{card.name}</a>
      </h2>
      <p class="soft">
        {layerName(rubric, card.layer)} · {categoryName(rubric, card.category)}
      </p>
      {isInvented(card.homepage) ? <p class="invented">An invented product</p> : null}
      <p class="summary">{card.summary}</p>
      <div class="scores">
        <CatalogueScore card={card} id="inpact" rubric={rubric} />
        <CatalogueScore card={card} id="goals" rubric={rubric} />
      </div>
      <p class="facts">{passed ? `Meets the levels for ${passed}` : 'Meets the levels for no context yet'}</p>
      <p class="facts soft">
        {card.price.kind === 'unknown' ? null : `${priceWords[card.price.kind]} · `}
        {/^(unknown|proprietary)$/.test(card.licence) ? null : `${licenceWords(card.licence)} · `}read{' '}
        {day(card.readAt)}
      </p>
      <ComparePick slug={slug} name={card.name} />
    </li>
  );
}

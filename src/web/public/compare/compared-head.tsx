import { isInvented } from '../../../domain/invented.ts';
import { licenceWords } from '../../../domain/licence-words.ts';
import { priceText } from '../../../domain/price-text.ts';
import { priceWords } from '../../../domain/vendor-words.ts';
import { day } from '../day.ts';
import { totalText } from '../framework-view.tsx';
import { categoryName, layerName } from '../reading.ts';
import { type ComparedShown, comparedAddress, namesOf } from './compared-shown.ts';
import { SeriesMark } from './series-mark.tsx';

/** The products themselves: what each is, both totals, and the way to its analysis or out of the comparison. */
export function ComparedHead({ shown }: { shown: ComparedShown }) {
  const { products, rubric, base, query } = shown;
  const slugs = products.map(({ publication }) => publication.slug);
  const at = query.asOf === '' ? '' : `?${new URLSearchParams({ 'as-of': query.asOf })}`;
  return (
    <ul class={`compared-head of-${products.length}`} aria-label={namesOf(shown).join(', ')}>
      {products.map(({ publication: { slug, analysis } }, line) => (
        <li>
          <h2>
            <SeriesMark line={line} /> <a href={`${base}/vendors/${slug}${at}`}>{analysis.vendor.name}</a>
          </h2>
          <p class="soft">
            {layerName(rubric, analysis.vendor.layer)} · {categoryName(rubric, analysis.vendor.category)}
          </p>
          {isInvented(analysis.vendor.homepage) ? <p class="invented">An invented product</p> : null}
          <p>{analysis.summary.text}</p>
          <dl class="figures-of">
            <dt>{rubric.inpact.name}</dt>
            <dd>{totalText(analysis.frameworks.inpact)}</dd>
            <dt>{rubric.goals.name}</dt>
            <dd>{totalText(analysis.frameworks.goals)}</dd>
            <dt>Price</dt>
            <dd>{priceText(analysis.vendor.price) || priceWords.unknown}</dd>
            <dt>Licence</dt>
            <dd>{licenceWords(analysis.vendor.licence)}</dd>
            <dt>Read</dt>
            <dd>{day(analysis.crawl.startedAt)}</dd>
          </dl>
          <p class="no-print">
            <a
              href={comparedAddress(
                shown,
                slugs.filter((other) => other !== slug),
              )}
            >
              Take {analysis.vendor.name} out
            </a>
          </p>
        </li>
      ))}
    </ul>
  );
}

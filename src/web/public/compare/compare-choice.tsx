import { mostCompared } from '../../../domain/compare-query.ts';
import { type ComparedShown, comparedAddress } from './compared-shown.ts';

/** What of the choice cannot be shown and why, and the way to add a product by its name. */
export function CompareChoice({ shown }: { shown: ComparedShown }) {
  const { products, missing, beyond, offers, query, base } = shown;
  const slugs = products.map(({ publication }) => publication.slug);
  const isFull = slugs.length >= mostCompared;
  return (
    <div class="compare-choice no-print">
      {missing.map(({ slug, reason, status, name }) => (
        <p class="problem">
          {reason} {status === 410 && name ? <a href={`${base}/vendors/${slug}/history`}>Its history</a> : null}
        </p>
      ))}
      {beyond.length > 0 ? (
        <div class="problem">
          <p>
            Four products fit beside each other; {beyond.length === 1 ? 'one more was' : `${beyond.length} more were`}{' '}
            asked for. Put one in the place of the last:
          </p>
          <ul class="claims">
            {beyond.map(({ slug, card }) => (
              <li>
                <a href={comparedAddress(shown, [...slugs.slice(0, mostCompared - 1), slug])}>{card.name}</a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {isFull ? null : (
        <form method="get" action={`${base}/compare`} class="add-product">
          {slugs.map((slug) => (
            <input type="hidden" name="v" value={slug} />
          ))}
          {query.asOf === '' ? null : <input type="hidden" name="as-of" value={query.asOf} />}
          <label for="add">{slugs.length === 0 ? 'Find a product' : 'Add a product'}</label>
          <div class="search-box">
            <input type="search" id="add" name="add" value={query.add} maxlength={200} required />
            <button type="submit">Find</button>
          </div>
        </form>
      )}
      {query.add !== '' && !isFull ? (
        offers.length === 0 ? (
          <p role="status">
            No {slugs.length > 0 ? 'other ' : ''}product is found by “{query.add}”.{' '}
            <a href={`${base}/`}>The catalogue</a> lists all.
          </p>
        ) : (
          <>
            <p role="status">
              {offers.length === 1 ? 'One product' : `${offers.length} products`} found by “{query.add}”:
            </p>
            <ul class="claims">
              {offers.map(({ slug, card }) => (
                <li>
                  <a href={comparedAddress(shown, [...slugs, slug])}>Add {card.name}</a>
                </li>
              ))}
            </ul>
          </>
        )
      ) : null}
    </div>
  );
}

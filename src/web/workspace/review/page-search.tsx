import { Outside } from '../../public/claim-view.tsx';
import { type Target, UseSentence } from './quote-list.tsx';
import type { Shown } from './shown.ts';

/** Search in the stored pages of this draft; every sentence found may be used as evidence. */
export function PageSearch({ shown, targets }: { shown: Shown; targets: Target[] }) {
  const { desk, item, query, found } = shown;
  return (
    <section class="page-search" aria-labelledby="search-title">
      <h3 id="search-title">Search the stored pages</h3>
      <form method="get" action={`/review/${desk.draft.id}#search-title`} class="inline">
        {item ? <input type="hidden" name="at" value={item} /> : null}
        <input type="search" name="q" value={query} maxlength={200} aria-label="Words to look for" data-key="/" />
        <button type="submit" class="quiet">
          Search
        </button>
      </form>
      {query !== '' && found.length === 0 ? (
        <p class="soft">No stored page of this draft says that. Try fewer or other words.</p>
      ) : null}
      {found.map(({ page, text, from, headings, flags }) => (
        <div class="quoted">
          <figure class="citation">
            <blockquote cite={page.url}>{text}</blockquote>
            <figcaption>
              <Outside url={page.url} text={page.title || page.url} />
              {headings.length > 0 ? `, under ${headings.join(' › ')}` : ''}
              {flags.length > 0 ? ` (${flags.join(', ')})` : ''}
            </figcaption>
          </figure>
          <UseSentence shown={shown} targets={targets} sentence={{ textDigest: page.textDigest, quote: text, from }} />
        </div>
      ))}
    </section>
  );
}

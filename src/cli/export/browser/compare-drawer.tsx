import type { MissingProduct } from '../../../actions/compared.ts';
import { mostCompared, readCompareQuery } from '../../../domain/compare-query.ts';
import type { Publication } from '../../../domain/publication.ts';
import { ComparePage } from '../../../web/public/compare/compare-page.tsx';
import type { ComparedShown } from '../../../web/public/compare/compared-shown.ts';
import { readingOf } from '../../../web/public/reading.ts';
import { dataFiles } from '../data-files.ts';
import { copiedCatalogue } from './copied-catalogue.ts';
import { copyFrame } from './copy-frame.ts';
import { copiedJson } from './copy-place.ts';
import { foundByWords } from './found-by-words.ts';

/** Products offered for one search, as on a server. */
const offersShown = 8;

/** A comparison for a query. Quotes stand without what is around them, which each product's own page shows. */
export async function drawComparison(params: URLSearchParams): Promise<string> {
  const { rubric, cards } = await copiedCatalogue();
  const query = { ...readCompareQuery(params), asOf: '' };
  const bySlug = new Map(cards.map((card) => [card.slug, card]));
  const asked = query.slugs.slice(0, mostCompared);
  const known = asked.filter((slug) => bySlug.has(slug));
  const publications = await Promise.all(known.map((slug) => copiedJson<Publication>(dataFiles.analysis(slug))));
  const found = query.add === '' ? [] : [...(await foundByWords(query.add)).keys()];
  const shown: ComparedShown = {
    ...{ query, rubric, base: copyFrame.base, moment: null },
    products: publications.map((publication) => ({
      publication,
      reading: readingOf(rubric, publication.analysis, new Map()),
    })),
    missing: asked.filter((slug) => !bySlug.has(slug)).map(missing),
    beyond: query.slugs.slice(mostCompared).flatMap((slug) => bySlug.get(slug) ?? []),
    offers: found
      .filter((slug) => !query.slugs.includes(slug))
      .flatMap((slug) => bySlug.get(slug) ?? [])
      .slice(0, offersShown),
  };
  return String(<ComparePage frame={copyFrame} shown={shown} />);
}

function missing(slug: string): MissingProduct {
  return { slug, name: null, reason: `This copy holds no published analysis called “${slug}”.`, status: 404 };
}

import MiniSearch from 'minisearch';
import type { Publication } from '../../domain/publication.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { wordIndexOptions } from './word-index-options.ts';

/** The words of products for the copy's own search. */
export interface WordIndex {
  add(publication: Publication): void;
  /** As a file. The same for the same products added in the same order. */
  text(): string;
}

/** An index that keeps no analysis. */
export function wordIndex(rubric: Rubric): WordIndex {
  const index = new MiniSearch<ProductWords>(wordIndexOptions);
  return {
    add: (publication) => index.add(productWords(publication, rubric)),
    text: () => JSON.stringify(index),
  };
}

/** What is searched of a product, in the words of its analysis. */
interface ProductWords {
  slug: string;
  name: string;
  /** What it is: layer, category, summary. */
  what: string;
  /** What is said of it: strengths, limitations, the quotes of met checks. */
  said: string;
}

/** The words of a publication that a search looks at. */
function productWords({ slug, analysis }: Publication, { stack }: Rubric): ProductWords {
  const { vendor, summary, strengths, limitations, frameworks } = analysis;
  const layer = stack.layers.find(({ id }) => id === vendor.layer);
  const category = layer?.categories.find(({ id }) => id === vendor.category);
  const met = [frameworks.inpact, frameworks.goals]
    .flatMap(({ dimensions }) => dimensions.flatMap(({ checks }) => checks))
    .filter(({ decision }) => decision === 'met')
    .flatMap(({ citations }) => citations.map(({ quote }) => quote));
  return {
    slug,
    name: vendor.name,
    what: [layer?.name, category?.name, summary.text].join(' '),
    said: [...strengths, ...limitations]
      .map(({ text }) => text)
      .concat(met)
      .join(' '),
  };
}

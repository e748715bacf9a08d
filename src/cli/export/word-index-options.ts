import type { Options } from 'minisearch';
import { stem } from '../../domain/stem.ts';

/** How words are searched in a copy: an index must be read with what it was made with. */
export const wordIndexOptions: Options = {
  idField: 'slug',
  fields: ['name', 'what', 'said'],
  processTerm: (term) => stem(term.toLowerCase()),
  searchOptions: {
    combineWith: 'AND',
    // A name that is asked for comes first, then what a product is.
    boost: { name: 8, what: 3 },
    // The last word may still be being typed.
    prefix: (_term, at, terms) => at === terms.length - 1,
  },
};

import { guessName } from '../domain/guess-name.ts';
import { guessPlace } from '../domain/guess-place.ts';
import type { Stack } from '../domain/rubric.ts';
import type { SiteView } from '../domain/site-view.ts';
import { slugFrom } from '../domain/vendor.ts';

/** What a person said of a product, with what its pages tell of the rest. */
export interface Understood {
  fields: Record<string, unknown>;
  /** Those that the pages told. */
  guessed: ('name' | 'category')[];
}

/** Fills in the name and the place in the stack from a look at the site; what the pages do not tell stays open. */
export function understoodFields(stack: Stack, said: Record<string, unknown>, site: SiteView | null): Understood {
  const fields = { ...said };
  const guessed: Understood['guessed'] = [];
  if (site?.kind !== 'seen') return { fields, guessed };
  const name = fields.name ? null : guessName(site.title, site.url);
  if (name && slugFrom(name) !== '') {
    fields.name = name;
    guessed.push('name');
  }
  const layers = stack.layers.filter(({ id }) => !fields.layer || id === fields.layer);
  const place = fields.category ? null : guessPlace(layers, site);
  if (place) {
    Object.assign(fields, place);
    guessed.push('category');
  }
  return { fields, guessed };
}

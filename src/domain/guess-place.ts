import { categoryCues } from './category-cues.ts';
import type { Layer } from './closed-lists.ts';
import type { LayerInfo } from './rubric.ts';
import type { SiteView } from './site-view.ts';

/** A layer and one of its categories. */
export interface Place {
  layer: Layer;
  category: string;
}

/** What a site says of itself. */
type SeenWords = Pick<Extract<SiteView, { kind: 'seen' }>, 'title' | 'description' | 'beginning'>;

/** A site's own title and description say what it is; its text also says what it works with. */
const inTitle = 6;
const inDescription = 4;
const inText = 1;
/** A cue counts again where it is repeated, but a page that repeats one word says little more. */
const mostRepeats = 3;
/** The first sentences say what a product is; later ones what it can be joined with. */
const openingCharacters = 400;

/** The category of these layers that a site's own words speak of most, or null where they speak of none. Ties go to the rubric's order. */
export function guessPlace(layers: readonly LayerInfo[], site: SeenWords): Place | null {
  let best: { place: Place; score: number } | null = null;
  for (const layer of layers) {
    for (const { id, name } of layer.categories) {
      const cues = new Set([plain(name), ...(categoryCues[id] ?? [])]);
      const score = [...cues].reduce((sum, cue) => sum + worth(cue, site), 0);
      if (score > (best?.score ?? 0)) best = { place: { layer: layer.id, category: id }, score };
    }
  }
  return best?.place ?? null;
}

function worth(cue: string, site: SeenWords): number {
  const opening = site.beginning.slice(0, openingCharacters);
  return (
    count(cue, site.title) * inTitle +
    count(cue, site.description) * inDescription +
    count(cue, opening) * inText * 2 +
    count(cue, site.beginning.slice(openingCharacters)) * inText
  );
}

/** How often a cue stands in a text as whole words, plural included. */
function count(cue: string, text: string): number {
  const words = cue.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/[ -]/g, '[\\s-]+');
  const found = plain(text).match(new RegExp(`(?<![\\p{L}\\d])${words}(?:s|es)?(?![\\p{L}\\d])`, 'gu'));
  return Math.min(mostRepeats, found?.length ?? 0);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s*\([^)]*\)$/, '')
    .replace(/\s+/g, ' ');
}

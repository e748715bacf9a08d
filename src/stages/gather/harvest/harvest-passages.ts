import type { Corpus, CorpusPage, Passage } from '../../../domain/corpus.ts';
import type { PlacedPassage } from './page-part.ts';

/**
 * What a model reads of a corpus, by address and place: each passage once, where it stands first. Code says little that
 * a sentence beside it does not, old versions say what no longer holds, and what speaks to a model is never shown to one.
 */
export function harvestPassages(corpus: Corpus): PlacedPassage[] {
  const found: PlacedPassage[] = [];
  for (const passage of corpus.passages) {
    const [place] = passage.places;
    const page = place && corpus.pages[place.page];
    if (place === undefined || page === undefined || isLeftOut(passage, page)) continue;
    found.push({ passage, page, place });
  }
  return found.sort(
    (a, b) => (a.page.url < b.page.url ? -1 : a.page.url > b.page.url ? 1 : 0) || a.place.start - b.place.start,
  );
}

function isLeftOut(passage: Passage, page: CorpusPage): boolean {
  if (passage.kind === 'code' || passage.flags.includes('code')) return true;
  if (passage.flags.includes('injection-suspect')) return true;
  return passage.flags.includes('old-version') || page.flags.includes('old-version');
}

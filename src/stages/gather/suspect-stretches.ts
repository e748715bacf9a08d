import type { Corpus, Place } from '../../domain/corpus.ts';
import type { IsSuspect } from './gate-offers.ts';

/** Tells whether a stretch of a page's stored text touches a passage that speaks to a model, wherever that stands. */
export function suspectStretches(corpus: Corpus): IsSuspect {
  const byUrl = new Map<string, Place[]>();
  for (const { flags, places } of corpus.passages) {
    if (!flags.includes('injection-suspect')) continue;
    for (const place of places) {
      const url = corpus.pages[place.page]?.url ?? '';
      const those = byUrl.get(url);
      if (those === undefined) byUrl.set(url, [place]);
      else those.push(place);
    }
  }
  return (url, { start, end }) => byUrl.get(url)?.some((place) => place.start < end && place.end > start) ?? false;
}

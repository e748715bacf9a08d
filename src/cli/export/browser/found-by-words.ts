import MiniSearch from 'minisearch';
import { dataFiles } from '../data-files.ts';
import { wordIndexOptions } from '../word-index-options.ts';
import { copiedText } from './copy-place.ts';

let index: Promise<MiniSearch> | null = null;

/** The products whose analysis says all of the words, by slug, with how well they fit: more is better. */
export async function foundByWords(words: string): Promise<ReadonlyMap<string, number>> {
  index ??= copiedText(dataFiles.words).then((text) => MiniSearch.loadJSON(text, wordIndexOptions));
  const found = (await index).search(words);
  return new Map(found.map(({ id, score }) => [String(id), score]));
}

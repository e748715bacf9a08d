import type { Publication } from '../../domain/publication.ts';
import { type ListedPublication, publicationCard } from '../../domain/publication-card.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { StackDetails } from '../../domain/stack/stack-product.ts';
import { type CopiedCatalogue, dataFiles } from './data-files.ts';
import { shownRubric } from './shown-rubric.ts';
import type { SiteFolder } from './site-folder.ts';
import { type ProductWords, productWords, wordIndex } from './word-index.ts';

/** What the pages that a browser draws in a copy are made of. */
export interface CopiedData {
  /** Notes what lists show of a product, and writes what is told of it where it stands in a stack. */
  add(publication: Publication, folder: SiteFolder): Promise<void>;
  /** Writes the catalogue with the words of the rubric, and the index of its words. */
  write(folder: SiteFolder): Promise<void>;
}

/** Keeps a card and the words of each product, and no analysis. */
export function copiedData(rubric: Rubric): CopiedData {
  const cards: ListedPublication[] = [];
  const words: ProductWords[] = [];
  return {
    async add({ analysis, ...rest }, folder) {
      cards.push({ ...rest, card: publicationCard(analysis) });
      words.push(productWords({ ...rest, analysis }, rubric));
      const { trustRisks, integrations } = analysis;
      const details: StackDetails = { trustRisks, integrations };
      await folder.write(dataFiles.details(rest.slug), JSON.stringify(details));
    },
    async write(folder) {
      const catalogue: CopiedCatalogue = { rubric: shownRubric(rubric), cards: cards.sort(byName) };
      await folder.write(dataFiles.catalogue, JSON.stringify(catalogue));
      await folder.write(dataFiles.words, wordIndex(words.sort(bySlug)));
    },
  };
}

/** Pages come in no order, and the files must not tell in which. */
function bySlug(a: { slug: string }, b: { slug: string }): number {
  return a.slug < b.slug ? -1 : 1;
}

/** As the server lists them. */
function byName(a: ListedPublication, b: ListedPublication): number {
  const [mine, theirs] = [a.card.name.toLowerCase(), b.card.name.toLowerCase()];
  return mine === theirs ? bySlug(a, b) : mine < theirs ? -1 : 1;
}

import type { Publication } from '../../domain/publication.ts';
import { type ListedPublication, publicationCard } from '../../domain/publication-card.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { StackDetails } from '../../domain/stack/stack-product.ts';
import { type CopiedCatalogue, dataFiles } from './data-files.ts';
import { shownRubric } from './shown-rubric.ts';
import type { SiteFolder } from './site-folder.ts';
import { wordIndex } from './word-index.ts';

/**
 * Writes what the pages that a browser draws in a copy are made of, from the analyses that stand in the folder: the catalogue with
 * the words of the rubric, the index of its words, and of each product what is told of it where it stands in a stack.
 */
export async function writeCopiedData(
  folder: SiteFolder,
  { slugs, rubric }: { slugs: readonly string[]; rubric: Rubric },
): Promise<void> {
  const cards: ListedPublication[] = [];
  // In one order, whatever the pages came in; one at a time, because a thousand analyses fill a memory.
  const words = wordIndex(rubric);
  for (const slug of [...slugs].sort()) {
    if (!folder.has(dataFiles.analysis(slug))) continue;
    const { analysis, ...rest } = JSON.parse(await folder.read(dataFiles.analysis(slug))) as Publication;
    cards.push({ ...rest, card: publicationCard(analysis) });
    words.add({ ...rest, analysis });
    const { trustRisks, integrations } = analysis;
    const details: StackDetails = { trustRisks, integrations };
    folder.write(dataFiles.details(slug), JSON.stringify(details));
  }
  const catalogue: CopiedCatalogue = { rubric: shownRubric(rubric), cards: cards.sort(byName) };
  folder.write(dataFiles.catalogue, JSON.stringify(catalogue));
  folder.write(dataFiles.words, words.text());
}

/** As the server lists them. */
function byName(a: ListedPublication, b: ListedPublication): number {
  const [mine, theirs] = [a.card.name.toLowerCase(), b.card.name.toLowerCase()];
  if (mine !== theirs) return mine < theirs ? -1 : 1;
  return a.slug < b.slug ? -1 : 1;
}

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { corpusOfFolder } from './documents-folder.ts';
import type { Ground } from './ground.ts';
import { toolsOf } from './run-chain.ts';

/** How many passages of real documentation are taken for text that speaks to a model. */
export interface FlaggedShare {
  passages: number;
  flagged: number;
  products: number;
}

/** Over every product in the folder of documents, or the first in a sample; null where there is no such folder. */
export async function flaggedShare(ground: Ground): Promise<FlaggedShare | null> {
  const { folders, size } = ground;
  if (folders === null || !existsSync(folders.docs)) return null;
  const entries = await readdir(folders.docs, { withFileTypes: true });
  const products = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const chosen = products.sort().slice(0, size === 'whole' ? products.length : 1);
  let [passages, flagged] = [0, 0];
  for (const product of chosen) {
    const corpus = await corpusOfFolder(join(folders.docs, product), product, toolsOf(ground, null, []));
    passages += corpus.passages.length;
    flagged += corpus.passages.filter(({ flags }) => flags.includes('injection-suspect')).length;
  }
  return { passages, flagged, products: chosen.length };
}

import { type CopiedCatalogue, dataFiles } from '../data-files.ts';
import { copiedJson } from './copy-place.ts';

let known: Promise<CopiedCatalogue> | null = null;

/** The catalogue of the copy; read once a page. */
export function copiedCatalogue(): Promise<CopiedCatalogue> {
  known ??= copiedJson<CopiedCatalogue>(dataFiles.catalogue);
  return known;
}

import { spdxSpelling } from './spdx-spelling.ts';

/** A licence under a heading: an SPDX id as SPDX spells it, however it was entered. What nobody entered says nothing of what the product's pages say. */
export function licenceWords(licence: string): string {
  if (licence === 'unknown') return 'Not entered';
  return licence === 'proprietary' ? 'Proprietary' : spdxSpelling(licence);
}

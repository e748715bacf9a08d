/** A licence under a heading: an SPDX id as it is. What nobody entered says nothing of what the product's pages say. */
export function licenceWords(licence: string): string {
  if (licence === 'unknown') return 'Not entered';
  return licence === 'proprietary' ? 'Proprietary' : licence;
}

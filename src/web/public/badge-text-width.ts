/** Advance widths at 11 px, in tenths of a pixel, of the widest of the fonts that a badge names (Verdana). */
const widths: readonly (readonly [characters: string, tenths: number])[] = [
  ['il', 30],
  [" .,:;'|!fj", 39],
  ['tr()[]/-IJ', 48],
  ['csz', 58],
  ['aekvxyoFL', 66],
  ['bdghnpqu0123456789EPTY', 70],
  ['ABCKRSVXZ', 77],
  ['DGHNOQU', 86],
  ['wM', 93],
  ['mW%@', 109],
];

const byCharacter = new Map(widths.flatMap(([characters, tenths]) => [...characters].map((each) => [each, tenths])));

/** How wide a text is on a badge, in whole pixels; a character that is not known counts as one of the widest. */
export function badgeTextWidth(text: string): number {
  const tenths = [...text].reduce((sum, character) => sum + (byCharacter.get(character) ?? 109), 0);
  return Math.ceil(tenths / 10);
}

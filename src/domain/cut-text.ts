/** The first so many UTF-16 units of a text, one less where that would halve a character: half of one is no valid text. */
export function cutText(text: string, most: number): string {
  const cut = text.slice(0, most);
  return cut.length < text.length ? cut.replace(/[\uD800-\uDBFF]$/, '') : cut;
}

/** Marks that would show as markup, or that only a template or an author's draft can hold. */
const markup = /<\/?[a-z][^>\n]*>|\*\*|__\w|\]\(|```|`|\{\{|\}\}|&(?:[a-z]+|#\d+);|^#{1,6}\s/i;

/** A score on its way somewhere: `3/6 -> 4`, `4 → 5`. */
const scoreArrow = /\d\s*(?:\/\s*\d+)?\s*(?:-+>|=+>|→|⇒|➜)\s*\d/;

const internalNote = /\b(?:TODO|FIXME|TBD|XXX|lorem ipsum)\b|\[(?:note|internal|sic|citation needed)\b|\bas an AI\b/i;

const doubledLayer = /\b(L[1-7])\s+\1\b/;

/** What is wrong with a text whatever it claims: one message a defect, each saying what to do. */
export function wordingDefects(text: string): string[] {
  if (text.trim() === '') return ['The text is empty: write it, or take the item out.'];
  const found: string[] = [];
  if (markup.test(text)) found.push('The text holds markup: write it as plain words.');
  if (scoreArrow.test(text))
    found.push('The text shows how a score moved: name the observed fact in place of the arrow.');
  if (internalNote.test(text)) found.push('The text holds an internal note: take it out.');
  if (doubledLayer.test(text)) found.push('The text has a layer id twice: keep the name of the layer only.');
  return found;
}

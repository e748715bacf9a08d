const name =
  /^(?:note|tip|info|information|important|warning|caution|danger|error|attention|hint|success|check|deprecated|see also)\b/i;
/** Longer than any of these names with a mark after it. */
const longest = 16;

/** Whether a text begins with the name of a kind of note, such as "Warning". */
export function beginsWithNoteName(text: string): boolean {
  return name.test(text.trimStart());
}

/** Whether a text is such a name and nothing else: it belongs to the note under it and says nothing itself. */
export function isNoteName(text: string): boolean {
  const word = text.trim();
  return word.length < longest && name.exec(word)?.[0].length === word.replace(/[:!.]$/, '').length;
}

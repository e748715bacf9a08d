/**
 * Characters of documentation a token. Real documentation has 4.7 to 5.1 of prose, fewer in tables of names; 4 keeps the
 * estimate on the safe side. A test holds it against a real tokenizer.
 */
const charactersAToken = 4;

/** About how many tokens a text takes, rather too many than too few. Beyond ASCII each character counts as one. */
export function estimateTokens(text: string): number {
  let weight = text.length;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) weight += charactersAToken - 1;
  return weight / charactersAToken;
}

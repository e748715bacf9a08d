/** Words by which sentences on a page that compares are ranked, by what they do for a reader. They do not show that a sentence compares. */
export const comparisonWords = {
  /** It says when which of the two is to be taken: what a reader wants to know first. */
  choosing: /\b(?:better|good|right|suited|suitable|ideal|prefer\w*|recommend\w*)\b/i,
  /** It says in what they differ. */
  contrasting: /\b(?:than|whereas|while|unlike|but|by contrast|instead|more|less|rather|lacks?)\b/i,
} as const;

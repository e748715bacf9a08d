/** What shows that a sentence sets two products against each other, by what it does for a reader who compares. */
export const comparisonWords = {
  /** It says when which of the two is to be taken: what a reader wants to know first. */
  choosing: /\b(?:better|good|right|suited|suitable|ideal|prefer\w*|recommend\w*)\b/i,
  /** It says in what they differ. */
  contrasting: /\b(?:than|whereas|while|unlike|but|by contrast|instead|more|less|rather|lacks?)\b/i,
} as const;

const idle = new Set(
  'the and for with from that this its are was were into than then when which where while who whom has have had can may via under over not but also all any per use used using your you our one'.split(
    ' ',
  ),
);

/**
 * Two sentences, one of each text, that say the same: three quarters of the shorter one's content words stand in the
 * other. Null where there are none. Three content words at least, since two are soon shared by chance.
 */
export function repeatedSentence(first: string, second: string): string | null {
  for (const sentence of sentencesOf(first)) {
    const words = contentWords(sentence);
    if (words.size < 3) continue;
    for (const other of sentencesOf(second)) {
      const others = contentWords(other);
      if (others.size < 3) continue;
      const shared = [...words].filter((word) => others.has(word)).length;
      if (shared / Math.min(words.size, others.size) >= 0.75) return sentence;
    }
  }
  return null;
}

function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+(?=\p{Lu})|\n+|\s[—–]\s/u)
    .map((sentence) => sentence.trim())
    .filter(Boolean);
}

function contentWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}.-]*[\p{L}\p{N}]/gu) ?? [];
  return new Set(words.filter((word) => word.length > 2 && !idle.has(word)));
}

import { stopWords } from './stop-words.ts';

/** A sentence that may be the one somebody meant. */
export interface NearSentence<Of> {
  of: Of;
  text: string;
}

/** Less than half of the words is another sentence. */
const leastShared = 0.5;
/** As many as can be told apart at a glance. */
const mostShown = 3;
/** A quote of more words than these is a paragraph; its first words say which. */
const mostWords = 60;

/**
 * The sentences that share most of their telling words with a quote, nearest first: those the person may have meant who
 * typed it from memory. What repeats a sentence already given is left out.
 */
export function nearSentences<Of>(quote: string, sentences: Iterable<NearSentence<Of>>): NearSentence<Of>[] {
  const wanted = new Set(tellingWords(quote).slice(0, mostWords));
  if (wanted.size === 0) return [];
  const found: { share: number; sentence: NearSentence<Of> }[] = [];
  for (const sentence of sentences) {
    const words = new Set(tellingWords(sentence.text));
    let shared = 0;
    for (const word of wanted) if (words.has(word)) shared += 1;
    // Of both, so that neither a sentence with a few of the words nor a long one that happens to hold them is near.
    const share = (2 * shared) / (wanted.size + words.size);
    if (share >= leastShared) found.push({ share, sentence });
  }
  const said = new Set<string>();
  return found
    .toSorted((a, b) => b.share - a.share)
    .map(({ sentence }) => sentence)
    .filter(({ text }) => !said.has(text) && said.add(text))
    .slice(0, mostShown);
}

function tellingWords(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}._-]*/gu) ?? []).filter((word) => !stopWords.has(word));
}

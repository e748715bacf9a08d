import type { CorpusPage } from '../domain/corpus.ts';
import { units } from '../domain/sentences.ts';
import { stopWords } from '../domain/stop-words.ts';
import type { Office } from '../ports.ts';

/** A sentence of a draft's stored pages that holds words searched for. */
export interface FoundSentence {
  page: Pick<CorpusPage, 'url' | 'title' | 'textDigest'>;
  /** Where it begins in the stored text. */
  from: number;
  text: string;
  headings: string[];
  /** What the sentence's passage or page is, such as marketing or of an old version. */
  flags: string[];
}

/** As many as can be looked through at a glance. */
const mostFound = 12;

/**
 * Sentences of the stored pages that hold the words: all of them where one sentence does, else as many as any holds. What
 * shares one small part of a query with it is no find. Nothing for a query without words.
 */
export async function searchDraft(
  office: Pick<Office, 'store'>,
  draftId: string,
  query: string,
): Promise<FoundSentence[]> {
  const wanted = wordsOf(query.slice(0, 200)).filter((word, at, all) => all.indexOf(word) === at);
  const telling = wanted.filter((word) => !stopWords.has(word));
  const terms = telling.length > 0 ? telling : wanted;
  const corpus = terms.length > 0 ? await office.store.drafts.corpus(draftId) : null;
  if (!corpus) return [];
  const whole = query.trim().toLowerCase();
  const found: { held: number; score: number; sentence: FoundSentence }[] = [];
  for (const { text, kind, headings, places, flags } of corpus.passages) {
    const place = places[0];
    const page = place && corpus.pages[place.page];
    const lower = text.toLowerCase();
    if (!page || flags.includes('injection-suspect') || !terms.some((term) => lower.includes(term))) continue;
    for (const unit of units(text, kind)) {
      const held = heldIn(unit.text, terms);
      if (held === 0) continue;
      // All of them together, as they were typed, come first.
      const score = unit.text.toLowerCase().includes(whole) ? 1 : 0;
      const { url, title, textDigest } = page;
      const all = [...new Set([...flags, ...page.flags])];
      const sentence = {
        page: { url, title, textDigest },
        from: place.start + unit.start,
        text: unit.text,
        headings,
        flags: all,
      };
      found.push({ held, score, sentence });
    }
  }
  const most = Math.max(0, ...found.map(({ held }) => held));
  return found
    .filter(({ held }) => held === most)
    .sort((a, b) => b.score - a.score)
    .slice(0, mostFound)
    .map(({ sentence }) => sentence);
}

/** How many of the words begin a word of the sentence. */
function heldIn(text: string, terms: readonly string[]): number {
  const words = wordsOf(text);
  return terms.filter((term) => words.some((word) => word.startsWith(term))).length;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}._-]*/gu) ?? [];
}

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

/** Sentences of the stored pages that hold the words, those with most of them first. Nothing for a query without words. */
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
  const found: { score: number; sentence: FoundSentence }[] = [];
  for (const { text, kind, headings, places, flags } of corpus.passages) {
    const place = places[0];
    const page = place && corpus.pages[place.page];
    const lower = text.toLowerCase();
    if (!page || flags.includes('injection-suspect') || !terms.some((term) => lower.includes(term))) continue;
    for (const unit of units(text, kind)) {
      const score = scoreOf(unit.text, terms, whole);
      if (score === 0) continue;
      const { url, title, textDigest } = page;
      const all = [...new Set([...flags, ...page.flags])];
      const sentence = {
        page: { url, title, textDigest },
        from: place.start + unit.start,
        text: unit.text,
        headings,
        flags: all,
      };
      found.push({ score, sentence });
    }
  }
  return found
    .sort((a, b) => b.score - a.score)
    .slice(0, mostFound)
    .map(({ sentence }) => sentence);
}

/** How many of the words begin a word of the sentence; all of them together as typed count one more. */
function scoreOf(text: string, terms: readonly string[], whole: string): number {
  const words = wordsOf(text);
  const held = terms.filter((term) => words.some((word) => word.startsWith(term))).length;
  return held === 0 ? 0 : held + (text.toLowerCase().includes(whole) ? 1 : 0);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}._-]*/gu) ?? [];
}

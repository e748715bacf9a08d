import type { Quote } from '../../domain/evidence.ts';
import { wordCount } from './phrasing.ts';
import { clauseOf } from './quote-clause.ts';

/** A statement of the documentation in its own words, and the quote that it stands in. */
export interface Said {
  text: string;
  quote: Quote;
}

/** A shorter part of the sentence is taken where it shows the same. */
const wordsWanted = 12;
/** In quotation marks a sentence stands whole or not at all. */
const mostWordsQuoted = 28;
/** Longer ones are a paragraph inside a sentence. */
const mostWords = 20;

/** A verb that makes a statement of a line; a heading or an instruction has none of them. */
const stating =
  /(?<!\b(?:to|used|which|that) )\b(?:is|are|was|has|have|can|may|does|do|will|must|gets?|carries|carry|runs?|keeps?|reads?|writes?|sends?|uses?|takes?|gives?|holds?|needs?|requires?|supports?|provides?|allows?|enables?|offers?|exposes?|guarantees?|ensures?|includes?|contains?|stores?|records?|returns?|answers?|authenticate[sd]?|creates?|maps?|compares?|outputs?|follows?|ships?|appears?|causes?|caches?|retr(?:y|ies)|emits?|captures?|collects?|detects?|handles?|integrates?|accepts?|rejects?|validates?|verif(?:y|ies)|encrypts?|adds?|defines?|describes?|adjusts?|scales?|spreads?|replicates?|covers?|lets|makes?|names?|works?|starts?|logs?|measured|reports?|publish(?:es)?|contributes?)\b/;

/** Instructions and headings begin so; neither says what the product does. */
const instructing =
  /^(?:adapt|add|added|adds|adding|apply|build|check|choose|click|configure|configuring|consider|connect|copy|create|creating|define|defining|deploy|deploying|describes?|download|edit|enable|enabling|enter|execute|export|fetch|filter|find|generate|initiali[sz]e|disable|mount|pass|turn|wrap|call|clone|ensure|follow|get|getting|go|import|include|install|installing|join|learn|list|make|migrate|monitor|open|prepare|print|provide|provides|read|refer|remove|replace|report|restart|returns?|review|run|running|save|select|send|set|setting|specif(?:y|ies)|start|stop|support|test|try|update|upgrade|use|using|verify|view|visit|wait|whether|write)\b/i;

/** It speaks of the page it stands on, or answers only together with its neighbours. */
const ofThePage =
  /\b(?:this|these|those) (?:\w+ )?(?:page|section|topic|guide|tutorial|document|chapter|example|command|step|method|case|table|feature|way|release|project)s?\b|\b(?:following|as follows|below|above|earlier|previous(?:ly)? (?:section|step|example))\b|\bstep \d/i;

/** The statements among quotes that stand alone, clearest first: of the product by name, with the found words in it. */
export function saidIn(quotes: readonly Quote[], own: string): Said[] {
  return quotes
    .flatMap((quote, index) => {
      const texts = [wordsWanted, mostWords].map((most) => clauseOf(quote.citation.quote, most));
      const text = texts.find((each) => isStatement(each) && showsIt(each, quote));
      return text !== undefined ? [{ text, quote, index, weight: weightOf({ text, quote }, own) }] : [];
    })
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
    .map(({ text, quote }) => ({ text, quote }));
}

function isStatement(text: string): boolean {
  const count = wordCount(text);
  // "Ensures that …" has lost its subject, "Appender: …" is a heading, "In link mode, …" hangs on another sentence.
  const bare = text.replace(/\([^)]*\)/g, '');
  const first = /^\S+/.exec(text)?.[0].toLowerCase() ?? '';
  if (
    stating.test(first) ||
    /^(?:\S+ ){0,3}\S+: /.test(text) ||
    /^(?:in|within|across|per|like|for|minimum|an? (?:\S+ )?\S+ (?:that|which))\b/i.test(text)
  )
    return false;
  if (count < 4 || instructing.test(text) || ofThePage.test(text) || !stating.test(bare)) return false;
  // Half a dialogue, a path or a command does not read as a sentence.
  return !/\b(?:this|these|those|here|I|me|my|our|we|us|your?|let['’]s)\b|["“”$=\\]|--\w|\w\(\)|\s[/–-]\s/.test(text);
}

/** A heading in front of its sentence, and words that count on from the sentence before. */
const aslant =
  /^(?:\S+ ){0,3}\S+ [—–-] |\band\/or\b|, however,|^the (?:first|second|third|last|next|simplest|easiest|recommended)\b/i;

/** Whether a statement can be put into prose of ours as it stands. */
export function readsWell({ text }: Said): boolean {
  return !aslant.test(text);
}

/** What was cut away must not be what decided the check. */
function showsIt(text: string, quote: Quote): boolean {
  const found = plain(quote.found);
  return (found !== '' && plain(text).includes(found)) || plain(quote.citation.quote).length <= text.length + 2;
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

function weightOf({ text, quote }: Said, own: string): number {
  const found = plain(quote.found);
  const shows = found !== '' && plain(text).includes(found) ? 3 : 0;
  const named = text.startsWith(`${own} `) ? 3 : text.includes(own) ? 1 : 0;
  const marketing = quote.flags.includes('marketing') ? 2 : 0;
  return shows + named - marketing - (wordCount(text) > 14 ? 1 : 0);
}

/** Openings that only make sense after the sentence before. */
const following = /^(?:this|these|those|it|they|he|she|also|so|then|thus|hence|such|however|therefore|but|and|or)\b/i;

/** A whole sentence that is fit for quotation marks though not for our own prose: it addresses its reader, or opens aslant. */
export function quotable(quotes: readonly Quote[]): Said | null {
  for (const quote of quotes) {
    const line = quote.citation.quote.replace(/\s+/g, ' ').trim();
    const text = line.replace(/[.!]$/, '');
    const count = wordCount(text);
    if (count < 5 || count > mostWordsQuoted || following.test(text) || /\balso\b/.test(text) || ofThePage.test(text))
      continue;
    if (!/^\p{Lu}/u.test(text) || /[.!?]\s|[<>{}`|"“”=\\]|:\/\/|\w\(\)|:$/.test(text) || !/[.!]$/.test(line)) continue;
    return { text, quote };
  }
  return null;
}

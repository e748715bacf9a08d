import { wordCount } from './phrasing.ts';

/** Openings that lean on the sentence before, or speak to a reader of that page. */
const leaning =
  /^(?:ultimately|additionally|moreover|furthermore|meanwhile|similarly|likewise|this|these|that|those|it|its|they|their|there|here|he|she|see|whether|with|to|by|at|from|on|under|however|also|so|therefore|thus|then|hence|instead|otherwise|such|both|you|your|we|our|let|click|refer|if|when|for (?:example|more|instance|this|these)|in (?:this|that|these|such|the (?:following|above))|as (?:mentioned|shown|described|above)|the (?:following|above|below|former|latter|same|other)|below|above|e\.g|i\.e|and|but|or|nor|yet|because|since|although|though|while|unlike|next|first|second|finally|example|figure|step|another|above)\b/i;

const preface =
  /^(?:(?:please )?note(?: that)?|important|warning|caution|tip|info|limitation|remark|breaking|non-breaking|currently|at present|as of now)[:,]?\s+/i;

/** A head with one of these in front waits for the clause that was cut away. */
const dangling =
  /^(?:as|built|based|designed|using|given|depending|once|after|before|during|through|via|including|for|\p{L}+ing)\b/iu;

/** What turns a statement when it is left out. */
const turning =
  /\b(?:not|no|never|unless|except|only|but|however|without|preview|beta|alpha|experimental|deprecated|enterprise)\b|n['’]t\b/i;

/**
 * A quote's own words as a statement that stands alone, without its full stop: whole when short enough, else up to the
 * last clause boundary that fits. Empty when it leans on its neighbours, asks, addresses the reader, or when what would
 * be cut away turns its meaning.
 */
export function clauseOf(quote: string, most: number): string {
  const line = quote.replace(/\s+/g, ' ').trim().replace(preface, '');
  const next = /[.!?][)”"]?\s+(?=\p{Lu})/u.exec(line);
  if (next && turning.test(line.slice(next.index))) return '';
  const text = next ? line.slice(0, next.index + 1) : line;
  if (leaning.test(text) || /\?$|:$|^[^\p{L}\p{N}]|\s\|\s|[<>{}`]|\w:\/\/|(?:^|\s)_\p{L}/u.test(text)) return '';
  if (!/^\p{L}/u.test(text)) return '';
  const aside = / [–—-] /.exec(text)?.index;
  if (
    aside !== undefined &&
    wordCount(text.slice(0, aside)) >= 5 &&
    !turning.test(text.slice(aside)) &&
    !dangling.test(text)
  )
    return wordCount(text.slice(0, aside)) <= most ? unstopped(text.slice(0, aside)) : '';
  if (wordCount(text) <= most) return unstopped(text);
  const cuts = [...text.matchAll(/[,;:]\s|\s[–—-]\s|\s\((?=[^)]*\))/g)]
    .filter(({ 0: mark, index }) => (mark === ', ' ? endsPart(text, index) : mark !== ' (' || closesPart(text, index)))
    .map((match) => match.index)
    .reverse();
  for (const cut of cuts) {
    const head = text.slice(0, cut);
    if (wordCount(head) > most) continue;
    if (
      wordCount(head) < 5 ||
      waiting.test(head) ||
      dangling.test(head) ||
      turning.test(text.slice(cut)) ||
      !closed(head)
    )
      return '';
    return unstopped(head);
  }
  return '';
}

/** What may follow a comma that ends a part of a sentence; after another comma "and" goes on with a list. */
const newPart =
  /^(?:so|but|which|who|where|while|whereas|with|without|including|such as|as|when|whenever|because|for|from|until|even|thus|making|allowing|\p{L}{3,}ing|the|an?|each|it|they|this|these|(?:\p{L}+ ){1,2}(?:is|are|can|has|have|will))\b/u;

/** Whether the comma at this place parts clauses, not the items of a list. */
function endsPart(text: string, at: number): boolean {
  const rest = text.slice(at + 2);
  if (/^(?:and|or)\b/.test(rest)) return !text.slice(0, at).includes(',');
  return newPart.test(rest);
}

/** Whether the brackets at this place stand at the end of their part, so that nothing goes on behind them. */
function closesPart(text: string, at: number): boolean {
  const rest = text.slice(text.indexOf(')', at) + 1);
  return /^[.;:]?$/.test(rest) || (rest.startsWith(', ') && endsPart(text, text.length - rest.length));
}

/** Words that wait for what was cut away. */
const waiting = /\b(?:so|and|or|but|that|which|who|to|of|for|with|by|in|on|as|such|including|namely)$/i;

function unstopped(text: string): string {
  return text.replace(/[\s.;:,!]+$/, '');
}

function closed(text: string): boolean {
  return text.split('(').length === text.split(')').length && (text.split('"').length - 1) % 2 === 0;
}

/** Whether a quote speaks of the product itself, not of one of its parts: its name and then a verb. */
export function speaksOf(quote: string, name: string): boolean {
  return quote.startsWith(`${name} `) && /^\p{Ll}{2,}/u.test(quote.slice(name.length + 1));
}

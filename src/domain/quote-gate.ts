import type { Citation } from './analysis.ts';
import { type Digest, sha256 } from './digest.ts';
import { type IndexedText, indexText, normalise } from './normalise.ts';
import { isRow, overNeighbours, type Span, unitsAt, wholeUnits } from './quote-bounds.ts';

export { type IndexedText, indexText, normalise } from './normalise.ts';

export type QuoteRefusal =
  | 'empty'
  | 'too-short'
  | 'ellipsis'
  | 'homoglyph'
  | 'not-in-text'
  | 'clipped'
  | 'joined'
  | 'limited-by-neighbour';

export type Found = { ok: true; start: number; end: number } | { ok: false; reason: QuoteRefusal };
export type Gated = { ok: true; start: number; end: number; quote: string } | { ok: false; reason: QuoteRefusal };

/** What a quote must hold unless it is a table's row: less says nothing that could be checked. */
const leastCharacters = 25;
const leastWords = 5;

/** One letter of these in a Latin word is a look-alike; Greek counts by the letters that look Latin only (µs is fine). */
const foreignLetter = /[\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Cherokee}ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυχ]/u;

/**
 * Where a proposed quote stands in stored text, with offsets into the text as stored. Looks from `from` on first, then
 * from the beginning. Pass an indexed text where many quotes are looked up in the same page.
 */
export function findQuote(stored: string | IndexedText, quote: string, from = 0): Found {
  const wanted = normalise(quote);
  if (wanted === '') return { ok: false, reason: 'empty' };
  if (hasHomoglyph(wanted)) return { ok: false, reason: 'homoglyph' };
  const text = typeof stored === 'string' ? stored : stored.text;
  const exact = firstFrom(text, quote.trim(), from);
  if (exact !== -1) return { ok: true, start: exact, end: exact + quote.trim().length };
  const index = typeof stored === 'string' ? indexText(stored) : stored;
  const at = firstFrom(index.normal, wanted, lowerBound(index.origin, from));
  if (at === -1) return { ok: false, reason: /…|\.\.\.|\[…\]/.test(quote) ? 'ellipsis' : 'not-in-text' };
  const start = index.origin[at] ?? 0;
  const last = index.origin[at + wanted.length - 1] ?? start;
  return { ok: true, start, end: characterEnd(text, last) };
}

/**
 * The quote as it may be cited: found in the stored text, widened to whole sentences, items or rows and over a neighbour
 * that takes it back; or the reason why it may not be. `from` is where to look first, such as a passage's start.
 */
export function gateQuote(stored: string | IndexedText, quote: string, from = 0): Gated {
  const found = findQuote(stored, quote, from);
  if (!found.ok) return found;
  const text = typeof stored === 'string' ? stored : stored.text;
  return gateSpan(text, found);
}

/** As `gateQuote`, for a span of the stored text that code chose itself. */
export function gateSpan(text: string, span: Span): Gated {
  const whole = closedOver(text, span);
  if (whole === null) return { ok: false, reason: 'limited-by-neighbour' };
  const reason = refusalOf(text, whole);
  if (reason === 'too-short') {
    const wider = withNeighbour(text, whole);
    if (wider !== null && refusalOf(text, wider) === null) return accept(text, wider);
  }
  return reason === null ? accept(text, whole) : { ok: false, reason };
}

/** The least stretch of whole units that holds the span and that no neighbour takes back. */
function closedOver(text: string, span: Span): Span | null {
  let whole = wholeUnits(text, span);
  for (;;) {
    const wider = overNeighbours(text, whole);
    if (wider === null) return null;
    if (wider.start === whole.start && wider.end === whole.end) return whole;
    whole = wider;
  }
}

function refusalOf(text: string, { start, end }: Span): QuoteRefusal | null {
  const quote = text.slice(start, end);
  if (hasHomoglyph(quote)) return 'homoglyph';
  if (joinsBlocks(quote)) return 'joined';
  if (isRow(quote)) return null;
  const words = quote.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return quote.length < leastCharacters || words < leastWords ? 'too-short' : null;
}

/** A blank line parts two blocks; only a lead-in ("…:") and its list may be quoted together. */
function joinsBlocks(quote: string): boolean {
  const parts = quote.split(/\n\s*\n/);
  return parts.slice(0, -1).some((part) => !part.trimEnd().endsWith(':'));
}

/** A short sentence with the one after it, or else before it, in the same paragraph. */
function withNeighbour(text: string, span: Span): Span | null {
  const around = unitsAt(text, span.start);
  const next = around.find((unit) => unit.start >= span.end);
  const before = around.findLast((unit) => unit.end <= span.start);
  if (next !== undefined) return closedOver(text, { start: span.start, end: next.end });
  if (before !== undefined) return closedOver(text, { start: before.start, end: span.end });
  return null;
}

/**
 * Whether a citation still holds: body and text have the digests it names, the slice is the quote to the character, and
 * the quote is whole units that no neighbour takes back. Either part of `stored` is null when nothing is kept.
 */
export function verifyCitation(
  citation: Citation,
  stored: { text: string | null; body: Uint8Array | null },
): { ok: true } | { ok: false; reason: string } {
  const { text, body } = stored;
  return verifyStored(citation, {
    text,
    textDigest: text === null ? null : sha256(text),
    pageDigest: body === null ? null : sha256(body),
  });
}

/** As `verifyCitation`, for a page whose bytes were hashed already: a page is cited dozens of times. */
export function verifyStored(
  citation: Citation,
  { text, textDigest, pageDigest }: { text: string | null; textDigest: Digest | null; pageDigest: Digest | null },
): { ok: true } | { ok: false; reason: string } {
  if (pageDigest === null) return { ok: false, reason: 'The page as it was received is not kept.' };
  if (text === null) return { ok: false, reason: 'The text made from the page is not kept.' };
  if (pageDigest !== citation.pageDigest) return { ok: false, reason: 'The stored page has another digest.' };
  if (textDigest !== citation.textDigest) return { ok: false, reason: 'The stored text has another digest.' };
  return verifySlice(citation, text);
}

/** The part of `verifyCitation` that needs no digests: slice, unit bounds, neighbours, length. */
export function verifySlice(
  citation: Pick<Citation, 'start' | 'end' | 'quote'>,
  text: string,
): { ok: true } | { ok: false; reason: string } {
  const { start, end, quote } = citation;
  if (start >= end || end > text.length || text.slice(start, end) !== quote) {
    return { ok: false, reason: `The stored text does not say this from ${start} to ${end}.` };
  }
  const whole = closedOver(text, { start, end });
  if (whole === null || whole.start !== start || whole.end !== end) {
    return {
      ok: false,
      reason: 'The quote leaves out a part of its sentence, item or row, or a neighbour that limits it.',
    };
  }
  const refusal = refusalOf(text, { start, end });
  return refusal === null ? { ok: true } : { ok: false, reason: refusalTexts[refusal] };
}

/** Each refusal as a sentence for people. */
export const refusalTexts: Record<QuoteRefusal, string> = {
  empty: 'The quote is empty.',
  'too-short': `The quote has fewer than ${leastCharacters} characters or ${leastWords} words.`,
  ellipsis: 'The quote leaves words out with an ellipsis.',
  homoglyph: 'The quote mixes letters of another script into a Latin word.',
  'not-in-text': 'The quote does not stand in this page.',
  clipped: 'The quote is a part of a sentence, item or row.',
  joined: 'The quote joins stretches that stand apart in the page.',
  'limited-by-neighbour': 'A neighbouring sentence takes the quote back or limits it, and both together are too long.',
};

function accept(text: string, { start, end }: Span): Gated {
  return { ok: true, start, end, quote: text.slice(start, end) };
}

function hasHomoglyph(text: string): boolean {
  if (!foreignLetter.test(text)) return false;
  return text.split(/[^\p{L}\p{M}]+/u).some((word) => /[A-Za-z]/.test(word) && foreignLetter.test(word));
}

function firstFrom(text: string, wanted: string, from: number): number {
  const after = text.indexOf(wanted, from);
  return after !== -1 || from === 0 ? after : text.indexOf(wanted);
}

/** First index whose origin is at or after `from`. */
function lowerBound(origin: Int32Array, from: number): number {
  let low = 0;
  let high = origin.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((origin[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The end of the character that begins at `at`, its combining marks included. */
function characterEnd(text: string, at: number): number {
  let end = at + String.fromCodePoint(text.codePointAt(at) ?? 32).length;
  while (end < text.length && /\p{M}/u.test(String.fromCodePoint(text.codePointAt(end) ?? 32))) end += 1;
  return end;
}

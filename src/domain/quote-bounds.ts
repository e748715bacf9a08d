import { lines, sentencesOf, type Unit } from './sentences.ts';

/** A stretch of stored text in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** A sentence that opens like this takes back or narrows what stands before it. */
const takesBack =
  /^(however|but|except|unless|although|though|nevertheless|nonetheless|yet|otherwise|that said|unfortunately|only|not|never|note that (this|it|these|the)\b.{0,80}\b(only|not|cannot|deprecated|experimental|beta|alpha|preview)|currently,? (this|it|only|not)|(this|it|that|these|they|the feature|this feature|this option|this setting|the option|this functionality|support for this|this support)( \w+)? (is|are|was|were|has been|have been|can|does|do|will|works?|requires?|applies|apply)\b.{0,60}?\b(only|not|no longer|cannot|deprecated|experimental|beta|alpha|preview|incubating|enterprise|paid|commercial|removed|planned|unsupported|disabled by default)\b|(this|it) (does|do|is|can|will|has)(n't| not|not)\b|available only|requires? (an?|the) (enterprise|commercial|paid))/i;

/** A sentence or heading line that, followed by a list, says that its items are not there. */
const negatedLead =
  /\b(not|no longer|cannot|can't|don't|doesn't|isn't|aren't|won't|never|unsupported|without|lacks?|lacking|deprecated|removed|unavailable|limitations?|planned|roadmap|coming soon|except|excluding|excludes?|non-goals?|out of scope)\b[^.]*:$/i;

/** Longest quote, in characters, that widening may make; above it the quote is refused. A passage holds about 900. */
const longest = 900;

/** The unit bounds of the line that an offset stands in. A row (`Header: cell | …`) is one unit. */
export function unitsAt(text: string, offset: number): readonly Unit[] {
  const from = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  const next = text.indexOf('\n', offset);
  const to = next === -1 ? text.length : next;
  if (latest.text !== text || latest.from !== from || latest.to !== to) {
    latest = { text, from, to, units: unitsOfLine(text, from, to) };
  }
  return latest.units;
}

/** A quote's bounds are asked for four times or more in a row, each time in the line that it stands in. */
let latest: { text: string; from: number; to: number; units: readonly Unit[] } = {
  text: '',
  from: 0,
  to: 0,
  units: [],
};

function unitsOfLine(text: string, from: number, to: number): Unit[] {
  const [line] = lines(text.slice(from, to));
  if (line === undefined) return [];
  const whole = { start: from + line.start, end: from + line.end, text: line.text };
  return isRow(whole.text) ? [whole] : sentencesOf(text, whole);
}

/** True for the stored form of a table's row. */
export function isRow(text: string): boolean {
  return text.includes(' | ') && !text.includes('\n');
}

/** The smallest stretch of whole units that holds the span. */
export function wholeUnits(text: string, span: Span): Span {
  const first = unitsAt(text, span.start).find((unit) => unit.end > span.start);
  const last = unitsAt(text, span.end - 1).findLast((unit) => unit.start < span.end);
  return { start: Math.min(span.start, first?.start ?? span.start), end: Math.max(span.end, last?.end ?? span.end) };
}

/**
 * Widens whole units over a neighbour that takes back or narrows them: the sentence after ("However, …"), and the
 * negated lead-in of a list. Null where that would make the quote too long, so that it must be refused.
 */
export function overNeighbours(text: string, span: Span): Span | null {
  let { start, end } = span;
  const inLine = unitsAt(text, end - 1);
  for (const unit of inLine) {
    if (unit.start >= end && takesBack.test(unit.text)) end = unit.end;
    else if (unit.start >= end) break;
  }
  // A sentence that itself opens with "However" says little without the one before it.
  const before = unitsAt(text, start).findLast((unit) => unit.end <= start);
  const own = text.slice(start, end);
  if (before !== undefined && /^(however|but|except|unless|otherwise|that said)\b/i.test(own)) start = before.start;
  const lead = negatedLeadOf(text, start);
  if (lead !== null) start = lead.start;
  return end - start > longest && (start !== span.start || end !== span.end) ? null : { start, end };
}

/** The sentence that introduces the list which the offset stands in, if it denies what it introduces. */
function negatedLeadOf(text: string, offset: number): Span | null {
  const lineStart = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  if (!/^[ \t]*(?:[-*•] |\d{1,4}[.)] )/.test(text.slice(lineStart, lineStart + 20))) return null;
  const gap = text.lastIndexOf('\n\n', lineStart);
  if (gap === -1) return null;
  const leadStart = text.lastIndexOf('\n', gap - 1) + 1;
  const lead = text.slice(leadStart, gap);
  if (!negatedLead.test(lead.trim())) return null;
  return sentencesOf(text, { start: leadStart, end: gap }).at(-1) ?? null;
}

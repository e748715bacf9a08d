/** A stretch of a sentence, in UTF-16 units. */
export interface Stretch {
  start: number;
  end: number;
}

/** Marks and words at which one thought ends and another begins, whichever side the match is on. */
const hardBreak =
  /,\s(?:which|who|whose)\b[^,;]{1,80},|[;—]|\s–\s|\s--\s|\.\s|,?\s(?:but(?! also\b)|however|whereas|although|though|nevertheless)\b|,\s(?:while|which|so|then|and then)\b/gi;
/** Words that begin a thought of their own after the match, so that a negation in it is not about the match. */
const laterBreak =
  /[:(]|,?\s(?:when|whenever|if|unless|because|since|while|where|wherever|until|so that|in case|as long as|even if|that|which|who|whose|after|before|without|rather than|instead of|to|for|in order)\b|,\s(?:and|or|so)?\s?(?:you|it|they|we|the|this|these|those|there|he|she|each|all|any|no)\b|,?\s(?:and|or)\s(?:you|it|they|we|this|these|there|the|a(?!\/)|an|does|do|is|are|can|cannot|will|not)\b/gi;
/** Before the match, these shut a negation off: what follows is an exception to it, or a main clause. */
const earlierBreak =
  /[:)]\s|,\s(?:and|or|so|then)?\s?(?:you|it|they|we|the|this|these|there|he|she|each)\b|,?\s(?:and|or)\s(?:you|it|they|we|this|these|there)\s|,?\s(?:unless|except|until|because|since|instead)\b|\s(?:only)\s(?:if|when|after|with|by)\b/gi;
/** A sentence that opens so states its condition first: the main clause begins after its comma. */
const opener =
  /^(?:if|when|whenever|while|although|though|because|since|unless|for|in|on|to|by|with|without|as|after|before|once|where|unlike|instead|rather|even|despite|until|given|from|at|under)\b/i;

/** The stretches around a match in which a negation would be about it: before it, and after it. */
export function clauseAround(text: string, match: Stretch): { before: Stretch; after: Stretch } {
  let start = 0;
  for (const found of breaksIn(text, hardBreak, 0, match.start)) start = Math.max(start, found.end);
  for (const found of breaksIn(text, earlierBreak, 0, match.start)) start = Math.max(start, found.start + 1);
  if (start === 0 && opener.test(text)) {
    const comma = text.lastIndexOf(', ', match.start - 1);
    if (comma !== -1 && match.start > comma) start = firstComma(text, match.start);
  }
  let end = text.length;
  for (const pattern of [hardBreak, laterBreak]) {
    const [first] = breaksIn(text, pattern, match.end, text.length);
    if (first !== undefined) end = Math.min(end, first.start);
  }
  return { before: { start, end: match.start }, after: { start: match.end, end } };
}

function firstComma(text: string, limit: number): number {
  const comma = text.indexOf(', ');
  return comma !== -1 && comma < limit ? comma + 1 : 0;
}

function breaksIn(text: string, pattern: RegExp, from: number, to: number): Stretch[] {
  const found: Stretch[] = [];
  for (const match of text.slice(from, to).matchAll(pattern)) {
    found.push({ start: from + match.index, end: from + match.index + match[0].length });
  }
  return found;
}

import type { Stretch } from './clause.ts';

const verb =
  '(?:supports?|provides?|offers?|allows?|enables?|enforces?|encrypts?|records?|writes?|has|is|are|can|will|uses?|lets|includes?|handles?|keeps|stores?|manages?|runs?|gives|adds?|comes)';
const several =
  '(?:other|most|many|some|not all) (?:[\\w-]+ ){0,2}(?:sources|systems|vendors|tools|providers|products|platforms|databases|solutions|frameworks)\\b';
const theirVerb = '\\b(?:provide|offer|support|have|expose|use|allow|ship|come|store|keep)\\b';
const atHead =
  '(?:^\\W*|[,;:(.!?]\\s|\\b(?:that|what|which|because|since|as|and|but|where|while|whereas|although|though|if|when|whenever)\\s)';
/** Where somebody else becomes the subject. A comma, "however" or "such as …" alone leaves it to them, and so does a list. */
const newSubject =
  ',?\\sso\\b(?! (?:that|they|called|far)\\b)|,\\s(?:it|we|you)\\b(?! \\w+,)' +
  `|,?\\s(?:and|but|yet|while|whereas)\\s(?:(?:it|we|you|this)\\b|(?:the|an?|our|each|every)\\s(?:(?!that\\b|which\\b|of\\b|for\\b)[\\w-]+\\s){1,3}${verb}\\b)`;
/** What is done to them is not what they do: "most sources are read …, and the readers support …". */
const passive = '(?<!\\b(?:that|which) )\\b(?:is|are|can be|will be)\\s\\w+ed\\b';

/** Many others as the subject of what follows: "most databases, such as Foo, support …". */
const asSubject = new RegExp(
  `(?<=${atHead})${several}(?:(?!${newSubject}|${passive})[^.;]|\\.(?=\\S))*?${theirVerb}`,
  'gi',
);
/** Elsewhere in a sentence: "works with most sources that provide …", "in other tools"; "unlike other tools" leads up to the product. */
const inPassing = new RegExp(
  `(?<!\\bunlike (?:\\w+ )?)(?<!${atHead})\\b${several}(?:(?!\\b(?:so|and)\\b)[^.;,])*?${theirVerb}|\\b(?:in|of|by|from|with) other (?:vendors|products|tools|solutions)\\b`,
  'gi',
);
const endOfSubject = new RegExp(`[;]|[.!?]\\s|${newSubject}`, 'gi');
/** Behind "while most databases …" the comma begins what is said of somebody else, where a subject follows it. */
const subordinates = /\b(?:because|since|as|where|while|whereas|although|though|if|when|whenever)\s$/i;
const mainClause = new RegExp(`,\\s(?:the|our|each|every|all)\\b|,\\s(?:[\\w-]+\\s){1,3}${verb}\\b`, 'gi');
/** What is said in passing ends here; "polling and row filters" is still theirs. */
const endInPassing =
  /[;]|,\s(?![\w-]+(?:\s[\w-]+)?,?\s(?:and|or)\s$)|\bso\b|\band (?:the|it|they|we|you|this|these)\b/i;
/** A product named behind these is no part of what is said: "…, which Acme reads", "unlike Acme". */
const newThought = /,?\s(?:which|while|whereas|but|unlike|than|that)\b/i;

/**
 * The many others that a statement is about ("most vendors support …"), or null. They stay its subject until another one
 * begins, such as the product; where they are mentioned on the way, the product named anywhere is what it is about.
 */
export function manyOthers(
  text: string,
  match: Stretch & { spans?: readonly Stretch[] },
  isNamedIn: (text: string) => boolean,
): string | null {
  // A phrase may begin with a verb of the others and skip to what it is about: "use Acme, which supports …".
  const at = Math.max(match.start, ...(match.spans ?? []).map(({ start }) => start));
  const stop = text.slice(match.end).search(/[.!?;]\s/);
  const tail = stop === -1 ? text.slice(match.end) : text.slice(match.end, match.end + stop);
  const thought = tail.search(newThought);
  const isNamedBehind = isNamedIn(thought === -1 ? tail : tail.slice(0, thought));
  for (const found of text.matchAll(asSubject)) {
    const end = found.index + found[0].length;
    if (found.index >= match.end || isNamedBehind) continue;
    if (isNamedIn(text.slice(0, found.index)) || isNamedIn(text.slice(end, at))) continue;
    // "Most databases and Acme support …"
    if (isNamedIn(/\sand\s(?:(?!\sand\s).)*$/.exec(found[0])?.[0] ?? '')) continue;
    if (!isEnded(text, at, { start: found.index, end })) return found[0];
  }
  if (isNamedIn(text.slice(0, match.end) + tail)) return null;
  for (const found of text.matchAll(inPassing)) {
    const between = text.slice(found.index + found[0].length, match.start);
    if (found.index < match.end && !endInPassing.test(between)) return found[0];
  }
  return null;
}

/** Whether somebody else is the subject by the time the words at `at` are said. */
function isEnded(text: string, at: number, { start, end }: Stretch): boolean {
  const begins = (pattern: RegExp) => [...text.slice(end).matchAll(pattern)].some(({ index }) => end + index < at);
  return begins(endOfSubject) || (subordinates.test(text.slice(0, start)) && begins(mainClause));
}

import type { Evidence, Quote } from '../../domain/evidence.ts';
import { lowered } from './phrasing.ts';

/** More than this reads as a sentence inside a sentence. */
const mostWords = 7;

/** Words of a quote that tell products apart, in the two forms that sentences need. */
export interface Found {
  /** Fit for brackets or after a colon: a noun phrase, or an excerpt in quotation marks. Empty when there is none. */
  text: string;
  /** The same where it can be a subject or an object ("offers canary rollouts"); empty where only an excerpt is at hand. */
  noun: string;
}

const words = (text: string) => new Set(text.split(/\s+/));

/** Words that no phrase should begin or end with. */
const edge = words(
  'a an the this that these those its their your our my his her any all some each every such both either neither and or but nor so yet of to in on at by for from with into onto over under as than then if when while where which who whom whose it they we you i is are was were be been being has have had do does did can could may might will would shall should must not also only just very more most there here via per about between within during using use used let lets based through without after before until set see once provides provide supports support behind above below against among allows allow enables enable includes include',
);

/** Inside a noun phrase these do not occur: what holds one is a clause. */
const clausal = words(
  'the a an this that these those is are was were be been being has have had do does did can could may might will would shall should must not it they we you your our their its if when while where which who whose because so then than to from within into onto by using uses via after before until through shows allows lets adds makes gets see in on at as ensures provides supports keeps stores creates contains offers manages includes tracks handles runs reads writes sends takes gives enables helps lets requires needs defines returns consists introduces builds captures synchronize comprises exposes enriches enables listens relies',
);

/**
 * Words that stand with a capital in the middle of a quoted sentence: names, whose capital must be kept when they are
 * moved. A word that also stands in small letters somewhere is no name (headings are written in capitals).
 */
export function properNames(evidence: Evidence, own: string): ReadonlySet<string> {
  const names = new Set<string>(own.split(/\s+/));
  const small = new Set<string>();
  const quotes = [
    ...evidence.checks.flatMap(({ quotes: own }) => own.map(({ citation }) => citation.quote)),
    ...evidence.facts.map(({ citation }) => citation.quote),
  ];
  for (const quote of quotes) {
    for (const [word] of quote.matchAll(/(?<=[\p{Ll},] )\p{Lu}[\p{Ll}]+(?![\p{L}])/gu)) names.add(word);
    for (const [word] of quote.matchAll(/(?<![\p{L}])\p{Ll}{2,}(?![\p{L}])/gu)) small.add(word);
  }
  for (const { name } of evidence.facts) for (const word of name.split(/\s+/)) if (word) names.add(word);
  for (const name of [...names]) if (small.has(name.toLowerCase()) && !own.includes(name)) names.delete(name);
  return names;
}

/**
 * The found words of a quote made fit to print; where they are a bare word, a clause, or no more than the check's own
 * label, the words around them as an excerpt.
 */
export function foundIn(
  quote: Pick<Quote, 'found' | 'citation'>,
  { names, label }: { names: ReadonlySet<string>; label: string },
): Found {
  const text = tidied(quote.found);
  if (isPhrase(text) && !echoes(text, label)) {
    const noun = lowered(text, names);
    return { text: noun, noun: isSubject(noun) ? noun : '' };
  }
  const around = excerpt(quote.citation.quote, quote.found);
  return { text: around === '' ? '' : `“${around}”`, noun: '' };
}

/** Names that a counting check found, which may come as one list. */
export function namesIn(quote: Pick<Quote, 'found'>): string[] {
  return quote.found
    .split(/,\s*/)
    .map((name) => tidied(name.replace(/^(?:and|or)\s+/, '')))
    .filter((name) => /\p{L}{2}/u.test(name) && !/[<>{}|[\]=$]|https?:/.test(name) && name.split(' ').length <= 4);
}

/** A verb in front makes a clause of it: "retry write requests", "deployed with 3 nodes". */
const verbFirst =
  /^(?:(?:run|follow|retry|retries|scale|undergo|attach|expose|enrich|debug|download|capture|post|back|set up|validate|create|add|set|get|send|configure|enable|deploy|install|check|ensure|monitor|manage|define|apply|return|detect|keep|make|take|allow|specify|restart|start|stop|open|grant|bind|use|choose|track|collect|export|import|replay|restore|log|query)(?:e?s)?(?=\s)|\p{L}+(?:ed|izes|ises|tes|ces)\s+(?:with|by|in|to|from|for|on|the|a|data|requests?)\b)/iu;

/** "92ms" proves a figure and cannot stand as what a product offers. */
function isSubject(text: string): boolean {
  return /^\p{L}/u.test(text) && /\p{L}{3}/u.test(text) && !/\s\/\s|\s--|[=$]/.test(text);
}

function echoes(text: string, label: string): boolean {
  const said = new Set(label.toLowerCase().split(/[^\p{L}]+/u));
  return text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .every((word) => said.has(word));
}

function isPhrase(text: string): boolean {
  const parts = text.split(' ');
  const last = parts[parts.length - 1] ?? '';
  if (text === '' || parts.length > mostWords || /[,;:.!?]\s|[,;:]$/.test(text)) return false;
  if (verbFirst.test(text) || parts.some((part) => clausal.has(part.toLowerCase()))) return false;
  if (
    /^\p{Ll}+(?:ed|es|ly)$/u.test(last) &&
    !/(?:nodes|types|files|rules|queries|policies|services|namespaces|libraries|schemes|indexes|databases|tables|updates|releases|resources|roles|images|pipelines|templates|interfaces|replicas|feed|embed|caches|features|messages|traces|modules|packages|devices|languages|sources|examples|values|names|bytes|archives|processes|addresses|batches|branches|searches|patches|matches|glossaries|entries|dependencies|registries|properties|capabilities|latencies|boundaries|vulnerabilities|entities)$/iu.test(
      last,
    )
  )
    return false;
  // One plain word ("traffic", "usage") says nothing of this product.
  return parts.length > 1 || /\p{Lu}.*\p{Lu}|\p{Ll}\p{Lu}|\d|[_/.-]\w/u.test(text);
}

/** Up to seven words of the quote around what was found, not across a clause boundary. Empty when nothing fit is there. */
function excerpt(quote: string, found: string): string {
  const line = quote.replace(/\s+/g, ' ');
  const at = line.toLowerCase().indexOf(found.replace(/\s+/g, ' ').trim().toLowerCase());
  const start = at < 0 ? 0 : at;
  const end = at < 0 ? 0 : at + found.trim().length;
  const before = (
    line
      .slice(0, start)
      .split(/[,;:|()[\]“”"!?]\s*|\.\s|\s[–—-]\s/)
      .pop() ?? ''
  )
    .trim()
    .split(' ')
    .filter(Boolean);
  const after = (line.slice(end).split(/\s*[,;:|()[\]“”"!?]|\.(?:\s|$)|\s[–—-]\s/)[0] ?? '')
    .trim()
    .split(' ')
    .filter(Boolean);
  const own = line.slice(start, end).trim().split(' ').filter(Boolean);
  const room = Math.max(0, mostWords - own.length);
  const right = after.slice(0, Math.max(Math.ceil(room / 2), room - before.length));
  const left = room - right.length > 0 ? before.slice(-(room - right.length)) : [];
  const text = tidied([...left, ...own, ...right].slice(0, mostWords + 2).join(' '));
  return text.split(' ').length >= 3 && printable(text) ? text : '';
}

function tidied(text: string): string {
  const parts = trimmed(text.replace(/\s+/g, ' ').replace(/[`*]/g, '').trim().split(' ').filter(Boolean));
  const bare = balanced(parts.join(' ').replace(/^[^\p{L}\p{N}/$("“-]+|[^\p{L}\p{N}%)"”*+#/-]+$/gu, ''));
  return printable(bare) ? bare : '';
}

function printable(text: string): boolean {
  return /\p{L}{2}|\d/u.test(text) && !/[<>{}|[\]\\]|https?:|&\w+;|__|(?:^|\s)_\p{L}/u.test(text);
}

function trimmed(parts: readonly string[]): string[] {
  const bare = (word: string | undefined) => (word ?? '').toLowerCase().replace(/[^\p{L}\p{N}'’-]/gu, '');
  let start = 0;
  let end = parts.length;
  while (start < end && (edge.has(bare(parts[start])) || bare(parts[start]) === '')) start += 1;
  // "CRDs for defining": the verb goes with its preposition.
  if (end - start > 2 && /ing$/.test(bare(parts[end - 1])) && /^(?:for|of|by|in|when)$/.test(bare(parts[end - 2])))
    end -= 2;
  while (end > start && (edge.has(bare(parts[end - 1])) || bare(parts[end - 1]) === '')) end -= 1;
  return parts.slice(start, end);
}

/** Half a pair of brackets or quotation marks, left over by trimming, goes. */
function balanced(text: string): string {
  let out = text;
  for (const [open, close] of [
    ['(', ')'],
    ['“', '”'],
  ] as const) {
    if (out.split(open).length !== out.split(close).length) out = out.split(open).join('').split(close).join('');
  }
  if ((out.split('"').length - 1) % 2 === 1) out = out.split('"').join('');
  return out.replace(/\s+/g, ' ').trim();
}

import type { Evidence, Quote } from '../../domain/evidence.ts';
import { joined, lowered } from './phrasing.ts';

/** More than this reads as a sentence inside a sentence. */
const mostWords = 7;

/** Words in -ing that are things; any other makes a clause of what looks like a phrase. */
const things =
  /^(?:auto|re|pre|un)?(?:processing|balancing|logging|tracing|monitoring|caching|batching|streaming|routing|versioning|scaling|testing|learning|serving|masking|indexing|partitioning|sharding|clustering|training|embedding|encoding|mapping|string|scheduling|billing|metering|reporting|alerting|profiling|filtering|ranking|pricing|queu?ing|queueing|throttling|limiting|offloading|setting|listing|engineering|messaging|hashing|signing|tagging|checkpointing|debugging|timing|networking|computing|programming|warning|ping|ring|tuning|handling|checking|policing|sampling|grouping|typing|hosting|writing|upgrading)$/i;

const words = (text: string) => new Set(text.split(/\s+/));

/** Words that no phrase should begin or end with. */
const edge = words(
  'a an the this that these those its their your our my his her any all some each every such both either neither and or but nor so yet of to in on at by for from with into onto over under as than then if when while where which who whom whose it they we you i is are was were be been being has have had do does did can could may might will would shall should must not also only just very more most there here via per about between within during using use used let lets based through without after before until set see once provides provide supports support behind above below against among allows allow enables enable includes include',
);

/** Words that point at something and name nothing: a phrase that begins with one says more without it. */
const leading = words('own specific certain particular given different various');

/** Inside a noun phrase these do not occur: what holds one is a clause. */
const clausal = words(
  'the a an this that these those is are was were be been being has have had do does did can could may might will would shall should must not it they we you your our their its if when while where which who whose because so then than to from within into onto by using uses via after before until through shows allows lets adds makes gets see in on at as ensures provides supports keeps stores creates contains offers manages includes tracks handles runs reads writes sends takes gives enables helps lets requires needs defines returns consists introduces builds captures synchronize comprises exposes enriches enables listens relies causes appears ensures scales spreads joins answers asks carries becomes begins checks compares converts denies detects does emits expects extends fails follows forwards happens improves invokes leaves links maps matches moves opens passes performs prevents processes produces publishes pulls pushes reduces refers rejects removes replaces represents reports responds serves shares shuts sits speeds starts stops streams survives synchronizes transforms triggers turns updates validates verifies works aka however try describes describe get made across instead rather up out off down along around along become becoming like ours yours theirs mine',
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
 * The found words of a quote as a noun phrase that can be a subject, an object or stand in brackets. Empty where they are
 * a clause, break off in the middle of a phrase, or say no more than the check's own label.
 */
export function nounIn(
  quote: Pick<Quote, 'found' | 'citation'>,
  { names, label }: { names: ReadonlySet<string>; label: string },
): string {
  const text = cellOf(quote) ?? tidied(wholePhrase(quote.citation.quote, quote.found));
  if (!isPhrase(text) || echoes(text, label)) return '';
  if (ofFigures.test(label) && !/(?<![\p{L}\d])\d|millisecond/u.test(text)) return '';
  const noun = lowered(text, names);
  return isSubject(noun) ? noun : '';
}

/** Checks that ask for a figure are not shown by the name of what was measured. */
const ofFigures = /^(?:measured|sub-second|tail latency|proven scale)/i;

/** In a table row, the cell that holds what was found: with its head where the cell is a bare value. */
function cellOf({ found, citation }: Pick<Quote, 'found' | 'citation'>): string | null {
  const cells = citation.quote.split(/\s+\|\s+/);
  if (cells.length < 2) return null;
  const cell = cells.find((text) => text.toLowerCase().includes(found.trim().toLowerCase())) ?? '';
  const [head = '', ...rest] = cell.split(/:\s+/);
  const value = rest.join(': ').trim();
  // `QPS: 10248` needs its head; `Description: Queries by tenant` does not.
  if (/^[\d.,]+\s*\p{L}{0,3}$/u.test(value)) return tidied(`${head.trim()} ${value}`);
  return value === '' ? tidied(cell) : tidied(value);
}

/** The found words with what follows them up to the end of their phrase; empty where that end is too far. */
function wholePhrase(quote: string, found: string): string {
  const line = quote.replace(/\s+/g, ' ');
  const own = found.replace(/\s+/g, ' ').trim();
  const at = line.toLowerCase().indexOf(own.toLowerCase());
  // What was put together from several places is no phrase of the quote.
  if (at < 0 || own === '') return '';
  const end = at + own.length;
  const rest = line.slice(end);
  // "model rollout" may stand inside "remodel rollouts", "version 2" begins "version 2.5": the word is taken whole.
  const tail = /^[\p{L}\p{N}-]*(?:\.\d+)*/u.exec(rest)?.[0] ?? '';
  const parts = [line.slice(at, end) + tail];
  // A mark right behind the found words ends their phrase, and so does the rest of a version's number.
  if (!/^\s/.test(rest.slice(tail.length)) || tail.includes('.')) return parts.join(' ');
  for (const word of rest.slice(tail.length).split(' ').slice(1)) {
    const before = parts[parts.length - 1] ?? '';
    // "backoff and time out": what stands before a particle is half a verb.
    if (particle.test(word)) return parts.join(' ').replace(/\s*\S+$/, '');
    if (/[,;:.!?)\]|”"]$/.test(before) || isBreak(word)) return parts.join(' ');
    parts.push(word);
    if (parts.join(' ').split(' ').length > mostWords + 1) return '';
  }
  return parts.join(' ');
}

const particle = /^(?:out|up|off|down)\b/i;

/** A word with which a new part of the sentence begins. */
function isBreak(word: string): boolean {
  const bare = word.toLowerCase().replace(/[^\p{L}\p{N}'’-]/gu, '');
  return bare === '' || /^[([|–—“"-]/.test(word) || edge.has(bare) || clausal.has(bare);
}

/** Where a check counts names, three of them show what kind they are. */
const namesShown = 3;

interface CountedNames {
  own: readonly string[];
  /** Names that the documentation treats as integrations. */
  known: readonly string[];
  /** A name as it may be shown; empty where it is none. */
  fitting: (name: string) => string;
  /** Fewer show nothing. */
  least: number;
}

/**
 * The first few different names that a counting check found, each with its quote. Names that the documentation treats as
 * integrations elsewhere, and names in code, come before words that merely stand with a capital.
 */
export function namesFound(
  quotes: readonly Quote[],
  { own, known, fitting, least }: CountedNames,
): { noun: string; from: Quote[] } {
  const integrated = new Set(known.filter(Boolean).map((name) => name.toLowerCase()));
  const seen = new Map<string, { name: string; quote: Quote }>();
  for (const quote of quotes) {
    for (const name of namesIn(quote).flatMap((each) => fitting(each) || [])) {
      const key = name.toLowerCase();
      if (!seen.has(key) && !own.some((word) => key.includes(word.toLowerCase()))) seen.set(key, { name, quote });
    }
  }
  const all = [...seen.values()].map((entry, index) => ({ ...entry, index, rank: rankOf(entry.name, integrated) }));
  const top = Math.min(...all.map(({ rank }) => rank));
  const inCode = all.filter(({ rank }) => rank === 0).length;
  const shown = all
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .filter(({ rank }) => (inCode > 1 ? rank === 0 : rank < 3 || top === 3))
    .slice(0, namesShown);
  // A lone plain word is no name.
  const isPlain = shown.length === 1 && !/[\p{Lu}\d_]/u.test(shown[0]?.name ?? '');
  if (shown.length < least || isPlain) return { noun: '', from: [] };
  return { noun: joined(shown.map(({ name }) => name)), from: shown.map(({ quote }) => quote) };
}

/** Names in code, then known neighbours, then other names; bare initials tell least. */
function rankOf(name: string, integrated: ReadonlySet<string>): number {
  if (/\p{L}_\p{L}|^(?:\p{Lu}\p{Ll}+){3,}$/u.test(name)) return 0;
  if (integrated.has(name.toLowerCase())) return 1;
  return /^\p{Lu}{1,3}$/u.test(name) ? 3 : 2;
}

function namesIn(quote: Pick<Quote, 'found'>): string[] {
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
  return /^\p{L}/u.test(text) && /\p{L}{3}/u.test(text) && !/\s[/–-]\s|\s--|[=$]/.test(text);
}

/** By the stem: "drift detector" says no more than "drift detection". */
function echoes(text: string, label: string): boolean {
  const stems = (words: string) =>
    words
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .map((word) => word.slice(0, 5));
  const said = new Set(stems(label));
  return stems(text).every((stem) => said.has(stem));
}

function isPhrase(text: string): boolean {
  const parts = text.split(' ');
  const last = parts[parts.length - 1] ?? '';
  if (text === '' || parts.length > mostWords || /[,;:.!?]\s|[,;:]$/.test(text)) return false;
  if (
    /\b\p{Ll}+ly\b|\b(?:running|working|using|being|having|called|named|your|many|several|including|designed|behind|outside|inside)\b/u.test(
      text,
    )
  )
    return false;
  if (parts.some((part) => /\p{Ll}ing$/u.test(part) && !things.test(part.split('-').pop() ?? ''))) return false;
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
  while (start < end && (edge.has(bare(parts[start])) || leading.has(bare(parts[start])) || bare(parts[start]) === ''))
    start += 1;
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

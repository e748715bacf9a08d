import type { PhraseUnit, Words } from './phrase-unit.ts';

/** Where a placeholder's text ends, given the word it begins at; -1 where it does not stand there. */
type Placeholder = (unit: Words & Partial<PhraseUnit>, at: number) => number;

const number = String.raw`\d+(?:[.,]\d+)*`;
const amount = String.raw`(?:${number}(?:\s?[-–]\s?${number}|\sto\s${number})?)`;
const large = String.raw`(?:\s?(?:k|m|b|bn|thousand|million|billion|trillion)\b)?`;
const time = `(?:ns|µs|μs|us|ms|msecs?|s|secs?|nanoseconds?|microseconds?|milliseconds?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)`;
const shortTime = `(?:ns|µs|μs|us|ms|msecs?|nanoseconds?|microseconds?|milliseconds?)`;
const bytes = `(?:[kmgtp]i?b|[kmgt]i|bytes?|kilobytes?|megabytes?|gigabytes?|terabytes?|petabytes?)`;
const per = String.raw`(?:\s?\/\s?|\s(?:per|a|an|each|every)\s)(?:second|sec|s|minute|min|hour|h|day|month)`;

const patterns: Record<string, RegExp> = {
  n: sticky(`${number}${large}`),
  duration: sticky(String.raw`${amount}(?:\s|-)?${time}(?:${number}${time})*`),
  'sub-second': sticky(String.raw`${amount}(?:\s|-)?${shortTime}|0?[.,]\d+\s?(?:s|secs?|seconds?)`),
  percent: sticky(String.raw`${amount}\s?(?:%|percent\b|per cent\b)`),
  size: sticky(String.raw`${amount}\s?${bytes}`),
  rate: sticky(
    String.raw`${amount}${large}\+?(?:\s[\p{L}-]+){0,3}${per}|${amount}${large}\+?\s?(?:qps|rps|tps|iops|ops|fps|queries\/s|requests\/s|req\/s|tok\/s|tokens\/s)`,
  ),
  version: sticky(
    String.raw`v?\d+\.(?:\d+|x)(?:\.(?:\d+|x))*(?:[-.]?(?:rc|alpha|beta|final|ga|lts)[-.]?\d*)?|v\d+(?:(?:alpha|beta)\d+)?`,
  ),
  // A version of the product that promises stability: 1.0 or above, no pre-release.
  release: sticky(
    String.raw`v?[1-9]\d{0,3}\.\d+(?:\.(?:\d+|x))*(?:[-.](?:final|ga|lts))?(?![-.]?(?:rc|alpha|beta|dev|snapshot|m\d))`,
  ),
};

/** Every placeholder of the phrase language by the name between its angle brackets. */
export const placeholders: Readonly<Record<string, Placeholder>> = {
  ...Object.fromEntries(Object.entries(patterns).map(([name, pattern]) => [name, byPattern(pattern)])),
  Name: nameAt,
  code: codeAt,
};

/** Bounded repetitions only, tried at one place; never inside a longer word. */
function sticky(source: string): RegExp {
  return new RegExp(`(?:${source})(?![\\p{L}\\p{N}_])`, 'iuy');
}

function byPattern(pattern: RegExp): Placeholder {
  return ({ text, starts }, at) => {
    const start = starts[at] ?? 0;
    // The decimals of a longer number are no number of their own.
    if (start > 1 && /[.,]/.test(text[start - 1] ?? '') && /\d/.test(text[start - 2] ?? '')) return -1;
    pattern.lastIndex = start;
    return pattern.test(text) ? pattern.lastIndex : -1;
  };
}

/** Capitalised words that name nothing, wherever they stand. */
const noName = new Set(
  `a an the this that these those it its they we you your i in on at for from to by as if when while where with without however but and or
  also all any each both see use using note tip warning important caution example examples step steps figure table section chapter version
  default type types required optional yes no true false null none name description field fields value values parameter key api apis url urls
  uri http https json yaml xml csv id ids ui gui cli sdk sdks cpu cpus gpu gpus ram tls ssl mtls tcp udp ip dns rest crud faq todo ok must
  should may not html css pdf utc get post put delete patch ssd os vm vms io eof ascii utf january february march april june july august
  september october november december monday tuesday wednesday thursday friday saturday sunday new once after before then there here what why
  how which who since because although though read learn more next previous start started click select enter run open create add set
  llm llms ai ml v1 v2 v3 nan pr prs rfc faqs eu uk usa
  string integer int boolean bool float double object array list map string number`.split(/\s+/),
);

/** Words that a name may hold but not begin or end with in small letters. */
const innerSmall = new Set(['of', 'de']);

/** How many words a name has at most. */
const longestName = 5;

function nameAt(unit: Words & Partial<PhraseUnit>, at: number): number {
  if (!isNameWord(unit, at) || (isFirst(unit, at) && !isMixed(raw(unit, at)) && !standsAlone(unit, at))) return -1;
  if (unit.kind === 'row' && isRowHeader(unit, at)) return -1;
  if (at > 0 && joined(unit, at) && isNameWord(unit, at - 1)) {
    // The rest of a longer name, or a part of the product: "Acme Studio".
    if (!isFirst(unit, at - 1) || unit.ownName?.has(unit.words[at - 1] ?? '')) return -1;
  }
  let last = at;
  for (let next = at + 1; next < Math.min(unit.words.length, at + longestName) && joined(unit, next); next += 1) {
    if (isNameWord(unit, next) || (isVersionTail(unit, next) && next === last + 1)) last = next;
    else if (!innerSmall.has(unit.words[next] ?? '')) break;
  }
  for (let word = at; word <= last; word += 1) if (unit.ownName?.has(unit.words[word] ?? '')) return -1;
  return unit.ends[last] ?? -1;
}

function isNameWord(unit: Words, at: number): boolean {
  const shown = raw(unit, at);
  if (noName.has(shown.toLowerCase()) || shown.length < 2 || shown.includes('_')) return false;
  return /^\p{Lu}/u.test(shown) || /^\p{Ll}\p{Lu}/u.test(shown);
}

/** `S3`, `gRPC`, `BigQuery`, `NATS`: written so on purpose, even where a sentence begins. */
function isMixed(shown: string): boolean {
  return /\p{L}.*[\p{Lu}\d]/u.test(shown);
}

function isVersionTail(unit: Words, at: number): boolean {
  return /^\d{1,2}$/.test(unit.words[at] ?? '');
}

/** Whether the word opens its sentence, item or cell, where any word is capitalised. */
function isFirst(unit: Words & Partial<PhraseUnit>, at: number): boolean {
  if (at === 0) return true;
  const between = unit.text.slice(unit.ends[at - 1], unit.starts[at]);
  return /[.!?:|]["”')]*\s+["“'(]*$/.test(between);
}

/** In an item or a cell: a name that fills it, or is all that stands before a mark, as in `Kafka: reads events`. */
function standsAlone(unit: Words & Partial<PhraseUnit>, at: number): boolean {
  if (unit.kind !== 'item' && unit.kind !== 'row') return false;
  let last = at;
  while (joined(unit, last + 1) && isNameWord(unit, last + 1)) last += 1;
  return /^(?:$|\s*[:|(,;–—]|\s-\s)/.test(unit.text.slice(unit.ends[last]));
}

function isRowHeader(unit: Words, at: number): boolean {
  const after = unit.text.slice(unit.ends[at]);
  const colon = after.indexOf(':');
  const bar = after.indexOf('|');
  const cellStart = unit.text.lastIndexOf('|', unit.starts[at]) + 1;
  const headerEnd = unit.text.indexOf(': ', cellStart);
  return colon !== -1 && (bar === -1 || colon < bar) && headerEnd >= (unit.ends[at] ?? 0);
}

function joined(unit: Words, at: number): boolean {
  return /^(?: |-|\.|\/(?=\p{Lu})|\s?\+\s?| & )$/u.test(unit.text.slice(unit.ends[at - 1], unit.starts[at]));
}

function raw(unit: Words, at: number): string {
  return unit.text.slice(unit.starts[at], unit.ends[at]);
}

function codeAt(unit: Words, at: number): number {
  const start = unit.starts[at] ?? 0;
  if (at > 0 && unit.runs[at - 1] === unit.runs[at]) return -1;
  let end = start;
  while (end < unit.text.length && !/\s/.test(unit.text[end] ?? '')) end += 1;
  let from = start;
  while (from > 0 && !/\s/.test(unit.text[from - 1] ?? '')) from -= 1;
  const run = unit.text
    .slice(from, end)
    .replace(/[,.;:!?)\]"”]+$/, '')
    .replace(/^["“([]+/, '');
  const isCode =
    /`/.test(run) ||
    /[\p{L}\d]_[\p{L}\d]/u.test(run) ||
    /^--?\p{L}/u.test(run) ||
    /^\/[\p{L}{]/u.test(run) ||
    /\p{L}\.\p{Ll}/u.test(run) ||
    /^\p{Ll}{2,}\p{Lu}/u.test(run);
  return isCode ? start + run.replace(/^[^\p{L}\p{N}_]+/u, '').length : -1;
}

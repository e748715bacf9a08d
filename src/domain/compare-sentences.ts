import { meaningChange } from './meaning-change.ts';
import { normalise } from './normalise.ts';
import { isRow } from './quote-bounds.ts';
import { lines, sentencesOf, type Unit } from './sentences.ts';
import type { SentenceChange, Standing } from './site-changes.ts';

/** A page's stored text at one reading. */
export interface ReadText {
  url: string;
  text: string;
}

/** A sentence with the form that it is compared in. */
export interface Sentence extends Standing {
  key: string;
  start: number;
  end: number;
}

/** From this share of common words on, one sentence is taken for another's new wording. */
const likeEnough = 0.5;

/** So many sentences of a page are compared pair by pair; a page that was written anew says nothing pair by pair. */
const mostPaired = 400;

/** The sentences, list items and rows of a page in order. */
export function sentencesIn({ url, text }: ReadText): Sentence[] {
  return lines(text)
    .flatMap((line): Unit[] => (isRow(line.text) ? [line] : sentencesOf(text, line)))
    .map(({ start, end, text: own }) => ({ url, text: own, key: normalise(own), start, end }))
    .filter(({ key }) => /[\p{L}\p{N}]/u.test(key));
}

/**
 * What happened to the sentences of the pages, by address and then in order of the page. Give only pages that were read
 * both times, or once and are known to be gone: a page that could not be read says nothing.
 */
export function compareSentences(before: readonly ReadText[], after: readonly ReadText[]): SentenceChange[] {
  const was = before.flatMap(sentencesIn);
  const is = after.flatMap(sentencesIn);
  const left = unmatched(was, is, (one) => `${one.url}\n${one.key}`);
  const right = unmatched(is, was, (one) => `${one.url}\n${one.key}`);
  const { moved, gone, come } = movedAmong(left, right);
  const { reworded, removed, added } = rewordedAmong(gone, come);
  return [...moved, ...reworded, ...removed.map(removal), ...added.map(addition)].sort(byPlace);
}

/** Those of the first list that have no partner in the second, each partner taken once. */
function unmatched(
  from: readonly Sentence[],
  other: readonly Sentence[],
  keyOf: (one: Sentence) => string,
): Sentence[] {
  const counts = new Map<string, number>();
  for (const one of other) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return from.filter((one) => {
    const count = counts.get(keyOf(one)) ?? 0;
    if (count > 0) counts.set(keyOf(one), count - 1);
    return count === 0;
  });
}

function movedAmong(left: readonly Sentence[], right: readonly Sentence[]) {
  const arrivals = new Map<string, Sentence[]>();
  for (const one of right) arrivals.set(one.key, [...(arrivals.get(one.key) ?? []), one]);
  const moved: SentenceChange[] = [];
  const gone: Sentence[] = [];
  for (const one of left) {
    const to = arrivals.get(one.key)?.shift();
    if (to) moved.push({ kind: 'moved', before: standing(one), after: standing(to), meaning: [] });
    else gone.push(one);
  }
  const rest = new Set([...arrivals.values()].flat());
  return { moved, gone, come: right.filter((one) => rest.has(one)) };
}

function rewordedAmong(gone: readonly Sentence[], come: readonly Sentence[]) {
  const taken = new Set<Sentence>();
  const reworded: SentenceChange[] = [];
  const removed: Sentence[] = [];
  const pages = new Map<string, Sentence[]>();
  for (const one of come) pages.set(one.url, [...(pages.get(one.url) ?? []), one]);
  for (const one of gone) {
    const near = (pages.get(one.url) ?? []).filter((other) => !taken.has(other)).slice(0, mostPaired);
    const to = mostLike(one.key, near);
    if (!to) {
      removed.push(one);
      continue;
    }
    taken.add(to);
    const meaning = meaningChange(one.text, to.text);
    reworded.push({ kind: 'reworded', before: standing(one), after: standing(to), meaning });
  }
  return { reworded, removed, added: come.filter((one) => !taken.has(one)) };
}

/** The sentence with most words in common, if it has enough of them. */
export function mostLike(key: string, among: readonly Sentence[]): Sentence | null {
  let best: Sentence | null = null;
  let most = likeEnough;
  for (const other of among) {
    const share = commonShare(key, other.key);
    if (share > most || (share === most && best === null)) {
      best = other;
      most = share;
    }
  }
  return best;
}

/** Dice's coefficient over words: twice the common ones by all of both. */
function commonShare(one: string, other: string): number {
  const a = wordsOf(one);
  const b = wordsOf(other);
  const counts = new Map<string, number>();
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const count = counts.get(word) ?? 0;
    if (count === 0) continue;
    counts.set(word, count - 1);
    common += 1;
  }
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function standing({ url, text }: Sentence): Standing {
  return { url, text };
}

function removal(one: Sentence): SentenceChange {
  return { kind: 'removed', before: standing(one), after: null, meaning: [] };
}

function addition(one: Sentence): SentenceChange {
  return { kind: 'added', before: null, after: standing(one), meaning: [] };
}

/** Array.sort is stable, so sentences of one page stay in the order they were found in. */
function byPlace(one: SentenceChange, other: SentenceChange): number {
  const [a, b] = [(one.after ?? one.before)?.url ?? '', (other.after ?? other.before)?.url ?? ''];
  return a < b ? -1 : a > b ? 1 : 0;
}

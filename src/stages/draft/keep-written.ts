import type { Analysis, Claim, Flag } from '../../domain/analysis.ts';
import { briefQuote } from '../../domain/brief-quote.ts';
import { editableLists, listItemAt } from '../../domain/edit-lists.ts';
import { holderAt } from '../../domain/edit-places.ts';
import type { HandSet } from '../../domain/hand-set.ts';
import { isClaim } from '../../domain/is-claim.ts';
import { itemOf } from '../../domain/item.ts';
import { claimsOf } from '../../domain/lint-targets.ts';
import { normalise } from '../../domain/normalise.ts';
import { pagesRead } from '../../domain/pages-read.ts';
import type { QuoteFate } from '../../domain/site-changes.ts';
import { pathOf } from './path-of.ts';
import { stillQuoted } from './still-quoted.ts';

/** A whole new draft with what persons wrote before put in. */
interface KeptWords {
  analysis: Analysis;
  flags: Flag[];
  /** Places at which a person's words now stand in the place of the analyst's. */
  replaced: string[];
}

interface Ground extends KeptWords {
  hand: HandSet;
  fates: ReadonlyMap<string, QuoteFate>;
}

/**
 * The document with the words that persons wrote in the earlier one, where every quote beneath them still stands; each is
 * flagged with what the analyst writes now. Where a quote is gone, the analyst's words stand, and the flag shows theirs.
 */
export function keepWritten(given: Analysis, hand: HandSet | null, fates: ReadonlyMap<string, QuoteFate>): KeptWords {
  const isWritten = hand && claimsOf(hand.analysis).some(({ claim }) => isPersons(claim));
  if (!isWritten) return { analysis: given, flags: [], replaced: [] };
  const ground: Ground = { analysis: structuredClone(given), flags: [], replaced: [], hand, fates };
  for (const { path, claim } of claimsOf(hand.analysis)) {
    if (isPersons(claim) && listItemAt(itemOf(path)) === null) keepSingle(path, claim, ground);
  }
  for (const [path, list] of Object.entries(editableLists)) {
    const items = list.of(ground.analysis);
    const taken = new Set<number>();
    for (const item of list.of(hand.analysis)) {
      if (partsOf(item).some(({ claim }) => isPersons(claim))) keepItem(item, { path, items, taken }, ground);
    }
  }
  const { analysis, flags, replaced } = ground;
  return { analysis, flags, replaced };
}

function isPersons({ origin }: Claim): boolean {
  return origin === 'person';
}

/** The statements of a list's item with their fields; a bare statement has no field. */
function partsOf(item: unknown): { field: string; claim: Claim }[] {
  if (isClaim(item)) return [{ field: '', claim: item }];
  return Object.entries(item as object).flatMap(([name, claim]) =>
    isClaim(claim) ? [{ field: `.${name}`, claim }] : [],
  );
}

/** A statement that stands once in every document. */
function keepSingle(was: string, claim: Claim, ground: Ground): void {
  const path = pathNow(was, ground);
  const holder = path === null ? null : holderAt(ground.analysis, path);
  if (path === null || !holder || !('claim' in holder)) {
    flag(ground, 'frameworks', `${wrote([claim], ground)} The rubric no longer asks for it.`, 'stale-citation');
    return;
  }
  if (!isSupported([claim], ground)) {
    flagLost(ground, path, [claim]);
    return;
  }
  const now = holder.claim.text;
  put(holder.claim, claim, ground);
  ground.replaced.push(path);
  if (now !== claim.text) flag(ground, path, otherWords(ground, now));
}

/** The place of a rationale is its dimension's; everything else that stands once has one path. */
function pathNow(was: string, { hand, analysis }: Ground): string | null {
  const found = /^frameworks\.(inpact|goals)\.dimensions\.(\d+)\.rationale$/.exec(was);
  if (!found) return was;
  const dimension = hand.analysis.frameworks[found[1] === 'goals' ? 'goals' : 'inpact'].dimensions[Number(found[2])];
  const path = dimension ? pathOf(dimension.id, analysis) : 'frameworks';
  return path === 'frameworks' ? null : `${path}.rationale`;
}

/** An entry of a list: it takes the place of the one that says the same, or tells of the same thing, or comes last. */
function keepItem(item: unknown, at: { path: string; items: unknown[]; taken: Set<number> }, ground: Ground): void {
  const { path, items, taken } = at;
  const index = counterpart(item, at);
  if (index >= 0) taken.add(index);
  const parts = partsOf(item);
  const claims = parts.map(({ claim }) => claim);
  const field = parts.find(({ claim }) => isPersons(claim))?.field ?? '';
  if (!isSupported(claims, ground)) {
    flagLost(ground, index < 0 ? path : `${path}.${index}${field}`, claims.filter(isPersons));
    return;
  }
  const copy = structuredClone(item);
  for (const { claim } of partsOf(copy)) put(claim, claim, ground);
  if (index < 0) {
    items.push(copy);
    taken.add(items.length - 1);
    const stays = 'The analyst would not write it now; it stays until you take it out.';
    flag(ground, `${path}.${items.length - 1}${field}`, `A person wrote this in ${ground.hand.from}. ${stays}`);
    return;
  }
  const now = items[index];
  items[index] = copy;
  ground.replaced.push(`${path}.${index}`);
  if (!sameWords(now, item)) flag(ground, `${path}.${index}${field}`, otherWords(ground, wordsOf(now)));
}

function counterpart(
  item: unknown,
  { items, taken }: { items: readonly unknown[]; taken: ReadonlySet<number> },
): number {
  const isFree = (index: number) => !taken.has(index);
  const same = items.findIndex((other, index) => isFree(index) && sameWords(other, item));
  return same >= 0 ? same : items.findIndex((other, index) => isFree(index) && isOfSame(other, item));
}

function wordsOf(item: unknown): string {
  return partsOf(item)
    .map(({ claim }) => claim.text)
    .join(' ');
}

function sameWords(a: unknown, b: unknown): boolean {
  return wordsOf(a) === wordsOf(b);
}

/** Whether two entries name the same product or layer, share a sentence, or rest on the same quote. */
function isOfSame(a: unknown, b: unknown): boolean {
  const [named, other] = [a, b].map((item) => item as { name?: string; layer?: string });
  if (named?.name !== undefined) return named.name.toLowerCase() === other?.name?.toLowerCase();
  if (named?.layer !== undefined) return named.layer === other?.layer;
  const marks = new Set(partsOf(b).flatMap(marksOf));
  return partsOf(a)
    .flatMap(marksOf)
    .some((mark) => marks.has(mark));
}

function marksOf({ field, claim: { text, citations } }: { field: string; claim: Claim }): string[] {
  return [`${field} ${text}`, ...citations.map(({ quote }) => `quote ${normalise(quote)}`)];
}

function isSupported(claims: readonly Claim[], { fates }: Ground): boolean {
  return claims.every(({ citations }) => stillQuoted(citations, fates).lost.length === 0);
}

/** Makes the statement what a person wrote, citing where its quotes stand now. */
function put(target: Claim, source: Claim, { fates, hand, analysis }: Ground): void {
  const { searchedOf, ...words } = source;
  const before = pagesRead(hand.analysis);
  const isElsewhere = before.join(' ') !== pagesRead(analysis).join(' ');
  const of = source.kind === 'absence' ? (searchedOf ?? (isElsewhere ? before.length : undefined)) : undefined;
  delete target.searchedOf;
  Object.assign(target, words, { citations: stillQuoted(source.citations, fates).standing });
  if (of !== undefined) target.searchedOf = of;
}

function wrote(claims: readonly Claim[], { hand }: Ground): string {
  return `A person wrote in ${hand.from}: “${claims.map(({ text }) => text).join(' ')}”`;
}

function otherWords({ hand }: Ground, now: string): string {
  return `A person wrote this in ${hand.from}. The analyst writes now: “${now}” It stays as it was written until you write it anew.`;
}

function flagLost(ground: Ground, path: string, claims: readonly Claim[]): void {
  const lost = claims.flatMap(({ citations }) => stillQuoted(citations, ground.fates).lost);
  const gone = lost[0]
    ? `The pages no longer say “${briefQuote(lost[0].quote)}”, so that`
    : 'A quote beside it is gone, so that';
  flag(ground, path, `${wrote(claims, ground)} ${gone} it was not taken over.`, 'stale-citation');
}

function flag({ flags }: Ground, target: string, message: string, kind: Flag['kind'] = 'analysts-disagree'): void {
  flags.push({ kind, severity: 'warns', target, message });
}

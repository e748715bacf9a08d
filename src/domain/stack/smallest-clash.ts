import { type SearchWork, spend } from './search-work.ts';

/** Whether things can hold together; `unknown` where the work ran out before it was found out. */
export type Possibility = 'yes' | 'no' | 'unknown';

/** Things that cannot all hold, and whether no set of fewer clashes. */
export interface FoundClash<T> {
  things: T[];
  proven: boolean;
}

/**
 * The smallest set of things that cannot all hold, among sets of that size the first in the order given. `possibility` has
 * to stay `yes` for fewer. Sets are tried by size; those that cannot be a clash are passed over, because each set that
 * proved possible, grown as far as it stays so, shows of which others every clash holds one. Where the work runs out, the
 * smallest clash that was found stands; null where none was found.
 */
export function smallestClash<T>(
  all: readonly T[],
  possibility: (kept: ReadonlySet<T>) => Possibility,
  work: SearchWork,
): FoundClash<T> | null {
  const thingsAt = (places: readonly number[]): T[] => all.filter((_, place) => places.includes(place));
  const asked = (places: readonly number[]): Possibility => possibility(new Set(thingsAt(places)));
  const places = all.map((_, place) => place);
  if (asked(places) !== 'no') return null;
  const known = withoutNeedless(places, (kept) => asked(kept) === 'no');
  const oneOf: number[][] = [];
  for (let size = 0; size <= known.length; size += 1) {
    for (let next = firstHolding(oneOf, { size, count: all.length }, work); next; ) {
      const found = asked(next);
      if (found === 'no') return { things: thingsAt(next), proven: true };
      if (found === 'unknown') return { things: thingsAt(known), proven: size === known.length };
      const grown = [...next];
      for (const place of places) {
        if (!grown.includes(place) && asked([...grown, place]) === 'yes') grown.push(place);
      }
      oneOf.push(places.filter((place) => !grown.includes(place)));
      next = firstHolding(oneOf, { size, count: all.length }, work);
    }
    // No set of fewer clashes once their sizes were gone through: then only which of as many comes first stays open.
    if (work.left <= 0) return { things: thingsAt(known), proven: size === known.length };
  }
  throw new Error('What cannot all hold holds a clash: the possibility was not `yes` for fewer.');
}

/** Of a clash, without whatever it clashes without: halves are left out first, because most of many things are needless. */
function withoutNeedless(clash: readonly number[], clashes: (kept: readonly number[]) => boolean): number[] {
  let kept = [...clash];
  const leaveOut = (part: readonly number[]): void => {
    const rest = kept.filter((place) => !part.includes(place));
    if (clashes(rest)) kept = rest;
    else if (part.length > 1) {
      leaveOut(part.slice(part.length >> 1));
      leaveOut(part.slice(0, part.length >> 1));
    }
  };
  leaveOut(clash);
  return kept;
}

interface Sets {
  size: number;
  /** Places are below this. */
  count: number;
}

/** The first set of that size, in order, that holds one of each list; null where none does, or the work ran out. */
function firstHolding(oneOf: readonly (readonly number[])[], { size, count }: Sets, work: SearchWork): number[] | null {
  const look = (chosen: readonly number[], from: number): number[] | null => {
    spend(
      work,
      oneOf.reduce((sum, { length }) => sum + length, 1),
    );
    if (work.left <= 0) return null;
    const open = oneOf.filter((list) => !list.some((place) => chosen.includes(place)));
    const room = size - chosen.length;
    if (apart(open) > room) return null;
    if (room === 0) return [...chosen];
    // Past the last place of an open list that list can be held no more.
    const last = Math.min(count - room, ...open.map((list) => Math.max(...list)));
    for (let place = from; place <= last; place += 1) {
      const found = look([...chosen, place], place + 1);
      if (found) return found;
    }
    return null;
  };
  return look([], 0);
}

/** How many of the lists have no place in common with one counted before: each of these takes a place of its own. */
function apart(lists: readonly (readonly number[])[]): number {
  const seen = new Set<number>();
  let count = 0;
  for (const list of lists) {
    if (list.some((place) => seen.has(place))) continue;
    for (const place of list) seen.add(place);
    count += 1;
  }
  return count;
}

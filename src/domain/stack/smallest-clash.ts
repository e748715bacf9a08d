/**
 * The smallest set of things that cannot all hold, among sets of that size the first in the order given; null where all of
 * them can. `isPossible` has to stay true for fewer. Sets are tried by size; those that cannot be a clash are passed over,
 * because each set that proved possible, grown as far as it stays so, shows of which others every clash holds one.
 */
export function smallestClash<T>(all: readonly T[], isPossible: (kept: ReadonlySet<T>) => boolean): T[] | null {
  const possible = (places: readonly number[]): boolean =>
    isPossible(new Set(places.flatMap((place) => (place in all ? [all[place] as T] : []))));
  const places = all.map((_, place) => place);
  if (possible(places)) return null;
  const oneOf: number[][] = [];
  for (let size = 0; size <= all.length; size += 1) {
    for (let next = firstHolding(oneOf, size, all.length); next; next = firstHolding(oneOf, size, all.length)) {
      if (!possible(next)) return next.map((place) => all[place] as T);
      const grown = [...next];
      for (const place of places) {
        if (!grown.includes(place) && possible([...grown, place])) grown.push(place);
      }
      oneOf.push(places.filter((place) => !grown.includes(place)));
    }
  }
  throw new Error('What cannot all hold holds a clash: isPossible was not true for fewer.');
}

/** The first set of `size` places below `count`, in order, that holds one of each list; null where none does. */
function firstHolding(oneOf: readonly (readonly number[])[], size: number, count: number): number[] | null {
  const look = (chosen: readonly number[], from: number): number[] | null => {
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

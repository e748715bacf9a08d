import type { Weighed } from './weigh-item.ts';

/** One section as it came out of a reply. */
export interface Section<T> {
  /** Null where too little of it may stand. */
  value: T | null;
  complaints: string[];
  /** Items refused, and of these the ones that said more than their quotes. */
  dropped: number;
  stronger: number;
}

/** An entry of a list, made of one or two items. */
export interface Entry<T> {
  value: T | null;
  complaints: string[];
  stronger: boolean;
}

interface Bounds<T> {
  path: string;
  least: number;
  most: number;
  /** What is wrong with the list as a whole: a sentence each; then it does not stand. */
  whole?: (values: readonly T[]) => string[];
  /** A key that two entries may not share. */
  key?: (value: T) => string;
}

/** A list of entries: what may stand in the order given, if there is enough of it. */
export function sectionOf<T>(entries: readonly Entry<T>[], { path, least, most, whole, key }: Bounds<T>): Section<T[]> {
  const complaints = entries.flatMap((entry) => entry.complaints);
  const seen = new Set<string>();
  const sound = entries.flatMap(({ value }) => {
    if (value === null) return [];
    const own = key?.(value).toLowerCase() ?? '';
    if (own !== '' && seen.has(own)) {
      complaints.push(`${path}: "${key?.(value)}" stands twice.`);
      return [];
    }
    seen.add(own);
    return [value];
  });
  const kept = sound.slice(0, most);
  if (entries.length < least || entries.length > most) {
    complaints.push(`${path}: it has ${entries.length} entries: write ${least} to ${most}.`);
  }
  const wrong = (whole?.(kept) ?? []).map((message) => `${path}: ${message}`);
  const stands = kept.length >= least && wrong.length === 0;
  return {
    value: stands ? kept : null,
    complaints: [...complaints, ...wrong],
    dropped: entries.length - kept.length,
    stronger: entries.filter(({ stronger }) => stronger).length,
  };
}

/** Several items as one entry: it stands if all do. */
export function entryOf<T>(items: readonly Weighed[], made: (claims: NonNullable<Weighed['claim']>[]) => T): Entry<T> {
  const claims = items.flatMap(({ claim }) => claim ?? []);
  return {
    value: claims.length === items.length ? made(claims) : null,
    complaints: items.flatMap(({ complaints }) => complaints),
    stronger: items.some(({ stronger }) => stronger),
  };
}

import { pageKey } from './normal-url.ts';
import { versionOf } from './old-version.ts';

/** Learns which versions of a documentation there are, and says which pages belong to one that need not be read. */
export interface VersionChoice {
  see(url: string): void;
  /** True for a page of a version that is not the newest stable one, or that is said without a version as well. */
  isOld(url: string): boolean;
}

interface Place {
  /** Host and path before the version: versions of one documentation stand beside each other. */
  group: string;
  /** What the page would be called without its version. */
  plain: string;
  rank: number;
}

/** Ranks of names that are no numbers: what is unreleased comes after every release, what is current before. */
const unreleased = /^(next|dev|devel|nightly|main|master|unreleased|snapshot|preview|edge)$/i;
const current = /^(latest|stable|current)$/i;
const unreleasedRank = -1;
const currentRank = 1e12;
const chosenRank = Number.POSITIVE_INFINITY;
/** A version stands near the front of a path; later, it is part of a page's name. */
const searchedSegments = 4;

/** `chosen` holds path segments of the sources: a version among them was chosen by a person. */
export function versionChoice(chosen: ReadonlySet<string>): VersionChoice {
  const newest = new Map<string, number>();
  const plain = new Set<string>();
  return {
    see(url) {
      const place = placeOf(url, chosen);
      if (place === null) plain.add(pageKey(url));
      else newest.set(place.group, Math.max(newest.get(place.group) ?? place.rank, place.rank));
    },
    isOld(url) {
      const place = placeOf(url, chosen);
      if (place === null || place.rank === chosenRank) return false;
      if (plain.has(place.plain)) return place.rank !== currentRank;
      return place.rank < (newest.get(place.group) ?? place.rank);
    },
  };
}

function placeOf(url: string, chosen: ReadonlySet<string>): Place | null {
  const { host, pathname, origin } = new URL(url);
  const segments = pathname.split('/').slice(1);
  const named = segments.slice(0, searchedSegments).find((segment) => rankOf(segment) !== null);
  if (named === undefined) return null;
  const at = segments.indexOf(named);
  const before = segments.slice(0, at).map((segment) => `/${segment}`);
  const rest = segments.slice(at + 1).map((segment) => `/${segment}`);
  const path = [...before, ...rest].join('');
  return {
    group: host + before.join(''),
    plain: pageKey(`${origin}${path === '' ? '/' : path}`),
    rank: chosen.has(named) ? chosenRank : (rankOf(named) ?? 0),
  };
}

function rankOf(segment: string): number | null {
  if (unreleased.test(segment)) return unreleasedRank;
  if (current.test(segment)) return currentRank;
  if (versionOf([segment]) === undefined) return null;
  const [major = 0, minor = 0, patch = 0] = (segment.match(/\d+/g) ?? []).map(Number);
  return major * 1e6 + minor * 1e3 + patch;
}

import type { LeftOut, LeftOutReason } from '../../domain/left-out.ts';
import { leftOutList } from './left-out-list.ts';
import { normalUrl, pageKey } from './normal-url.ts';
import { isOtherLanguage } from './other-language.ts';
import { pageScore } from './page-score.ts';
import type { SiteScope } from './site-scope.ts';
import { versionChoice } from './version-choice.ts';

export interface Candidate {
  url: string;
  /** Host name and port of the address. */
  host: string;
  depth: number;
  score: number;
}

/** The addresses that wait to be read. Holds each page once, best first, and never more than a bounded number. */
export interface Frontier {
  /** Adds what is in scope and new; nothing happens otherwise. */
  add(link: { url: string; label?: string; depth: number }): void;
  /** Takes the best candidate whose host is free; null when there is none. */
  take(hostIsFree: (host: string) => boolean): Candidate | null;
  /** Marks an address as dealt with; false when it was already. */
  claim(url: string): boolean;
  /** Whether this page waits to be read. */
  awaits(url: string): boolean;
  /** Takes every address that begins so out and gives them, best first; later ones are not added. */
  close(prefix: string): Candidate[];
  readonly size: number;
  /** Scheme and host of what waits, in alphabetical order. */
  origins(): string[];
  /** Whether anything waits that would be read. */
  readonly more: boolean;
  /** What was left out, by reason, with what still waits: for the end of a crawl. */
  leftOut(): LeftOut[];
  /** Whether a page was left out because it lay too deep. */
  readonly tooDeep: boolean;
}

/**
 * Waiting addresses kept once there are twice as many: looking for the worst with each new one would hold up everything
 * else. The budget reads a few hundred at most, the rest is room for better ones.
 */
const mostWaiting = 5_000;
/** Pages whose addresses differ only in numbers (calendars, issue lists, paging): the first few show what they are. */
const mostOfNumberedShape = 12;
/** Pages that differ only in the values of their query. */
const mostOfQueryShape = 5;
/** Addresses remembered as links; a site has some thousands, and of a trap's each is told anew. */
const mostLinks = 20_000;

export function frontier(scope: SiteScope, deepest: number): Frontier {
  const waiting = new Map<string, Candidate>();
  const known = new Set<string>();
  const shapes = new Map<string, number>();
  const closed: string[] = [];
  const versions = versionChoice(scope.chosenSegments);
  const left = leftOutList();
  let tooDeep = false;
  const links = new Map<string, Link>();
  // Menus stand on every page: what an address comes to is told once for all that link to it.
  const linkTo = (href: string, isSource: boolean): Link => {
    if (isSource) return linkOf(href, true, scope);
    const link = links.get(href) ?? linkOf(href, false, scope);
    if (links.size < mostLinks) links.set(href, link);
    return link;
  };

  return {
    add({ url: href, label = '', depth }) {
      const link = linkTo(href, depth === 0);
      if (link.left !== null && link.left !== 'nowhere') left.note(link.left, link.url);
      if (link.left !== null) return;
      const { url, key } = link;
      if (closed.some((prefix) => url.startsWith(prefix))) return left.note('old-version', url);
      if (!link.seen) versions.see(url);
      link.seen = true;
      const found = waiting.get(key);
      if (found) found.depth = Math.min(found.depth, depth);
      if (found || known.has(key)) return;
      if (depth > deepest) {
        tooDeep = true;
        return left.note('too-deep', url);
      }
      if (depth > 0 && !roomForShape(url, shapes)) return left.note('endless', url);
      known.add(key);
      const score = depth === 0 ? Number.MAX_SAFE_INTEGER : pageScore(url, label, scope);
      waiting.set(key, { url, host: new URL(url).host, depth, score });
      if (waiting.size > 2 * mostWaiting) keepBest(waiting);
    },
    take(hostIsFree) {
      for (;;) {
        let best: Candidate | null = null;
        for (const candidate of waiting.values()) {
          if ((best === null || isBetter(candidate, best)) && hostIsFree(candidate.host)) best = candidate;
        }
        if (best === null) return null;
        waiting.delete(pageKey(best.url));
        // Judged late: only once all versions of a site were seen is it known which is the newest.
        if (best.depth === 0 || !versions.isOld(best.url)) return best;
        left.note('old-version', best.url);
      }
    },
    claim(url) {
      const key = pageKey(url);
      const wasWaiting = waiting.delete(key);
      const isNew = wasWaiting || !known.has(key);
      known.add(key);
      return isNew;
    },
    awaits: (url) => waiting.has(pageKey(url)),
    close(prefix) {
      closed.push(prefix);
      const dropped = [...waiting].filter(([, candidate]) => candidate.url.startsWith(prefix));
      for (const [key, { url }] of dropped) {
        waiting.delete(key);
        left.note('old-version', url);
      }
      return dropped.map(([, candidate]) => candidate).sort((a, b) => (isBetter(a, b) ? -1 : 1));
    },
    get size() {
      return waiting.size;
    },
    origins: () => [...new Set([...waiting.values()].map(({ url }) => new URL(url).origin))].sort(),
    get more() {
      for (const { url, depth } of waiting.values()) if (depth === 0 || !versions.isOld(url)) return true;
      return false;
    },
    leftOut() {
      for (const { url } of [...waiting.values()]) left.note(versions.isOld(url) ? 'old-version' : 'budget', url);
      return left.all();
    },
    get tooDeep() {
      return tooDeep;
    },
  };
}

/** What an address in a page comes to. */
interface Link {
  url: string;
  key: string;
  /** Why it is not read, whatever stands there; `nowhere` for what is no page of any site. */
  left: LeftOutReason | 'nowhere' | null;
  /** Whether the versions have been told of it. */
  seen: boolean;
}

function linkOf(href: string, isSource: boolean, scope: SiteScope): Link {
  const url = normalUrl(href) ?? (isSource ? asGiven(href) : null);
  if (url === null) return { url: href, key: '', left: scope.holds(href) ? 'not-text' : 'nowhere', seen: false };
  const refused = scope.holds(url) ? (isSource ? null : refusalOf(url, scope)) : 'off-site';
  return { url, key: refused === null ? pageKey(url) : '', left: refused, seen: false };
}

/** Why an address of the site is not read, whatever stands there. */
function refusalOf(url: string, scope: SiteScope): LeftOutReason | null {
  return scope.refuses(url) ?? (isOtherLanguage(url, scope.chosenSegments) ? 'other-language' : null);
}

/** A source is asked for even where a link to it would not be: a person chose it, and is told what came of it. */
function asGiven(href: string): string | null {
  return URL.canParse(href) ? (new URL(href).href.split('#')[0] ?? null) : null;
}

/** By score, then by address, so that the order never depends on which page was found first. */
function isBetter(a: Candidate, b: Candidate): boolean {
  return a.score === b.score ? a.url < b.url : a.score > b.score;
}

function roomForShape(url: string, shapes: Map<string, number>): boolean {
  const { host, pathname, searchParams } = new URL(url);
  const path = pathname.replace(/\d+|[0-9a-f]{12,}/gi, '#');
  const keys = [...new Set(searchParams.keys())].sort().join('&');
  if (keys === '' && !path.includes('#')) return true;
  // One allowance for all queries of a path: every combination of filters would otherwise have its own.
  const shape = keys === '' ? `${host}${path}` : `${host}${path}?`;
  const count = (shapes.get(shape) ?? 0) + 1;
  shapes.set(shape, count);
  return count <= (keys === '' ? mostOfNumberedShape : mostOfQueryShape);
}

function keepBest(waiting: Map<string, Candidate>): void {
  const best = [...waiting].sort(([, a], [, b]) => (isBetter(a, b) ? -1 : 1));
  for (const [key] of best.slice(mostWaiting)) waiting.delete(key);
}

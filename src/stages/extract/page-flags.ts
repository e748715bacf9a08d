import type { PassageFlag } from '../../domain/corpus.ts';
import type { Pace } from '../../domain/pace.ts';

/** What is known of a page besides its text. */
export interface PageFacts {
  url: string;
  canonical: string | null;
  outdated: boolean;
  text: string;
  /** Whether its text praises; asked only where its address does not say so. */
  isPraise: () => boolean;
}

const versionSegment = /^(?:v|version-|release-|r)?(\d{1,3}(?:\.(?:\d{1,4}|x)){0,3})(?:\.html?)?$/i;
const currentSegment = /^(latest|stable|current|main|master|next|edge|dev|head)$/i;
const archiveSegment = /^(archived?|legacy|old-versions?|older-versions?|previous-versions?|attic)$/i;
const marketingSegment =
  /^(pricing|blog|case-stud(y|ies)|success-stories|press|careers|webinars?|landing|contact-sales|testimonials)$/i;
/** These sell only as the first part of a path; deeper down they are subjects of a manual. */
const marketingSection = /^(plans|news|customers?|solutions|about(-us)?|events?|compare|demo|why-.*)$/i;
const superlative =
  /\b(industry[- ]leading|market[- ]leading|world[- ]?class|best[- ]in[- ]class|best[- ]of[- ]breed|cutting[- ]edge|state[- ]of[- ]the[- ]art|next[- ]gen(eration)?|game[- ]chang(er|ing)|revolutionary|revolutioni[sz]e|unmatched|unparalleled|unrivall?ed|blazing(ly)?[- ]fast|lightning[- ]fast|effortless(ly)?|seamless(ly)?|supercharge|turbocharge|skyrocket|unlock the (power|potential|full)|trusted by|loved by|leading (provider|platform|solution|vendor)|award[- ]winning|get started (today|for free)|book a demo|request a demo|start (your )?free trial|contact sales)\b/gi;

/** Which pages are of an old version, and which praise rather than explain; by index. */
export async function pageFlags(pages: readonly PageFacts[], pace: Pace): Promise<PassageFlag[][]> {
  const old = oldVersions(pages);
  const found: PassageFlag[][] = [];
  for (const [index, page] of pages.entries()) {
    if (pace.due(page.text.length)) await pace.rest();
    const flags: PassageFlag[] = [];
    if (old.has(index)) flags.push('old-version');
    if (isMarketing(page)) flags.push('marketing');
    found.push(flags);
  }
  return found;
}

/** Whether a passage praises: three such words in one passage are no accident, one or two stand in honest definitions. */
export function praises(text: string): boolean {
  return (text.match(superlative)?.length ?? 0) >= 3;
}

function isMarketing(page: PageFacts): boolean {
  const segments = segmentsOf(page.url);
  if (marketingSection.test(segments[0] ?? '') || segments.some((segment) => marketingSegment.test(segment)))
    return true;
  return page.isPraise();
}

/** Whether a page praises. Four such words, and one in a hundred words or more: reference pages have none or a stray one. */
export function isPraise(text: string): boolean {
  const found = text.match(superlative)?.length ?? 0;
  return found >= 4 && found * 100 >= text.split(/\s+/).length;
}

/** A page is old if it says so, if it names the same document elsewhere as the right one, or if a newer one is among the pages. */
function oldVersions(pages: readonly PageFacts[]): Set<number> {
  const old = new Set<number>();
  const newest = new Map<string, number[]>();
  const unversioned = new Set<string>();
  const versions = pages.map((page) => versionOf(page.url));
  for (const [index, page] of pages.entries()) {
    const version = versions[index];
    if (version === undefined || version === null) unversioned.add(pathKey(page.url));
    else if (compare(version.number, newest.get(version.rest) ?? []) > 0) newest.set(version.rest, version.number);
  }
  for (const [index, page] of pages.entries()) {
    const version = versions[index] ?? null;
    const newer =
      version !== null &&
      (unversioned.has(version.rest) || compare(newest.get(version.rest) ?? [], version.number) > 0);
    if (
      newer ||
      page.outdated ||
      sameDocumentElsewhere(page) ||
      segmentsOf(page.url).some((one) => archiveSegment.test(one))
    ) {
      old.add(index);
    }
  }
  return old;
}

/** The version in an address, and the address without it. */
function versionOf(url: string): { number: number[]; rest: string } | null {
  const segments = segmentsOf(url);
  // The last segment is the document itself: "/releases/1.2" is about a version, not of it.
  const at = segments.findIndex((segment, index) => index < segments.length - 1 && versionSegment.test(segment));
  if (at === -1) return null;
  const number = (versionSegment.exec(segments[at] ?? '')?.[1] ?? '')
    .split('.')
    .map((part) => (part === 'x' ? 9999 : Number(part)));
  return { number, rest: segments.filter((_, index) => index !== at).join('/') };
}

function sameDocumentElsewhere(page: PageFacts): boolean {
  if (page.canonical === null) return false;
  const [own, named] = [pathKey(page.url), pathKey(page.canonical)];
  if (own === named) return false;
  const last = (key: string) => key.split('/').at(-1);
  return last(own) === last(named) && versionOf(page.url) !== null;
}

/** The path without what servers treat alike: index files, endings, a segment that says "latest". */
function pathKey(url: string): string {
  return segmentsOf(url)
    .filter((segment) => !currentSegment.test(segment))
    .join('/');
}

function segmentsOf(url: string): string[] {
  if (!URL.canParse(url)) return [];
  return new URL(url).pathname
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => segment.replace(/\.html?$/, ''))
    .filter((segment) => segment !== 'index');
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? -1) - (b[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

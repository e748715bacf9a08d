import type { PagePart } from './page-part.ts';

/**
 * What readers who judge a product want, by the words of a page's address and title, in the order in which such pages
 * answer checks; the same order in which pages are fetched. The numbers say only which is asked before which.
 */
const wanted: readonly [points: number, words: RegExp][] = [
  [
    40,
    /\b(?:secur\w*|auth\w*|rbac|abac|access control|permissions?|audit\w*|compliance|encryption|m?tls|iam|oidc|sso|privacy|governance|polic(?:y|ies)|multi ?tenan\w+|tenan\w+|secrets?)\b/,
  ],
  [
    34,
    /\b(?:operations?|operat(?:ing|ors?)|monitor\w*|metrics?|tracing|telemetry|observability|alert\w*|logging|backups?|restore|recovery|upgrad\w+|availability|reliability|resilience|scal\w+|autoscal\w+|performance|benchmarks?|latency|caching|production|deploy\w*|admin\w*|health)\b/,
  ],
  [
    28,
    /\b(?:concepts?|architecture|overview|introduction|intro|design|features?|how it works|components?|data model|about|what is|faq|limitations?|known issues?|support|roadmap|versioning)\b/,
  ],
  [
    22,
    /\b(?:reference|api|configur\w+|integrations?|connectors?|schemas?|lineage|metadata|quality|quotas?|limits?|explain\w*|evaluation|semantic|quer(?:y|ies)|search|streaming|events?|feedback)\b/,
  ],
];
const unwanted: readonly [points: number, words: RegExp][] = [
  [
    15,
    /\b(?:tutorials?|quick ?start|getting started|examples?|samples?|demos?|contributing|develop(?:ment|er guide))\b/,
  ],
  [30, /\b(?:blogs?|news|posts?|announcements?|change ?logs?|release notes?|whats new|migration notes)\b/],
];
/** A page of praise holds little that can be cited. */
const marketing = 20;

/** The parts, most useful first, so that a budget that ends leaves out the least useful; equals in order of address. */
export function inAskingOrder(parts: readonly PagePart[]): PagePart[] {
  return parts
    .map((part, at) => ({ part, at, worth: worthOf(part) }))
    .sort((a, b) => b.worth - a.worth || a.at - b.at)
    .map(({ part }) => part);
}

/** The mean over the passages, so that the longest pages of a part count most. */
function worthOf(part: PagePart): number {
  const known = new Map<string, number>();
  let sum = 0;
  for (const { page } of part) {
    const points =
      known.get(page.url) ?? pointsOf(page.url, page.title) - (page.flags.includes('marketing') ? marketing : 0);
    known.set(page.url, points);
    sum += points;
  }
  return sum / Math.max(1, part.length);
}

function pointsOf(url: string, title: string): number {
  const words = `${new URL(url).pathname} ${title}`
    .replace(/\.(?:html?|mdx?|txt)\b/gi, ' ')
    .replace(/[-_+./]+/g, ' ')
    .toLowerCase();
  const gains = wanted.filter(([, pattern]) => pattern.test(words)).map(([points]) => points);
  const losses = unwanted.filter(([, pattern]) => pattern.test(words)).map(([points]) => points);
  return Math.max(0, ...gains) - losses.reduce((sum, points) => sum + points, 0);
}

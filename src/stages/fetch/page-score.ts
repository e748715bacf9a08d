import { versionOf } from './old-version.ts';
import type { SiteScope } from './site-scope.ts';

/**
 * How much a reader who has to judge a product would want a page, by the words of its address and link text. Points
 * are relative: the groups were ordered by how many of the rubric's checks such pages can answer.
 */
const wanted: [points: number, words: RegExp][] = [
  [
    40,
    /\b(security|secur(e|ing)|authentication|authorization|authn|authz|auth|rbac|abac|access control|permissions?|audit(ing)?|compliance|encryption|tls|mtls|iam|oidc|sso|privacy|governance|polic(y|ies)|multi ?tenan(t|cy)|secrets?)\b/,
  ],
  [
    34,
    /\b(operations?|operating|operator|monitor(ing)?|metrics?|tracing|telemetry|observability|alert(s|ing)?|logging|backups?|restore|recovery|upgrad(e|es|ing)|high availability|availability|reliability|resilience|fault|scal(e|ing|ability)|autoscaling|performance|benchmarks?|latency|caching|production|deploy(ment|ing)?|administration|admin)\b/,
  ],
  [
    28,
    /\b(concepts?|architecture|overview|introduction|intro|design|features?|how it works|components?|data model|data plane|control plane|about|what is)\b/,
  ],
  [
    22,
    /\b(reference|api|configuration|configure|integrations?|connectors?|schemas?|lineage|metadata|quality|pricing|quotas?|limits?|explainability|evaluation|versioning|semantic|quer(y|ies)|search|streaming|events?|feedback)\b/,
  ],
  [
    24,
    /\b(faq|limitations?|known issues?|comparison|compare|versus|vs|alternatives?|adopters?|support|community|releases?|roadmap|licen[sc]e|sla|troubleshooting)\b/,
  ],
];

const unwanted: [points: number, words: RegExp][] = [
  [
    15,
    /\b(tutorials?|quick ?start|getting started|examples?|samples?|demos?|guides? for contributors?|contributing|code of conduct|development|developer guide)\b/,
  ],
  [
    35,
    /\b(blogs?|news|posts?|announcements?|press|webinars?|meetups?|careers?|jobs|legal|terms|cookies|brand|newsletter|podcasts?|forum|discuss|stories)\b/,
  ],
  [30, /\b(changelog|change log|release notes?|whats new|migration notes)\b/],
  [
    60,
    /\b(tags?|category|categories|authors?|archives?|calendar|genindex|modindex|print|login|log in|signin|sign in|signup|register|account|cart|edit|raw|feed|modules)\b/,
  ],
];

const unreleased = /^(next|dev|devel|nightly|main|master|unreleased|snapshot|preview)$/i;

/** Higher is read earlier. `label` is the text of a link to the page, where one is known. */
export function pageScore(url: string, label: string, scope: SiteScope): number {
  const { hostname, pathname, search } = new URL(url);
  const segments = pathname.split('/').filter(Boolean);
  const words = wordsOf(`${segments.join(' / ')} ${label}`);
  const gains = wanted.filter(([, pattern]) => pattern.test(words)).map(([points]) => points);
  gains.sort((a, b) => b - a);
  // A second subject counts half: more of them come from long labels, not from better pages.
  let score = (gains[0] ?? 0) + (gains[1] ?? 0) / 2;
  for (const [points, pattern] of unwanted) if (pattern.test(words)) score -= points;
  if (scope.prefers(url)) score += 50;
  if (
    /^(docs?|documentation|developers?|learn|help)\./.test(hostname) ||
    /^\/(docs?|documentation)(\/|$)/.test(pathname)
  )
    score += 20;
  if (/^(blog|forum|community|discuss|status|events|careers|shop|jobs)\./.test(hostname)) score -= 60;
  if (search !== '') score -= 25;
  score -= 2 * Math.max(0, segments.length - 3);
  return score - lateness(segments, scope.chosenSegments);
}

/** Old versions say the same again, so they come after everything else; newer ones first. */
function lateness(segments: string[], chosen: ReadonlySet<string>): number {
  const open = segments.slice(0, 4).filter((segment) => !chosen.has(segment));
  let late = 0;
  const version = versionOf(open);
  if (version) {
    const [major = 0, minor = 0] = (version.match(/\d+/g) ?? []).map(Number);
    late += 230 - Math.min(30, major + minor / 100);
  }
  if (open.some((segment) => unreleased.test(segment))) late += 120;
  return late;
}

function wordsOf(text: string): string {
  let decoded = text;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    // A stray percent sign: the text as it stands does as well.
  }
  return decoded
    .replace(/\.(html?|mdx?|txt)\b/gi, ' ')
    .replace(/[-_+.]+/g, ' ')
    .toLowerCase();
}

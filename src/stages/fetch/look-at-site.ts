import type { PageText } from '../../domain/page-text.ts';
import { type Budgets, defaultBudgets } from '../../domain/run.ts';
import type { SiteView } from '../../domain/site-view.ts';
import type { HttpReply, Tools } from '../../ports.ts';
import { crawlFailure } from './crawl-failure.ts';
import { type Frontier, frontier } from './frontier.ts';
import { pageDescription } from './page-description.ts';
import { type Stopped, type Verdict, verdictOfReply, verdictOfText } from './page-outcome.ts';
import { bodyStart } from './page-signs.ts';
import { type PoliteHttp, politeHttp } from './polite-http.ts';
import { type HostRobots, readRobots } from './read-robots.ts';
import { receivedType } from './received-type.ts';
import { seedSite } from './seed-site.ts';
import { type SiteScope, siteScope } from './site-scope.ts';

type LookTools = Pick<Tools, 'http' | 'reader' | 'clock' | 'signal' | 'turns'>;

/** A person waits for it: one page and what the site lists of itself, or nothing after eight seconds. */
const lookBudgets: Budgets = {
  ...defaultBudgets,
  pages: 1,
  pageBytes: 2_000_000,
  bytes: 8_000_000,
  pageSeconds: 5,
  seconds: 8,
};
/** Enough of the text to say what a product is. */
const beginningCharacters = 1_200;
/** Pages read beyond a front page that says nothing, and how many addresses they are chosen from. */
const mostFurther = 3;
const mostKnown = 300;
const introduction =
  /(overview|introduction|\bintro\b|about|what-?is|readme|architecture|getting-?started|quick-?start|concepts)/i;

interface Look {
  source: URL;
  scope: SiteScope;
  http: PoliteHttp;
  reader: Tools['reader'];
  waiting: Frontier;
  /** Rules by origin; each host is asked once. */
  robots: Map<string, Promise<HostRobots>>;
}

/**
 * What a site says of itself: its robots.txt, the page at this address, and how many pages its sitemap, `llms.txt` and
 * links name. Keeps the manners of a crawl and a small part of its budgets. Throws for nothing that a network does.
 */
export async function lookAtSite(url: string, tools: LookTools): Promise<SiteView> {
  const scope = siteScope([url]);
  const http = politeHttp(tools, lookBudgets);
  const waiting = frontier(scope, lookBudgets.depth);
  const look: Look = { source: new URL(url), scope, http, reader: tools.reader, waiting, robots: new Map() };
  const rules = await robotsOf(look.source.href, look);
  if (rules.kind === 'closed') {
    return unseen(url, { verdict: { outcome: 'failed', reason: rules.reason }, cause: rules.cause });
  }
  if (!rules.allows(look.source.href)) {
    const reason = 'The robots.txt of the host forbids this address.';
    return unseen(url, { verdict: { outcome: 'robots-forbidden', reason } });
  }
  return readFront(rules, look);
}

async function readFront(rules: HostRobots, look: Look): Promise<SiteView> {
  const front = await readPage(look.source.href, look);
  // A front page of links and pictures is usual; the crawl goes on from it, so the look does too.
  if (!front.text) return unseen(look.source.href, front);
  look.waiting.claim(front.url);
  for (const link of front.text.links) look.waiting.add({ url: link, depth: 1 });
  const allow = async (hop: string): Promise<boolean> => (await refuse(hop, look)) === null;
  await seedSite(new URL(front.url), rules, { http: look.http, frontier: look.waiting, scope: look.scope, allow });
  const pages = look.waiting.size + 1;
  const isThin = front.verdict?.outcome === 'thin';
  if (isThin && pages === 1) return unseen(look.source.href, front);
  const text = isThin ? await furtherText(front, look) : front.text.text;
  return {
    kind: 'seen',
    url: front.url,
    title: front.text.title.slice(0, 200),
    description: front.description,
    beginning: text.slice(0, beginningCharacters),
    pages,
  };
}

/** The beginnings of the pages that tell a newcomer what the product is, before the front page's few words. */
async function furtherText(front: PageSeen, look: Look): Promise<string> {
  const texts: string[] = [];
  for (const url of introductions(look)) {
    if (look.http.secondsLeft() <= 0) break;
    const { text } = await readPage(url, look);
    if (text) texts.push(`${text.title}\n${text.text.slice(0, beginningCharacters / mostFurther)}`);
  }
  return [...texts, front.text?.text ?? ''].join('\n\n');
}

function introductions({ waiting }: Look): string[] {
  const known: string[] = [];
  for (let next = waiting.take(() => true); next && known.length < mostKnown; next = waiting.take(() => true)) {
    known.push(next.url);
  }
  const telling = known.filter((url) => introduction.test(new URL(url).pathname));
  telling.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return telling.slice(0, mostFurther);
}

interface PageSeen {
  url: string;
  /** Null for a page that a crawl would capture. */
  verdict: Verdict | null;
  /** Null where nothing could be read; `verdict` says why. */
  text: PageText | null;
  description: string;
  status: number | null;
  cause: string;
}

async function readPage(url: string, look: Look): Promise<PageSeen> {
  let stopped: Stopped | null = null;
  const allow = async (hop: string): Promise<boolean> => {
    stopped = await refuse(hop, look);
    return stopped === null;
  };
  const reply = await look.http.get({ url, maxBytes: lookBudgets.pageBytes, allow });
  const none = { url: reply.url, text: null, description: '', status: null, cause: causeOf(reply) };
  const early = verdictOfReply(reply, { url, known: false, stopped });
  if (reply.kind !== 'answer') return { ...none, verdict: early };
  const { status, headers, body } = reply;
  if (early) return { ...none, status, verdict: early };
  const { unreadable, contentType, charset } = receivedType(headers['content-type'], body, reply.url);
  if (unreadable !== null) return { ...none, status, verdict: { outcome: 'unsupported-type', reason: unreadable } };
  const read = await look.reader.read({ url: reply.url, contentType, charset, body });
  const verdict = verdictOfText({ url: reply.url, start: bodyStart(body), headers, read, nonsense: null });
  if (verdict.outcome !== 'captured' && verdict.outcome !== 'thin') return { ...none, status, verdict };
  const isCaptured = verdict.outcome === 'captured';
  return {
    ...none,
    status,
    text: read.text,
    description: pageDescription(body, charset),
    verdict: isCaptured ? null : verdict,
  };
}

function causeOf(reply: HttpReply): string {
  if (reply.kind === 'failed') return reply.cause;
  return reply.kind === 'refused' && reply.cause !== 'not-allowed' ? reply.cause : '';
}

function robotsOf(url: string, look: Look): Promise<HostRobots> {
  const { origin } = new URL(url);
  const found = look.robots.get(origin) ?? readRobots(origin, look.http);
  look.robots.set(origin, found);
  return found;
}

async function refuse(url: string, look: Look): Promise<Stopped | null> {
  if (!look.scope.holds(url)) return 'off-site';
  const rules = await robotsOf(url, look);
  if (rules.kind === 'closed') return 'closed';
  return rules.allows(url) ? null : 'robots';
}

/** In the words in which a whole crawl would say it. */
function unseen(url: string, seen: Pick<PageSeen, 'verdict'> & Partial<PageSeen>): SiteView {
  const failure = crawlFailure({
    url,
    finalUrl: seen.url ?? url,
    outcome: seen.verdict?.outcome ?? 'failed',
    status: seen.status ?? null,
    reason: seen.verdict?.reason ?? 'There was no answer.',
    cause: seen.cause ?? '',
  });
  return { kind: 'unseen', cause: failure.code, reason: failure.reason, advice: failure.advice };
}

import type { KnownPage } from '../../domain/run.ts';
import type { HttpReply } from '../../ports.ts';
import { barredByRules } from './barred-by-rules.ts';
import type { Crawl } from './crawl.ts';
import type { Candidate } from './frontier.ts';
import { citedAddress, isProgramInterface, repositoryAt, requestAddress } from './github-address.ts';
import { releaseNotes } from './github-replies.ts';
import { pageKey } from './normal-url.ts';
import { type Stopped, type Verdict, verdictOfReply } from './page-outcome.ts';
import type { HostRobots } from './read-robots.ts';

type Answer = Extract<HttpReply, { kind: 'answer' }>;

/** One address after its request; where `verdict` is null its text decides. */
export interface Visit {
  candidate: Candidate;
  verdict: Verdict | null;
  answer: Answer | null;
  /** Where redirects ended or were stopped. */
  finalUrl: string;
  known: KnownPage | null;
  /** What the network or the address check reported, where it did. */
  cause: string;
  /** Signature of the host's answer to a made-up address. */
  nonsense: string | null;
  milliseconds: number;
}

/** A visit before its request. */
export function notVisited(candidate: Candidate): Visit {
  return {
    candidate,
    verdict: null,
    answer: null,
    finalUrl: candidate.url,
    known: null,
    cause: '',
    nonsense: null,
    milliseconds: 0,
  };
}

/** Asks for one page as the host's rules allow. Everything that needs the network happens here, nothing else does. */
export async function visitPage(candidate: Candidate, crawl: Crawl): Promise<Visit> {
  const { url } = candidate;
  const visit = { ...notVisited(candidate), known: crawl.known.get(pageKey(url)) ?? null };
  const barred = await barredByRules(url, crawl);
  return barred ? { ...visit, ...barred } : request(visit, crawl);
}

/** Whether a hop may be taken: the site's own scope, then the rules of its host. */
export async function refuseHop(url: string, crawl: Crawl): Promise<Stopped | null> {
  if (!crawl.scope.holds(citedAddress(url))) return 'off-site';
  if (isProgramInterface(url)) return null;
  const robots: HostRobots = await crawl.hosts.robots(new URL(url).origin);
  if (robots.kind === 'closed') return 'closed';
  return robots.allows(url) ? null : 'robots';
}

async function request(visit: Visit, crawl: Crawl): Promise<Visit> {
  const { url } = visit.candidate;
  const { known } = visit;
  let stopped: Stopped | null = null;
  const startedAt = crawl.tools.clock.now().getTime();
  const received = await crawl.http.get({
    url: requestAddress(url),
    maxBytes: Math.max(1, Math.min(crawl.run.budgets.pageBytes, crawl.http.bytesLeft())),
    etag: known?.etag ?? null,
    lastModified: known?.lastModified ?? null,
    allow: async (hop) => {
      stopped = await refuseHop(hop, crawl);
      return stopped === null;
    },
  });
  const reply = asCited(received);
  const answer = reply.kind === 'answer' ? reply : null;
  const verdict = verdictOfReply(reply, { url, known: known !== null, stopped });
  return {
    ...visit,
    answer,
    verdict,
    known,
    finalUrl: reply.url,
    cause: reply.kind === 'failed' || (reply.kind === 'refused' && reply.cause !== 'not-allowed') ? reply.cause : '',
    nonsense:
      verdict === null && repositoryAt(reply.url) === null
        ? await crawl.hosts.nonsense(sourceOn(reply.url, crawl))
        : null,
    milliseconds: answer ? answer.milliseconds : crawl.tools.clock.now().getTime() - startedAt,
  };
}

/** What came, under the address that a person can open; the list of releases becomes a page of their notes. */
function asCited(reply: HttpReply): HttpReply {
  const url = citedAddress(reply.url);
  if (url === reply.url || reply.kind !== 'answer') return { ...reply, url };
  const notes = isProgramInterface(reply.url) && reply.status === 200 ? releaseNotes(reply.body) : null;
  if (notes === null) return { ...reply, url };
  const headers = { ...reply.headers, 'content-type': 'text/markdown; charset=utf-8' };
  return { ...reply, url, headers, body: new TextEncoder().encode(notes) };
}

/** The source on the same host, beside which a made-up address is tried; the top of the host where there is none. */
function sourceOn(url: string, crawl: Crawl): URL {
  const { host } = new URL(url);
  return (
    crawl.run.vendor.sources.map((source) => new URL(source)).find((source) => source.host === host) ??
    new URL('/', url)
  );
}

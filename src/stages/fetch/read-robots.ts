import robotsParser from 'robots-parser';
import type { HttpReply } from '../../ports.ts';
import type { PoliteHttp } from './polite-http.ts';

/** What a host's robots.txt says, or why it may not be crawled because nobody could read that. */
export type HostRobots =
  | { kind: 'rules'; allows: (url: string) => boolean; delaySeconds: number; sitemaps: string[] }
  | { kind: 'closed'; cause: string; reason: string };

/** The name that a site's rules would use for us. */
const agent = 'Assay';
/** As much as RFC 9309 asks a crawler to read; the rest is dropped. */
const readBytes = 500 * 1024;
const receivedBytes = 2_000_000;
/** With ten seconds between requests a run of fifteen minutes still reads 90 pages. */
const longestDelaySeconds = 10;
/** Matching costs rule length times address length; these keep a hostile file from costing seconds an address. */
const mostLines = 4_000;
const longestLine = 500;
const wildcardCharacters = 20_000;

interface Rules {
  isAllowed(url: string, agent: string): boolean | undefined;
  getCrawlDelay(agent: string): number | undefined;
  getSitemaps(): string[];
}

/** The package gives the function itself; its types describe a module that would give it as `default`. */
const parseRobots = robotsParser as unknown as (url: string, text: string) => Rules;

/** Reads a host's rules: 4xx means none, a host that fails to answer is left alone (RFC 9309). */
export async function readRobots(origin: string, http: Pick<PoliteHttp, 'get'>): Promise<HostRobots> {
  const url = `${origin}/robots.txt`;
  const reply = await http.get({ url, maxBytes: receivedBytes });
  if (reply.kind === 'answer' && reply.status >= 200 && reply.status < 300) return rulesOf(url, reply.body);
  if (reply.kind === 'answer' && reply.status < 500 && reply.status !== 429) return rulesOf(url, new Uint8Array());
  if (reply.kind === 'refused' && reply.cause === 'redirects') return rulesOf(url, new Uint8Array());
  return { kind: 'closed', cause: causeOf(reply), reason: closedReason(origin, reply) };
}

function rulesOf(url: string, body: Uint8Array): HostRobots {
  const robots = parseRobots(url, bounded(new TextDecoder().decode(body.subarray(0, readBytes))));
  const delay = robots.getCrawlDelay(agent) ?? 0;
  return {
    kind: 'rules',
    // No rule for an address gives undefined, and means allowed.
    allows: (address) => robots.isAllowed(address, agent) !== false,
    delaySeconds: Number.isFinite(delay) ? Math.min(longestDelaySeconds, Math.max(0, delay)) : 0,
    sitemaps: robots.getSitemaps(),
  };
}

function bounded(text: string): string {
  let wildcards = 0;
  const lines = text.split(/\r\n|\r|\n/, mostLines).filter((line) => {
    const wild = /^\s*(dis)?allow\s*:.*\*/i.test(line);
    if (wild) wildcards += line.length;
    return line.length <= longestLine && (!wild || wildcards <= wildcardCharacters);
  });
  return lines.join('\n');
}

function causeOf(reply: HttpReply): string {
  if (reply.kind === 'answer') return reply.status === 429 ? 'blocked' : 'robots-unreadable';
  return reply.kind === 'refused' || reply.kind === 'failed' ? reply.cause : reply.kind;
}

function closedReason(origin: string, reply: HttpReply): string {
  const host = new URL(origin).host;
  if (reply.kind === 'answer') {
    return `${host} answered ${reply.status} for its robots.txt, so nobody can say what may be read there.`;
  }
  return `${host} could not be asked for its robots.txt: ${reply.reason}`;
}

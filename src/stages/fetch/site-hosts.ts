import { sha256 } from '../../domain/digest.ts';
import type { Tools } from '../../ports.ts';
import { textSignature } from './page-signs.ts';
import type { PoliteHttp } from './polite-http.ts';
import { type HostRobots, readRobots } from './read-robots.ts';
import { receivedType } from './received-type.ts';
import { folderOf } from './site-scope.ts';

/** What is known of each host of a crawl; each thing is asked for once. */
export interface SiteHosts {
  /** Whether the rules of a host were asked for already. */
  knows(origin: string): boolean;
  robots(origin: string): Promise<HostRobots>;
  /** How the host answers an address that does not exist, as a signature; null where it says so properly. */
  nonsense(source: URL): Promise<string | null>;
  /** Counts pages in a row that a host failed to send; true from the moment it should be left alone. */
  failed(host: string): boolean;
  answered(host: string): void;
}

/** A host that failed so many pages in a row, each with its retries, is down; more would only spend the time. */
const mostFailuresInRow = 5;
const probeBytes = 1_000_000;

export function siteHosts(http: PoliteHttp, reader: Tools['reader'], runId: string): SiteHosts {
  const robots = new Map<string, Promise<HostRobots>>();
  const signatures = new Map<string, Promise<string | null>>();
  const failures = new Map<string, number>();

  const rulesOf = async (origin: string): Promise<HostRobots> => {
    const read = await readRobots(origin, http);
    if (read.kind === 'rules') await http.spaceOut(new URL(origin).host, read.delaySeconds);
    return read;
  };
  const robotsOf = (origin: string): Promise<HostRobots> => once(robots, origin, () => rulesOf(origin));

  const probe = async (source: URL): Promise<string | null> => {
    // Made from the run, so that a repeated attempt asks the same; nobody has a page of this name.
    const url = new URL(
      `${folderOf(source).replace(/\/?$/, '/')}no-such-page-${sha256(runId + source.host).slice(0, 16)}`,
      source,
    ).href;
    const rules = await robotsOf(source.origin);
    if (rules.kind === 'closed' || !rules.allows(url)) return null;
    const allow = (next: string): boolean => new URL(next).host === source.host;
    const reply = await http.get({ url, maxBytes: Math.max(1, Math.min(probeBytes, http.bytesLeft())), allow });
    if (reply.kind !== 'answer' || reply.status !== 200) return null;
    const type = receivedType(reply.headers['content-type'], reply.body, reply.url);
    if (type.unreadable !== null) return null;
    const { text } = await reader.read({
      url: reply.url,
      contentType: type.contentType,
      charset: type.charset,
      body: reply.body,
    });
    return text ? textSignature(text, url) : null;
  };

  return {
    knows: (origin) => robots.has(origin),
    robots: robotsOf,
    nonsense: (source) => once(signatures, source.host, () => probe(source)),
    failed(host) {
      const count = (failures.get(host) ?? 0) + 1;
      failures.set(host, count);
      return count >= mostFailuresInRow;
    },
    answered: (host) => void failures.set(host, 0),
  };
}

function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

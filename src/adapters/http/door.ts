import { lookup } from 'node:dns/promises';
import { UsageError } from '../../errors.ts';
import { isPublicAddress, literalAddress } from './public-address.ts';

export interface FoundAddress {
  address: string;
  family: number;
}

/**
 * What tests put in place of the world: they switch one check off to show that it matters, answer names themselves,
 * and send a socket elsewhere than it was told. The product passes nothing.
 */
export interface DoorSeam {
  checks?: Partial<Record<'literal' | 'lookup' | 'remote', boolean>>;
  lookup?: (hostname: string) => Promise<FoundAddress[]>;
  /** Where a socket to this address really goes. */
  divert?: (address: string) => string;
  /** Ports beside 80 and 443, so that a server of the test can stand for a public one. */
  ports?: number[];
}

/** What decides whether a host may be spoken to. Every hop, name and socket passes it. */
export interface Door {
  /** Whether an operator listed exactly this `host:port`, which lets it be private and on any port. */
  listed(hostPort: string): boolean;
  checks: Record<'literal' | 'lookup' | 'remote', boolean>;
  lookup(hostname: string): Promise<FoundAddress[]>;
  divert(address: string): string;
  ports: ReadonlySet<string>;
}

/** Why a URL may not be asked for, or null. */
export interface DoorRefusal {
  cause: 'scheme' | 'port' | 'userinfo' | 'private-address';
  reason: string;
}

/** Thrown inside a connection attempt when the address behind a name is not public. */
export class PrivateAddressError extends Error {
  readonly code = 'PRIVATE_ADDRESS';
}

export function openDoor(allowHosts: readonly string[], seam: DoorSeam = {}): Door {
  const listed = new Set(allowHosts.map(listedPair));
  return {
    listed: (hostPort) => listed.has(hostPort),
    checks: { literal: true, lookup: true, remote: true, ...seam.checks },
    lookup: seam.lookup ?? ((hostname) => lookup(hostname, { all: true })),
    divert: seam.divert ?? ((address) => address),
    // The URL parser drops a scheme's own port; http on 443 and https on 80 are odd but harmless.
    ports: new Set(['', '80', '443', ...(seam.ports ?? []).map(String)]),
  };
}

/** The host and port of a URL as `allowHosts` spells them; default ports are written out. */
export function hostPortOf(url: Pick<URL, 'protocol' | 'hostname' | 'port'>): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}

/** What can be judged from the address alone, before any name is looked up. */
export function refuseUrl(url: URL, door: Door): DoorRefusal | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return {
      cause: 'scheme',
      reason: `Only http and https addresses are read, not ${url.protocol.replace(/:$/, '')}.`,
    };
  }
  if (url.username !== '' || url.password !== '') {
    return { cause: 'userinfo', reason: 'An address with a user name or password in it is not read.' };
  }
  if (door.listed(hostPortOf(url))) return null;
  if (!door.ports.has(url.port)) {
    return { cause: 'port', reason: `Port ${url.port} is not read; only 80 and 443 are.` };
  }
  return refuseLiteral(url.hostname, door);
}

/** The first of the three address checks: hosts written as an address, which no name lookup ever sees. */
export function refuseLiteral(hostname: string, door: Door): DoorRefusal | null {
  const literal = literalAddress(hostname);
  if (literal === null || !door.checks.literal || isPublicAddress(literal)) return null;
  return { cause: 'private-address', reason: `${hostname} is not an address of the public internet.` };
}

function listedPair(entry: string): string {
  const url = URL.canParse(`http://${entry}`) ? new URL(`http://${entry}`) : null;
  const exact = url !== null && url.username === '' && url.pathname === '/' && url.search === '' && /:\d+$/.test(entry);
  if (!exact) throw new UsageError(`"${entry}" is not a host and port such as 127.0.0.1:4600.`);
  return hostPortOf(url);
}

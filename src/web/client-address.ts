import { BlockList, isIP } from 'node:net';
import type { Context } from 'hono';

/** Gives whom a request comes from, to count tries by. */
export type ClientAddress = (c: Context) => string;

/**
 * Whom a request comes from: the address of the connection, or, where that is a proxy of ours, the rightmost address of
 * `X-Forwarded-For` that is none. What stands left of it, anybody can have written. `proxies` are addresses and networks,
 * or how many proxies stand in a row in front of us. IPv6 counts by its /64: a household has that many addresses.
 * `unknown` where there is no connection, as in tests.
 */
export function clientAddressBehind(proxies: number | readonly string[]): ClientAddress {
  const isProxy = typeof proxies === 'number' ? (_: string, hop: number) => hop < proxies : isIn(proxies);
  return (c) => {
    const peer = bare(peerOf(c.env));
    if (isIP(peer) === 0) return 'unknown';
    const named = (c.req.header('x-forwarded-for') ?? '').split(',').map(bare);
    let last = peer;
    for (let hop = 0; isProxy(last, hop); hop += 1) {
      const next = named.at(-1 - hop);
      // What is no address says nothing of whom it came from: the proxy that passed it on answers for it.
      if (next === undefined || isIP(next) === 0) break;
      last = next;
    }
    return shortened(last);
  };
}

function isIn(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** The remote address that the Node server puts beside the request. */
function peerOf(env: unknown): string {
  const { incoming } = (env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress ?? '';
}

/** Without the port that some proxies write, brackets and zone; IPv4 as such where it is written inside of IPv6. */
function bare(written: string): string {
  return written
    .trim()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '');
}

function shortened(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

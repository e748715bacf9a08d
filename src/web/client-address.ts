import type { Context } from 'hono';

/** Networks in which a proxy of one's own stands: loopback, private and link-local ones. */
const ownNetwork =
  /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd][\da-f]{2}:|fe[89ab][\da-f]:)/i;

/**
 * Whom a request comes from, to count wrong passwords by: the address of the connection, or, where that is in a private
 * network and so can be a proxy in front of us, the last address that the proxy names. IPv6 by its /64: a household has
 * that many addresses. `unknown` where there is no connection, as in tests.
 */
export function clientAddress(c: Context): string {
  const peer = unmapped(peerOf(c.env));
  if (peer === '' || !ownNetwork.test(peer)) return shortened(peer) || 'unknown';
  // From the right: what stands left of what our own proxy wrote, anybody can have written.
  const named = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => unmapped(part.trim()));
  const last = named.filter((address) => /^[\da-f.:]{2,45}$/i.test(address) && !ownNetwork.test(address)).at(-1);
  return shortened(last ?? peer);
}

/** The remote address that the Node server puts beside the request. */
function peerOf(env: unknown): string {
  const { incoming } = (env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress ?? '';
}

/** IPv4 as such where it is written inside of IPv6, or with a port as some proxies do. */
function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
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

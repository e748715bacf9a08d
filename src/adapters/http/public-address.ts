import ipaddr from 'ipaddr.js';

/**
 * Whether an address belongs to the public internet. Loopback, private, link-local, shared, reserved, multicast and
 * translated ranges (6to4, NAT64, Teredo) are not; an IPv4 address inside IPv6 counts as the IPv4 address it is.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  // Of IPv6 only 2000::/3 is handed out; the rest (`::127.0.0.1` among it) has no range name but no public use either.
  return parsed instanceof ipaddr.IPv4 || parsed.match(ipaddr.IPv6.parse('2000::'), 3);
}

/** One spelling for each address, so that `::ffff:8.8.8.8` and `8.8.8.8` compare as equal. */
export function plainAddress(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;
}

/** The address a URL's host spells, without brackets; null for a name. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : null;
}

import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { clientAddress } from '../../src/web/client-address.ts';

const app = new Hono();
app.get('/', (c) => c.text(clientAddress(c)));

async function addressOf(remoteAddress: string | null, forwarded?: string): Promise<string> {
  const headers = forwarded === undefined ? undefined : { 'x-forwarded-for': forwarded };
  const connection = remoteAddress === null ? undefined : { incoming: { socket: { remoteAddress } } };
  return (await app.request('/', { headers }, connection)).text();
}

it.each([
  ['a peer on the internet, whatever it says of itself', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['a peer on the internet, as IPv4 in IPv6', '::ffff:203.0.113.7', undefined, '203.0.113.7'],
  ['this machine', '127.0.0.1', undefined, '127.0.0.1'],
  ['whom our own proxy names', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
  [
    'the last of those named: what stands before it anybody can have written',
    '10.0.0.2',
    '9.9.9.9, 203.0.113.7',
    '203.0.113.7',
  ],
  ['the last that is none of our own proxies', '172.18.0.1', '203.0.113.7, 10.0.0.9', '203.0.113.7'],
  ['whom our own proxy names with a port', '10.0.0.2', '203.0.113.7:51234', '203.0.113.7'],
  ['the proxy, where it names nonsense', '192.168.1.1', '<script>, unknown', '192.168.1.1'],
  ['a household of IPv6 as one', '2001:db8:1:2:aaaa:bbbb:cccc:dddd', undefined, '2001:db8:1:2'],
  ['the same household, written shorter', '2001:db8:1:2::1', undefined, '2001:db8:1:2'],
  ['an address with zeros left out', '2001:db8::1', undefined, '2001:db8:0:0'],
  ['nobody, without a connection', null, '203.0.113.7', 'unknown'],
])('counts %s', async (_whom, peer, forwarded, address) => {
  expect(await addressOf(peer, forwarded)).toBe(address);
});

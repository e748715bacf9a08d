import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { configFrom } from '../../src/config.ts';
import { clientAddressBehind } from '../../src/web/client-address.ts';

/** As a server counts a request that is set so, has this peer and says this of itself. */
async function addressOf(setting: string, remoteAddress: string | null, forwarded?: string): Promise<string> {
  const clientAddress = clientAddressBehind(configFrom({ ASSAY_TRUSTED_PROXIES: setting }).trustedProxies);
  const app = new Hono();
  app.get('/', (c) => c.text(clientAddress(c)));
  const headers = forwarded === undefined ? undefined : { 'x-forwarded-for': forwarded };
  const connection = remoteAddress === null ? undefined : { incoming: { socket: { remoteAddress } } };
  return (await app.request('/', { headers }, connection)).text();
}

it.each([
  ['a peer on the internet, whatever it says of itself', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['a peer on the internet, as IPv4 in IPv6', '::ffff:203.0.113.7', undefined, '203.0.113.7'],
  [
    'a peer in a private network, whatever it says of itself: nobody called it a proxy',
    '10.0.0.7',
    '8.8.4.4',
    '10.0.0.7',
  ],
  ['this machine', '127.0.0.1', undefined, '127.0.0.1'],
  ['whom a proxy on this machine names', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
  ['whom a proxy on this machine names by IPv6', '::1', '[2001:db8:1:2::9]:443', '2001:db8:1:2'],
  ['somebody in a private network whom our proxy names', '127.0.0.1', '10.1.2.3', '10.1.2.3'],
  [
    'the last of those named: what stands before it anybody can write',
    '127.0.0.1',
    '9.9.9.9, 203.0.113.7',
    '203.0.113.7',
  ],
  ['whom our own proxy names with a port', '127.0.0.1', '203.0.113.7:51234', '203.0.113.7'],
  ['the proxy, where it names nonsense', '127.0.0.1', '<script>, unknown', '127.0.0.1'],
  ['the proxy, where it names half an address', '127.0.0.1', 'f', '127.0.0.1'],
  ['a household of IPv6 as one', '2001:db8:1:2:aaaa:bbbb:cccc:dddd', undefined, '2001:db8:1:2'],
  ['the same household, written shorter', '2001:db8:1:2::1', undefined, '2001:db8:1:2'],
  ['an address with zeros left out', '2001:db8::1', undefined, '2001:db8:0:0'],
  ['nobody, without a connection', null, '203.0.113.7', 'unknown'],
])('counts %s', async (_whom, peer, forwarded, address) => {
  expect(await addressOf('', peer, forwarded)).toBe(address);
});

describe('With proxies named in the settings', () => {
  it.each([
    ['each user of a private network by themselves', '172.18.0.0/16', '172.18.0.2', '10.1.2.3', '10.1.2.3'],
    [
      'whom a proxy with a public address names',
      '104.16.0.0/13, 127.0.0.1',
      '104.16.0.1',
      '198.51.100.4',
      '198.51.100.4',
    ],
    ['whom a proxy of IPv6 names', '2001:db8:5::/48', '2001:db8:5::1', '198.51.100.4', '198.51.100.4'],
    ['the last that is none of them', '10.0.0.0/24', '10.0.0.2', '9.9.9.9, 10.1.0.1, 10.0.0.9', '10.1.0.1'],
    ['a peer that is none of them', '10.0.0.2', '10.0.0.3', '9.9.9.9', '10.0.0.3'],
    [
      'whom two in a row name, wherever they stand',
      '2',
      '104.16.0.1',
      '9.9.9.9, 198.51.100.4, 104.17.0.1',
      '198.51.100.4',
    ],
    ['the peer behind one that names nobody', '1', '172.18.0.1', undefined, '172.18.0.1'],
    ['the peer where there are none', '0', '127.0.0.1', '9.9.9.9', '127.0.0.1'],
  ])('counts %s', async (_whom, setting, peer, forwarded, address) => {
    expect(await addressOf(setting, peer, forwarded)).toBe(address);
  });

  it.each(['10.0.0.0/33', 'proxy.internal', '-1', '10', '::/129', '10.0.0/8'])('refuses %s by name', (setting) => {
    expect(() => configFrom({ ASSAY_TRUSTED_PROXIES: setting })).toThrow(/^Setting ASSAY_TRUSTED_PROXIES: /);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import type { DoorSeam, FoundAddress } from '../../../src/adapters/http/door.ts';
import { openHttp } from '../../../src/adapters/http/open-http.ts';
import type { HttpReply } from '../../../src/ports.ts';
import { type Loopback, rawServer, webServer } from './loopback.ts';
import { privateHosts, privateNames } from './private-addresses.ts';

/** Belongs to nobody we know, and no packet leaves: the seam sends the socket elsewhere. */
const publicAddress = '93.184.215.14';
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

function port(seam: DoorSeam = {}, allowHosts: string[] = []): ReturnType<typeof openHttp> {
  const http = openHttp({ allowHosts, contact: null, version: '0' }, seam);
  open.push(http);
  return http;
}

async function server(answer = 'private'): Promise<Loopback> {
  const loopback = await webServer((_, response) => response.end(answer));
  open.push(loopback);
  return loopback;
}

function get(http: ReturnType<typeof openHttp>, url: string): Promise<HttpReply> {
  return http.get({ url, maxBytes: 10_000, seconds: 3 });
}

const answers = (addresses: string[]): FoundAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

describe('Addresses that are not public', () => {
  it('are refused in more than a hundred spellings, before any lookup', async () => {
    let lookups = 0;
    const http = port({
      lookup: async () => {
        lookups += 1;
        return answers(['127.0.0.1']);
      },
    });
    expect(privateHosts.length).toBeGreaterThan(100);
    const passed: string[] = [];
    for (const scheme of ['http', 'https']) {
      for (const host of privateHosts) {
        const reply = await get(http, `${scheme}://${host}/`);
        const refused = reply.kind === 'refused' && reply.cause === 'private-address';
        const noAddress = reply.kind === 'failed' && reply.cause === 'bad-address';
        if (!refused && !noAddress) passed.push(`${scheme}://${host} ${JSON.stringify(reply)}`);
      }
    }
    expect(passed).toEqual([]);
    expect(lookups).toBe(0);
  });

  it('are refused behind every name, also when only one of several answers is private', async () => {
    const http = port({
      lookup: async (hostname) => answers(privateNames[hostname] ?? privateNames[hostname.toLowerCase()] ?? []),
    });
    for (const name of Object.keys(privateNames)) {
      expect(await get(http, `http://${name}/`), name).toMatchObject({ kind: 'refused', cause: 'private-address' });
    }
  });

  it('are refused as the target of a redirect', async () => {
    const targets = [
      'http://169.254.169.254/latest/meta-data/',
      'http://[::1]/',
      'http://2130706433/',
      '//127.0.0.1/',
      'http://inside.example/',
    ];
    let target = '';
    const loopback = await webServer((_, response) => response.writeHead(302, { location: target }).end());
    open.push(loopback);
    const http = port({ lookup: async () => answers(['10.0.0.1']) }, [loopback.host]);
    for (const one of targets) {
      target = one;
      expect(await get(http, loopback.url), one).toMatchObject({ kind: 'refused', cause: 'private-address' });
    }
  });

  it('are reachable exactly where host and port are listed', async () => {
    const listed = await server('listed');
    const other = await server('other');
    const http = port({}, [listed.host]);
    expect(await get(http, listed.url)).toMatchObject({ kind: 'answer', status: 200 });
    expect(await get(http, other.url)).toMatchObject({ kind: 'refused', cause: 'port' });
    expect(await get(http, `http://127.0.0.1/`)).toMatchObject({ kind: 'refused', cause: 'private-address' });
    expect(await get(http, `http://localhost:${listed.port}/`)).toMatchObject({ kind: 'refused', cause: 'port' });
    expect(other.connections()).toBe(0);
  });

  it('must be listed with a port', () => {
    for (const entry of ['127.0.0.1', 'http://127.0.0.1:80', '127.0.0.1:80/x', 'a b:1', 'user@127.0.0.1:80', '']) {
      expect(() => openHttp({ allowHosts: [entry], contact: null, version: '0' }), entry).toThrow(/host and port/);
    }
  });
});

describe('The three address checks', () => {
  it('begin with hosts written as addresses: without that check a socket is opened', async () => {
    const loopback = await server();
    const url = `http://127.0.0.1:${loopback.port}/`;
    const ports = [loopback.port];
    expect(await get(port({ ports }), url)).toMatchObject({ kind: 'refused', cause: 'private-address' });
    expect(loopback.connections()).toBe(0);

    expect(await get(port({ ports, checks: { literal: false } }), url)).toMatchObject({ cause: 'private-address' });
    expect(loopback.connections()).toBe(1);
    expect(loopback.requests()).toHaveLength(0);
  });

  it('go on with what a name leads to: without that check a socket is opened', async () => {
    const loopback = await server();
    const url = `http://name.example:${loopback.port}/`;
    const seam = { ports: [loopback.port], lookup: async () => answers(['127.0.0.1']) };
    expect(await get(port(seam), url)).toMatchObject({ kind: 'refused', cause: 'private-address' });
    expect(loopback.connections()).toBe(0);

    expect(await get(port({ ...seam, checks: { lookup: false } }), url)).toMatchObject({ cause: 'private-address' });
    expect(loopback.connections()).toBe(1);
    expect(loopback.requests()).toHaveLength(0);
  });

  it('end with where the socket arrived: without that check the request is sent', async () => {
    const loopback = await server();
    const url = `http://name.example:${loopback.port}/`;
    const seam = { ports: [loopback.port], lookup: async () => answers([publicAddress]), divert: () => '127.0.0.1' };
    expect(await get(port(seam), url)).toMatchObject({ kind: 'refused', cause: 'private-address' });
    expect(loopback.requests()).toHaveLength(0);

    expect(await get(port({ ...seam, checks: { remote: false } }), url)).toMatchObject({ kind: 'answer', status: 200 });
    expect(loopback.requests()).toHaveLength(1);
  });

  it('compare before the greeting of TLS, which would already tell a private server who asks', async () => {
    let received = 0;
    const loopback = await rawServer((socket) =>
      socket.on('data', (data) => {
        received += data.length;
        socket.end();
      }),
    );
    open.push(loopback);
    const seam = { ports: [loopback.port], lookup: async () => answers([publicAddress]), divert: () => '127.0.0.1' };
    const url = `https://name.example:${loopback.port}/`;
    expect(await get(port(seam), url)).toMatchObject({ kind: 'refused', cause: 'private-address' });
    expect(received).toBe(0);
    expect(await get(port({ ...seam, checks: { remote: false } }), url)).toMatchObject({ kind: 'failed' });
    expect(received).toBeGreaterThan(100);
  });

  it('look a name up once for each connection, so that a rebound name is refused and never used unchecked', async () => {
    const loopback = await webServer((_, response) => response.writeHead(200, { connection: 'close' }).end('first'));
    open.push(loopback);
    let lookups = 0;
    const http = port({
      ports: [loopback.port],
      checks: { remote: false },
      divert: () => '127.0.0.1',
      lookup: async () => {
        lookups += 1;
        return answers([lookups === 1 ? publicAddress : '127.0.0.1']);
      },
    });
    const url = `http://rebind.example:${loopback.port}/`;
    expect(await get(http, url)).toMatchObject({ kind: 'answer' });
    expect(lookups).toBe(1);
    expect(await get(http, url)).toMatchObject({ kind: 'refused', cause: 'private-address' });
    expect(lookups).toBe(2);
    expect(loopback.requests()).toHaveLength(1);
  });
});

import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { DoorSeam } from '../../../src/adapters/http/door.ts';
import { openHttp } from '../../../src/adapters/http/open-http.ts';
import type { HttpReply, HttpRequest } from '../../../src/ports.ts';
import { type Cut, type Mutant, mutant } from '../../mutant.ts';
import { type Loopback, rawServer, webServer } from './loopback.ts';
import { privateHosts } from './private-addresses.ts';

/**
 * Each guard of the HTTP adapter beside an attack that it stops. The attack is run on the product, where it must fail, and
 * on a copy of the sources without that one guard, where it must succeed: so no guard can be lost without a red test.
 */
type OpenHttp = typeof openHttp;
/** True when the attack got what it wanted. */
type Attack = (open: OpenHttp) => Promise<boolean>;

/** Belongs to nobody we know, and no packet leaves: the seam sends the socket elsewhere. */
const publicAddress = '93.184.215.14';
const ends: (() => Promise<void>)[] = [];
const mutants: Mutant[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(async () => {
  for (const one of mutants) await one.remove();
});

const kept = <T extends { close(): Promise<void> }>(one: T): T => {
  ends.push(() => one.close());
  return one;
};

interface Ask {
  url: string;
  seam?: DoorSeam;
  allowHosts?: string[];
  request?: Partial<HttpRequest>;
}

/** What came of one request; `null` where it threw or hung, which no caller of the port expects. */
async function ask(open: OpenHttp, { url, seam, allowHosts = [], request }: Ask): Promise<HttpReply | null> {
  const http = kept(open({ allowHosts, contact: null, version: '0' }, seam));
  const asked = http.get({ url, maxBytes: 100_000, seconds: 2, ...request }).catch(() => null);
  const hung = new Promise<null>((resolve) => setTimeout(() => resolve(null), 5_000).unref());
  return Promise.race([asked, hung]);
}

const plain = async (): Promise<Loopback> => kept(await webServer((_, response) => response.end('private')));
const lookup = (...addresses: string[]) => ({
  lookup: async () => addresses.map((address) => ({ address, family: 4 })),
});
const diverted = (loopback: Loopback): DoorSeam => ({
  ports: [loopback.port],
  divert: () => '127.0.0.1',
  ...lookup(publicAddress),
});
const redirecting = async (location: string, headers = {}): Promise<Loopback> =>
  kept(await webServer((_, response) => response.writeHead(302, { location, ...headers }).end()));
const endless = (): Promise<Loopback> =>
  webServer((_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(64_000)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  }).then(kept);

const attacks = {
  'a host written as a private address gets a connection': async (open) => {
    const target = await plain();
    await ask(open, { url: `http://127.0.0.1:${target.port}/`, seam: { ports: [target.port] } });
    return target.connections() > 0;
  },
  'a name that leads to a private address gets a connection': async (open) => {
    const target = await plain();
    await ask(open, {
      url: `http://n.example:${target.port}/`,
      seam: { ports: [target.port], ...lookup('127.0.0.1') },
    });
    return target.connections() > 0;
  },
  'a name with one private address among public ones is spoken to': async (open) => {
    const target = await plain();
    const seam = { ...diverted(target), checks: { remote: false }, ...lookup(publicAddress, '10.0.0.1') };
    return (await ask(open, { url: `http://half.example:${target.port}/`, seam }))?.kind !== 'refused';
  },
  'a socket that arrived elsewhere gets the request': async (open) => {
    const target = await plain();
    await ask(open, { url: `http://n.example:${target.port}/`, seam: diverted(target) });
    return target.requests().length > 0;
  },
  'a socket that arrived elsewhere gets the greeting of TLS': async (open) => {
    let received = 0;
    const target = kept(await rawServer((socket) => socket.on('data', (data) => (received += data.length))));
    await ask(open, { url: `https://n.example:${target.port}/`, seam: diverted(target), request: { seconds: 0.5 } });
    return received > 0;
  },
  'some spelling of a private address passes': async (open) => {
    for (const host of privateHosts) {
      const reply = await ask(open, {
        url: `http://${host}/`,
        // Where the check of the literal is gone, the socket's own check must not hide it; nothing listens on this port.
        seam: { checks: { remote: false }, lookup: async () => [] },
        request: { seconds: 0.2 },
      });
      const stopped = reply?.kind === 'refused' || (reply?.kind === 'failed' && reply.cause === 'bad-address');
      if (!stopped) return true;
    }
    return false;
  },
  'another scheme is tried': async (open) => {
    const replies = [await ask(open, { url: 'ftp://x.example/' }), await ask(open, { url: 'gopher://x.example/' })];
    return replies.some((reply) => reply?.kind !== 'refused' || reply.cause !== 'scheme');
  },
  'an odd port is tried': async (open) => {
    const target = await plain();
    const seam = { ...diverted(target), ports: [], checks: { remote: false } };
    await ask(open, { url: `http://n.example:${target.port}/`, seam });
    return target.connections() > 0;
  },
  'an address with credentials is tried': async (open) => {
    const target = await plain();
    await ask(open, { url: `http://user:secret@${target.host}/`, allowHosts: [target.host] });
    return target.connections() > 0;
  },
  'a redirect is not checked as the first address was': async (open) => {
    const target = await plain();
    const first = await redirecting(`http://user:secret@${target.host}/`);
    await ask(open, { url: first.url, allowHosts: [first.host, target.host] });
    return target.connections() > 0;
  },
  'a redirect is not asked of the caller': async (open) => {
    const target = await plain();
    const first = await redirecting(target.url);
    const allow = (url: string): boolean => !url.startsWith(target.url);
    await ask(open, { url: first.url, allowHosts: [first.host, target.host], request: { allow } });
    return target.connections() > 0;
  },
  'a redirect loop goes on and on': async (open) => {
    const loop = await redirecting('/again');
    await ask(open, { url: loop.url, allowHosts: [loop.host] });
    return loop.requests().length > 6;
  },
  'a redirect brings a large body': async (open) => {
    let sent = 0;
    const heavy = kept(
      await rawServer((socket) =>
        socket.once('data', () => {
          socket.write('HTTP/1.1 302 Found\r\nLocation: /next\r\nTransfer-Encoding: chunked\r\n\r\n');
          const more = (): void => {
            while (!socket.destroyed && socket.write(`10000\r\n${'x'.repeat(65_536)}\r\n`));
            sent = Math.max(sent, socket.bytesWritten);
            if (!socket.destroyed) socket.once('drain', more);
          };
          more();
        }),
      ),
    );
    await ask(open, { url: heavy.url, allowHosts: [heavy.host], request: { maxBytes: 80_000_000, seconds: 1 } });
    // Buffers of the two sockets hold a few megabytes, six times over; a body that is read to its end is many more.
    return sent > 60_000_000;
  },
  'a chain of encodings is unpacked': async (open) => {
    const body = gzipSync(gzipSync('x'.repeat(1_000)));
    const chain = kept(
      await webServer((_, response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(body)),
    );
    return (await ask(open, { url: chain.url, allowHosts: [chain.host] }))?.kind !== 'refused';
  },
  'an endless body is read on': async (open) => {
    const server = await endless();
    return (await ask(open, { url: server.url, allowHosts: [server.host] }))?.kind !== 'too-large';
  },
  'a small bomb becomes a large page': async (open) => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const server = kept(
      await webServer((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)),
    );
    const request = { maxBytes: 50_000_000 };
    return (await ask(open, { url: server.url, allowHosts: [server.host], request }))?.kind !== 'too-large';
  },
  'a body that says it is too large is waited for': async (open) => {
    const server = kept(
      await webServer((_, response) => response.writeHead(200, { 'content-length': 9_999_999 }).write('x')),
    );
    return (await ask(open, { url: server.url, allowHosts: [server.host] }))?.kind !== 'too-large';
  },
  'a dripping server holds the request': async (open) => {
    const drip = kept(
      await webServer((_, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write('.'), 50);
        response.on('close', () => clearInterval(timer));
      }),
    );
    const request = { seconds: 0.5 };
    return (await ask(open, { url: drip.url, allowHosts: [drip.host], request }))?.kind !== 'timed-out';
  },
  'a request that is over keeps its connection open': async (open) => {
    let closed = false;
    const silent = kept(
      await webServer((request) => {
        request.socket.on('close', () => {
          closed = true;
        });
      }),
    );
    await ask(open, { url: silent.url, allowHosts: [silent.host], request: { seconds: 0.3 } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    return !closed;
  },
  'an endless header is read on': async (open) => {
    const server = kept(
      await rawServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const more = (): void => {
          for (let line = 0; line < 50 && !socket.destroyed; line += 1)
            socket.write(`x-${line}: ${'y'.repeat(500)}\r\n`);
          if (!socket.destroyed) setImmediate(more);
        };
        more();
      }),
    );
    const request = { seconds: 1 };
    const reply = await ask(open, { url: server.url, allowHosts: [server.host], request });
    return reply?.kind !== 'failed' || reply.cause !== 'headers-too-large';
  },
  'a stored validator breaks the request': async (open) => {
    const server = await plain();
    const request = { etag: '"a"\r\nx-evil: 2' };
    return (await ask(open, { url: server.url, allowHosts: [server.host], request }))?.kind !== 'answer';
  },
  'a contact adds headers': async (open) => {
    const server = await plain();
    const http = kept(open({ allowHosts: [server.host], contact: 'a\r\nX-Evil: 1', version: '1' }));
    await http.get({ url: server.url, maxBytes: 100, seconds: 1 }).catch(() => null);
    return server.requests().length === 0 || server.requests()[0]?.headers['x-evil'] !== undefined;
  },
  'a broken answer is thrown instead of told': async (open) => {
    for (const bytes of [
      'SSH-2.0-OpenSSH_9.6\r\n',
      'HTTP/1.1 abc OK\r\n\r\n',
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n',
      'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhello',
      'HTTP/1.1 200 OK\r\nno colon here\r\n\r\n',
      'HTTP/1.1 200 OK\r\nbad\0name: x\r\n\r\n',
      '\0\0\0\0\0\0\0\0',
    ]) {
      const server = kept(await rawServer((socket) => socket.once('data', () => socket.end(bytes))));
      const reply = await ask(open, { url: server.url, allowHosts: [server.host] });
      if (reply?.kind !== 'failed') return true;
    }
    return false;
  },
} satisfies Record<string, Attack>;

const door = 'adapters/http/door.ts';
const connect = 'adapters/http/guarded-connect.ts';
const port = 'adapters/http/open-http.ts';
const body = 'adapters/http/read-body.ts';

const guards: [guard: string, cut: Cut, attack: keyof typeof attacks][] = [
  [
    'the check of a literal host',
    { file: door, from: 'literal === null || !door.checks.literal ||', to: 'literal !== undefined ||' },
    'a host written as a private address gets a connection',
  ],
  [
    'the check of what a name leads to',
    { file: connect, from: 'if (wrong && !exempt && door.checks.lookup)', to: 'if (false as boolean)' },
    'a name that leads to a private address gets a connection',
  ],
  [
    'the check of every answer, not only the first',
    {
      file: connect,
      from: 'found.find((one) => !isPublicAddress(one.address))',
      to: 'found.slice(0, 1).find((one) => !isPublicAddress(one.address))',
    },
    'a name with one private address among public ones is spoken to',
  ],
  [
    'the comparison of where the socket arrived',
    { file: connect, from: 'if (exempt || !door.checks.remote) return null;', to: 'return null;' },
    'a socket that arrived elsewhere gets the request',
  ],
  [
    'the same comparison before TLS greets',
    { file: connect, from: 'if (wrong) started.destroy(wrong);', to: 'void wrong;' },
    'a socket that arrived elsewhere gets the greeting of TLS',
  ],
  [
    'the table of ranges',
    { file: 'adapters/http/public-address.ts', from: "parsed.range() !== 'unicast'", to: "parsed.range() === 'none'" },
    'some spelling of a private address passes',
  ],
  [
    'the rule that only 2000::/3 is public in IPv6',
    { file: 'adapters/http/public-address.ts', from: "parsed.match(ipaddr.IPv6.parse('2000::'), 3)", to: 'true' },
    'some spelling of a private address passes',
  ],
  [
    'reading IPv4 inside IPv6 as IPv4',
    {
      file: 'adapters/http/public-address.ts',
      from: 'const parsed = ipaddr.process(address);',
      to: 'const parsed = ipaddr.parse(address); if (parsed.range() === "ipv4Mapped") return true;',
    },
    'some spelling of a private address passes',
  ],
  [
    'the schemes',
    {
      file: door,
      from: "if (url.protocol !== 'http:' && url.protocol !== 'https:') {",
      to: "if (url.protocol === 'x:') {",
    },
    'another scheme is tried',
  ],
  [
    'the ports',
    { file: door, from: 'if (!door.ports.has(url.port)) {', to: "if (url.port === 'x') {" },
    'an odd port is tried',
  ],
  [
    'the refusal of credentials',
    { file: door, from: "if (url.username !== '' || url.password !== '') {", to: "if (url.username === 'x') {" },
    'an address with credentials is tried',
  ],
  [
    'the same checks on every hop',
    { file: port, from: 'if (refusal) return', to: 'if (refusal && hop === 0) return' },
    'a redirect is not checked as the first address was',
  ],
  [
    'asking the caller on every hop',
    { file: port, from: 'if (allow && !(await', to: 'if (hop === 0 && allow && !(await' },
    'a redirect is not asked of the caller',
  ],
  [
    'the number of redirects',
    { file: port, from: 'mostRedirects = 5', to: 'mostRedirects = 50' },
    'a redirect loop goes on and on',
  ],
  [
    'the small allowance for a redirect’s body',
    { file: port, from: 'redirected ? redirectBytes : errand.request.maxBytes', to: 'errand.request.maxBytes' },
    'a redirect brings a large body',
  ],
  [
    'the list of encodings, one at most',
    { file: body, from: 'const decoder = decoders.get(coding);', to: 'const decoder = decoders.get(coding) ?? null;' },
    'a chain of encodings is unpacked',
  ],
  [
    'the count of decoded bytes',
    { file: body, from: 'if (decoded > maxBytes)', to: 'if (decoded < 0)' },
    'an endless body is read on',
  ],
  [
    'the ratio',
    { file: body, from: 'highestRatio = 200', to: 'highestRatio = 2_000_000' },
    'a small bomb becomes a large page',
  ],
  [
    'believing a length that is too large',
    { file: body, from: 'if (decoder === null && Number(headers.contentLength) > maxBytes)', to: 'if (maxBytes < 0)' },
    'a body that says it is too large is waited for',
  ],
  [
    'the deadline over the whole',
    { file: port, from: 'stopwatch(request.seconds * 1000', to: 'stopwatch(request.seconds * 1000_000' },
    'a dripping server holds the request',
  ],
  [
    'the end of what still runs',
    { file: port, from: 'controller.abort(isOver); // Ends', to: 'void isOver; // Ends' },
    'a request that is over keeps its connection open',
  ],
  [
    'the size of a header',
    { file: port, from: 'maxHeaderSize: 16_384', to: 'maxHeaderSize: 500_000_000' },
    'an endless header is read on',
  ],
  [
    'the check of a validator',
    { file: 'adapters/http/request-headers.ts', from: ' && /^[\\x20-\\x7e]+$/.test(value)', to: '' },
    'a stored validator breaks the request',
  ],
  [
    'the check of the contact',
    { file: 'adapters/http/request-headers.ts', from: ".replace(/[^\\x21-\\x7e]|[()\\\\]/g, '')", to: '' },
    'a contact adds headers',
  ],
  [
    'the reading of parser errors',
    {
      file: 'adapters/http/network-failure.ts',
      from: "if (error.name === 'HTTPParserError') return 'code' in error && typeof error.code === 'string' ? error.code : 'HPE_';",
      to: "if (error.name === 'HTTPParserError') return null;",
    },
    'a broken answer is thrown instead of told',
  ],
];

describe('The product', () => {
  it.each(Object.entries(attacks))('does not let it happen that %s', async (_, attack) => {
    expect(await attack(openHttp)).toBe(false);
  });
});

describe('Without', () => {
  it.each(guards)('%s, an attack succeeds', async (_, cut, attack) => {
    const without = await mutant(cut);
    mutants.push(without);
    const { openHttp: open } = await without.load<{ openHttp: OpenHttp }>('adapters/http/open-http.ts');
    expect(await attacks[attack](open)).toBe(true);
  });

  it('no attack is left without its guard', () => {
    expect(Object.keys(attacks).filter((name) => !guards.some(([, , attack]) => attack === name))).toEqual([]);
  });
});

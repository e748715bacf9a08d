import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { openHttp } from '../../../src/adapters/http/open-http.ts';
import type { HttpReply, HttpRequest } from '../../../src/ports.ts';
import { type Loopback, rawServer, webServer } from './loopback.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function ask(loopback: Loopback, request: Partial<HttpRequest> = {}, path = '/'): Promise<HttpReply> {
  const http = openHttp({ allowHosts: [loopback.host], contact: 'ops@acme.example', version: '1.2.3' });
  open.push(loopback, http);
  return http.get({ url: loopback.url + path, maxBytes: 1_000_000, seconds: 3, ...request });
}

function text(reply: HttpReply): string {
  return reply.kind === 'answer' ? new TextDecoder().decode(reply.body) : JSON.stringify(reply);
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

describe('A request', () => {
  it('names the crawler and its contact, and carries no cookie, credential or referrer', async () => {
    const loopback = await webServer((_, response) => response.writeHead(200, { 'set-cookie': 'a=1' }).end('hello'));
    const http = openHttp({ allowHosts: [loopback.host], contact: 'ops@acme.example', version: '1.2.3' });
    open.push(loopback, http);
    for (let turn = 0; turn < 6; turn += 1) await http.get({ url: loopback.url, maxBytes: 100, seconds: 3 });
    for (const { headers } of loopback.requests()) {
      expect(headers['user-agent']).toBe('Assay/1.2.3 (+ops@acme.example)');
      expect(headers['accept-encoding']).toBe('gzip, br');
      for (const name of ['cookie', 'authorization', 'proxy-authorization', 'referer'])
        expect(headers[name]).toBeUndefined();
    }
    // The second request may begin in the tick in which the first socket becomes free.
    expect(loopback.connections()).toBeLessThanOrEqual(2);
  });

  it('cannot be given headers through the contact or a stored validator', async () => {
    const loopback = await webServer((_, response) => response.end('x'));
    const http = openHttp({ allowHosts: [loopback.host], contact: 'a\r\nX-Evil: 1', version: '1' });
    open.push(loopback, http);
    await http.get({ url: loopback.url, maxBytes: 100, seconds: 3, etag: '"a"\r\nx-evil: 2' });
    expect(loopback.requests()[0]?.headers['x-evil']).toBeUndefined();
    expect(loopback.requests()[0]?.headers['if-none-match']).toBeUndefined();
  });

  it('ignores proxies of the environment', async () => {
    const proxy = await webServer((_, response) => response.end('proxied'));
    open.push(proxy);
    const before = { ...process.env };
    Object.assign(process.env, {
      http_proxy: proxy.url,
      HTTP_PROXY: proxy.url,
      ALL_PROXY: proxy.url,
      NODE_USE_ENV_PROXY: '1',
    });
    try {
      const loopback = await webServer((_, response) => response.end('direct'));
      expect(text(await ask(loopback))).toBe('direct');
      expect(proxy.connections()).toBe(0);
    } finally {
      process.env = before;
    }
  });

  it('sends validators and gives 304 without a body, whatever coding its header names', async () => {
    const loopback = await webServer((request, response) => {
      const known = request.headers['if-none-match'] === '"v1"' && request.headers['if-modified-since'] !== undefined;
      response.writeHead(known ? 304 : 200, { etag: '"v1"', 'content-encoding': 'gzip' }).end();
    });
    const reply = await ask(loopback, { etag: '"v1"', lastModified: 'Thu, 01 Jan 2026 00:00:00 GMT' });
    expect(reply).toMatchObject({ kind: 'answer', status: 304 });
    expect(text(reply)).toBe('');
  });

  it.each([
    ['ftp://files.example/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['gopher://old.example/', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['http://site.example:22/', 'port'],
    ['https://site.example:8443/', 'port'],
    ['http://site.example:6379/', 'port'],
    ['http://user@site.example/', 'userinfo'],
    ['http://:secret@site.example/', 'userinfo'],
    ['http://1.1.1.1 &@2.2.2.2# @3.3.3.3/', 'userinfo'],
    ['http://site.example@127.0.0.1/', 'userinfo'],
  ])('for %s is refused for its %s', async (url, cause) => {
    const http = openHttp({ allowHosts: [], contact: null, version: '0' });
    open.push(http);
    expect(await http.get({ url, maxBytes: 100, seconds: 1 })).toMatchObject({ kind: 'refused', cause });
  });
});

describe('Redirects', () => {
  it('are followed by hand, each asked of the caller, with the last address in the reply', async () => {
    const asked: string[] = [];
    const loopback = await webServer((request, response) =>
      request.url === '/a' ? response.writeHead(301, { location: 'b' }).end('moved') : response.end('here'),
    );
    const reply = await ask(loopback, { allow: (url) => asked.push(new URL(url).pathname) > 0 }, '/a');
    expect(reply).toMatchObject({ kind: 'answer', url: `${loopback.url}/b` });
    expect(asked).toEqual(['/a', '/b']);
  });

  it('stop where the caller says no', async () => {
    const loopback = await webServer((_, response) => response.writeHead(302, { location: '/secret' }).end());
    const reply = await ask(loopback, { allow: (url) => !url.endsWith('/secret') });
    expect(reply).toMatchObject({ kind: 'refused', cause: 'not-allowed', url: `${loopback.url}/secret` });
    expect(loopback.requests()).toHaveLength(1);
  });

  it('end after five', async () => {
    const loopback = await webServer((_, response) => response.writeHead(302, { location: '/again' }).end());
    expect(await ask(loopback)).toMatchObject({ kind: 'refused', cause: 'redirects' });
    expect(loopback.requests()).toHaveLength(6);
  });

  it.each([
    ['ftp://x.example/', 'scheme'],
    ['http://x.example:81/', 'port'],
    ['http://a:b@x.example/', 'userinfo'],
  ])('to %s are refused', async (location, cause) => {
    const loopback = await webServer((_, response) => response.writeHead(302, { location }).end());
    expect(await ask(loopback)).toMatchObject({ kind: 'refused', cause });
  });
});

describe('Bodies', () => {
  it('come decoded, plain, gzip and brotli alike', async () => {
    const page = 'A page of text. '.repeat(50);
    for (const [coding, bytes] of [
      ['identity', Buffer.from(page)],
      ['gzip', gzipSync(page)],
      ['br', brotliCompressSync(page)],
    ] as const) {
      const loopback = await webServer((_, response) =>
        response.writeHead(200, { 'content-encoding': coding }).end(bytes),
      );
      expect(text(await ask(loopback)), coding).toBe(page);
    }
  });

  it.each([
    ['gzip', gzipSync],
    ['br', (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })],
  ] as const)('that are %s bombs end at the limit or the ratio', async (coding, pack) => {
    const bomb = pack(Buffer.alloc(60_000_000));
    const loopback = await webServer((_, response) =>
      response.writeHead(200, { 'content-encoding': coding }).end(bomb),
    );
    const before = process.memoryUsage().rss;
    expect(await ask(loopback, { maxBytes: 50_000_000 })).toMatchObject({
      kind: 'too-large',
      reason: expect.stringContaining('200 times'),
    });
    expect(await ask(loopback, { maxBytes: 100_000 })).toMatchObject({
      kind: 'too-large',
      reason: expect.stringContaining('100 kB'),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });

  it.each(['gzip, gzip', 'gzip, br', 'deflate', 'zstd', 'nonsense'])('encoded as "%s" are refused', async (coding) => {
    const loopback = await webServer((_, response) =>
      response.writeHead(200, { 'content-encoding': coding }).end(gzipSync(gzipSync('x'))),
    );
    expect(await ask(loopback)).toMatchObject({ kind: 'refused', cause: 'encoding' });
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'are not decoded by a word that objects know: %s',
    async (coding) => {
      const loopback = await webServer((_, response) => {
        response.writeHead(200, { 'content-encoding': coding }).end('x');
      });
      expect(await ask(loopback)).toMatchObject({ kind: 'refused', cause: 'encoding' });
    },
  );

  it('without end stop at the limit', async () => {
    const loopback = await webServer((_, response) => {
      const more = (): void => {
        while (response.write(Buffer.alloc(64_000))) if (response.destroyed) return;
        response.once('drain', more);
      };
      more();
    });
    expect(await ask(loopback, { maxBytes: 200_000 })).toMatchObject({ kind: 'too-large' });
  });

  it('that claim to be too large are not read at all', async () => {
    const loopback = await webServer((_, response) =>
      response.writeHead(200, { 'content-length': 9_999_999 }).write('x'),
    );
    expect(await elapsed(async () => expect(await ask(loopback)).toMatchObject({ kind: 'too-large' }))).toBeLessThan(
      1_000,
    );
  });

  it('that are shorter than claimed, or break off, are failures', async () => {
    const short = await rawServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf')),
    );
    expect(await ask(short)).toMatchObject({ kind: 'failed', cause: 'connection-lost' });
    const chunked = await rawServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf')),
    );
    expect(await ask(chunked)).toMatchObject({ kind: 'failed', cause: 'connection-lost' });
    const packed = gzipSync('text '.repeat(1000));
    const gzip = await webServer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed.subarray(0, 20)),
    );
    expect(await ask(gzip)).toMatchObject({ kind: 'failed', cause: 'bad-encoding' });
    const garbage = await webServer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'br' }).end('not brotli at all, but long enough'),
    );
    expect(await ask(garbage)).toMatchObject({ kind: 'failed', cause: 'bad-encoding' });
  });

  it('that are longer than claimed end where they were claimed to', async () => {
    const loopback = await rawServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhalf and more')),
    );
    expect(text(await ask(loopback))).toBe('half');
  });

  it('may be empty under any coding', async () => {
    const loopback = await webServer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': 0 }).end(),
    );
    expect(await ask(loopback)).toMatchObject({ kind: 'answer', status: 200 });
  });
});

describe('Servers that behave badly', () => {
  it('cannot hold a request beyond its deadline by dripping', async () => {
    const drip = await webServer((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(timer));
    });
    const took = await elapsed(async () =>
      expect(await ask(drip, { seconds: 0.6 })).toMatchObject({ kind: 'timed-out' }),
    );
    expect(took).toBeGreaterThan(500);
    expect(took).toBeLessThan(1_500);
  });

  it('cannot hold it by silence, in headers or before them', async () => {
    const silent = await rawServer(() => {});
    expect(await ask(silent, { seconds: 0.4 })).toMatchObject({ kind: 'timed-out' });
    const slowHeaders = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('x-a: 1\r\n'), 30);
      socket.on('close', () => clearInterval(timer));
    });
    expect(await ask(slowHeaders, { seconds: 0.4 })).toMatchObject({ kind: 'timed-out' });
  });

  it('cannot hold it while a name is looked up', async () => {
    const http = openHttp({ allowHosts: [], contact: null, version: '0' }, { lookup: () => new Promise(() => {}) });
    open.push(http);
    const took = await elapsed(async () =>
      expect(await http.get({ url: 'http://slow.example/', maxBytes: 10, seconds: 0.3 })).toMatchObject({
        kind: 'timed-out',
      }),
    );
    expect(took).toBeLessThan(1_000);
  });

  it('get no more than 16 kB of header read', async () => {
    const endless = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const more = (): void => {
        for (let line = 0; line < 50 && !socket.destroyed; line += 1) socket.write(`x-${line}: ${'y'.repeat(500)}\r\n`);
        if (!socket.destroyed) setImmediate(more);
      };
      more();
    });
    expect(await ask(endless)).toMatchObject({ kind: 'failed', cause: 'headers-too-large' });
  });

  it('are told apart: reset, refused, not HTTP, unknown', async () => {
    const reset = await rawServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await ask(reset)).toMatchObject({ kind: 'failed', cause: 'connection-lost' });
    const ssh = await rawServer((socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'));
    expect(await ask(ssh)).toMatchObject({ kind: 'failed', cause: 'not-http' });
    const gone = await rawServer(() => {});
    await gone.close();
    const http = openHttp(
      { allowHosts: [gone.host], contact: null, version: '0' },
      {
        lookup: async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
      },
    );
    open.push(http);
    expect(await http.get({ url: gone.url, maxBytes: 10, seconds: 2 })).toMatchObject({
      kind: 'failed',
      cause: 'connection-refused',
    });
    expect(await http.get({ url: 'http://nowhere.example/', maxBytes: 10, seconds: 2 })).toMatchObject({
      kind: 'failed',
      cause: 'unknown-host',
    });
  });

  it('do not outlive a cancelled request', async () => {
    const loopback = await webServer((_, response) => response.writeHead(200).write('begin'));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const took = await elapsed(async () =>
      expect(await ask(loopback, { signal: controller.signal, seconds: 20 })).toMatchObject({ kind: 'cancelled' }),
    );
    expect(took).toBeLessThan(1_000);
    expect(await ask(loopback, { signal: AbortSignal.abort() })).toMatchObject({ kind: 'cancelled' });
  });
});

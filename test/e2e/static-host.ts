import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** A host that serves a folder below a path and does nothing else: it shows no index for a folder, and redirects nobody. */
export interface StaticHost {
  origin: string;
  /** Addresses that were asked for outside the path, or that no file answers. */
  missed: string[];
  close(): Promise<void>;
}

export async function serveFolder(folder: string, below: string): Promise<StaticHost> {
  const missed: string[] = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const file = pathname.startsWith(below) ? decodeURIComponent(pathname.slice(below.length)) : '';
    const bytes = await readFile(join(folder, file)).catch(() => null);
    if (!bytes) {
      missed.push(pathname);
      response.writeHead(404).end('There is no such file.');
      return;
    }
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain; charset=utf-8' }).end(bytes);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    missed,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

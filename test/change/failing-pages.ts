import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sha256 } from '../../src/domain/digest.ts';

/** A door in front of a site that withholds every fifth page for good, so that nobody waits for it to come back. */
export interface FailingPages {
  host: string;
  /** How many pages were withheld. */
  withheld(): number;
  stop(): Promise<void>;
}

/** Stands on the port that the site had; `behind` is where it is served now. */
export async function failingPages(port: number, behind: string): Promise<FailingPages> {
  const withheld = new Set<string>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (isPage(path) && Number.parseInt(sha256(path).slice(0, 8), 16) % 5 === 0) {
      withheld.add(path);
      response.writeHead(403, { 'content-type': 'text/plain' }).end('not today');
      return;
    }
    const [host, at] = behind.split(':');
    const passed = ask({ host, port: at, path, method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    passed.end();
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    withheld: () => withheld.size,
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

/** The front page, the rules and the lists of pages stay. */
function isPage(path: string): boolean {
  return path !== '/' && !/\.(?:txt|xml)$/.test(path);
}

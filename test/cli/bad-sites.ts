import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Server as TcpServer } from 'node:net';

/** Small web sites on loopback, each unfit for an analysis in one way. */
export interface BadSites {
  /** Address by name. */
  at: Record<SiteName, string>;
  /** What ASSAY_ALLOW_HOSTS must hold; `private` is left out on purpose. */
  allowHosts: string;
  /** Requests that reached the site that nobody was allowed to ask. */
  privateHits(): number;
  close(): Promise<void>;
}

type SiteName =
  | 'unreachable'
  | 'private'
  | 'loopback'
  | 'notHttp'
  | 'loginWall'
  | 'empty'
  | 'notFound'
  | 'robots'
  | 'pdf'
  | 'image'
  | 'german'
  | 'undecided';

const html = (body: string, lang = 'en'): string =>
  `<!doctype html><html lang="${lang}"><head><title>Documentation</title></head><body><main>${body}</main></body></html>`;

const german = `<h1>Handbuch</h1><p>${'Dieses Handbuch beschreibt, wie der Dienst eingerichtet und betrieben wird. Die Verwaltung der Rollen geschieht über die Konsole, und jede Änderung wird von einer zweiten Person geprüft. '.repeat(6)}</p>`;

const recipes = `<h1>Bread</h1><p>${['Mix the flour with warm water and leave it for half an hour.', 'Knead the dough until it is smooth and springs back.', 'Bake the loaf on a hot stone until the crust is brown.', 'Let it cool on a rack before you cut the first slice.', 'Rye makes a darker loaf that stays moist for days.', 'A pinch of caraway goes well with the sour taste.'].join(' ')}</p><p>Another day, try the same dough with walnuts and raisins, or roll it out thinly and bake it with onions.</p>`;

const page =
  (body: string, lang?: string): RequestListener =>
  (request, response) => {
    const isPage = request.url === '/';
    response.writeHead(isPage ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    response.end(isPage ? html(body, lang) : '<title>Not found</title>');
  };

const file =
  (type: string, body: Buffer): RequestListener =>
  (request, response) => {
    response.writeHead(request.url === '/robots.txt' ? 404 : 200, { 'content-type': type });
    response.end(request.url === '/robots.txt' ? '' : body);
  };

let hits = 0;

const sites: Record<Exclude<SiteName, 'unreachable' | 'notHttp' | 'loopback'>, RequestListener> = {
  private: (_request, response) => {
    hits += 1;
    response.end(html('<p>secret</p>'));
  },
  loginWall: (request, response) => {
    if (request.url?.startsWith('/login')) {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(
        html('<form><label>Password <input type="password" name="p"></label><button>Log in</button></form>'),
      );
      return;
    }
    response.writeHead(request.url === '/robots.txt' ? 404 : 302, { location: '/login?next=/' });
    response.end();
  },
  empty: page(''),
  notFound: (_request, response) => {
    response.writeHead(404, { 'content-type': 'text/html' });
    response.end('<title>Not found</title>');
  },
  robots: (request, response) => {
    const isRobots = request.url === '/robots.txt';
    response.writeHead(200, { 'content-type': isRobots ? 'text/plain' : 'text/html' });
    response.end(isRobots ? 'User-agent: *\nDisallow: /\n' : html(recipes));
  },
  pdf: file('application/pdf', Buffer.from('%PDF-1.7\nnot text at all')),
  image: file('image/png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
  german: page(german, 'de'),
  undecided: page(recipes),
};

export async function openBadSites(): Promise<BadSites> {
  hits = 0;
  const open: (Server | TcpServer)[] = [];
  const listen = async (server: Server | TcpServer): Promise<string> => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const hosts = {} as Record<SiteName, string>;
  for (const [name, answer] of Object.entries(sites)) {
    const server = createServer(answer);
    open.push(server);
    hosts[name as SiteName] = await listen(server);
  }
  const mail = createTcp((socket) => {
    socket.on('error', () => undefined);
    socket.end('220 mail.example ESMTP\r\n', () => socket.destroy());
  });
  open.push(mail);
  hosts.notHttp = await listen(mail);
  // A port that was open a moment ago and is not now.
  const closed = createServer();
  hosts.unreachable = await listen(closed);
  await new Promise((done) => closed.close(done));
  const { private: _kept, ...allowed } = hosts;
  // The usual port, so that the address alone is the reason.
  hosts.loopback = '127.0.0.1';
  return {
    at: Object.fromEntries(Object.entries(hosts).map(([name, host]) => [name, `http://${host}/`])) as BadSites['at'],
    allowHosts: Object.values(allowed).join(','),
    privateHits: () => hits,
    async close() {
      for (const server of open) if ('closeAllConnections' in server) server.closeAllConnections();
      await Promise.all(open.map((server) => new Promise((done) => server.close(done))));
    },
  };
}

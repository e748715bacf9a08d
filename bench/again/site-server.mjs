import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

// Serves small sites, one a port, with ETags. Started by bench/again.ts as a process of its own; told the sites and which of
// them change over the channel between the two.

const sites = new Map();
process.on('message', async ({ site, pages, change, end }) => {
  if (end) process.exit(0);
  if (change !== undefined) {
    // `from` is left out for a sentence of its own below the heading of the first page.
    const { pages: own } = sites.get(change.site);
    const path = change.path ?? own.keys().next().value;
    const from = change.from ?? '</h1>';
    own.set(
      path,
      own.get(path).replace(from, () => change.to),
    );
    return process.send({ changed: path });
  }
  const server = createServer((request, response) => answer(sites.get(site), request, response));
  sites.set(site, { pages: new Map(pages), requests: 0 });
  server.listen(0, '127.0.0.1', () => process.send({ site, port: server.address().port }));
});

function answer({ pages }, request, response) {
  const origin = `http://${request.headers.host}`;
  const path = decodeURI(new URL(request.url, origin).pathname);
  const html = path === '/' ? front(pages) : path === '/sitemap.xml' ? sitemap(pages, origin) : pages.get(path);
  if (html === undefined) return response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
  const body = Buffer.from(html.replaceAll('http://origin.invalid', origin));
  const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
  if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end();
  const type = path === '/sitemap.xml' ? 'application/xml' : 'text/html; charset=utf-8';
  response.writeHead(200, { 'content-type': type, etag }).end(body);
}

function front(pages) {
  const links = [...pages.keys()].map((path) => `<li><a href="${path}">${path}</a></li>`).join('');
  const said = 'This is the documentation of the product. It says how to install, operate and secure it, page by page.';
  return `<!doctype html><html lang="en"><title>Documentation</title><main><h1>Documentation</h1><p>${said}</p><ul>${links}</ul></main></html>`;
}

function sitemap(pages, origin) {
  return `<urlset>${[...pages.keys()].map((path) => `<url><loc>${origin}${path}</loc></url>`).join('')}</urlset>`;
}

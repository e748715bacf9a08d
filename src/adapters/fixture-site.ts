import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { sha256 } from '../domain/digest.ts';
import type { Http, HttpReply, HttpRequest } from '../ports.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.pdf': 'application/pdf',
};

/**
 * An `Http` without sockets for the invented vendors: `docs.northwind.example` is answered from
 * `<folder>/northwind/site/`, so that their citations show addresses that can never belong to anybody. Every other host
 * is passed on.
 */
export function openFixtureSites(folder: string, elsewhere: Http): Http {
  return {
    async get(request) {
      const url = URL.canParse(request.url) ? new URL(request.url) : null;
      if (!url?.hostname.endsWith('.example')) return elsewhere.get(request);
      return answerFrom(folder, url, request);
    },
  };
}

async function answerFrom(folder: string, url: URL, request: HttpRequest): Promise<HttpReply> {
  const started = performance.now();
  const at = url.href;
  if (request.signal?.aborted) return { kind: 'cancelled', url: at, reason: 'The request was cancelled.' };
  if (request.allow && !(await request.allow(at))) {
    return { kind: 'refused', cause: 'not-allowed', url: at, reason: 'This address may not be fetched.' };
  }
  const site = join(folder, vendorOf(url.hostname), 'site');
  const answer = (status: number, headers: Record<string, string>, body: Uint8Array): HttpReply => ({
    kind: 'answer',
    url: at,
    status,
    headers,
    body,
    milliseconds: Math.round(performance.now() - started),
  });

  const found = await firstFile(site, candidates(url.pathname));
  if (!found) {
    if (!(await firstFile(site, ['index.html', 'index.md']))) {
      return { kind: 'failed', cause: 'unknown-host', url: at, reason: `No host is named ${url.hostname}.` };
    }
    const page = await firstFile(site, ['404.html']);
    const text = page?.bytes ?? new TextEncoder().encode('<!doctype html><title>Not found</title><p>Not found.</p>');
    return answer(404, { 'content-type': types['.html'] ?? '' }, text);
  }
  const headers = {
    'content-type': types[extname(found.name).toLowerCase()] ?? 'application/octet-stream',
    etag: `"${sha256(found.bytes).slice(0, 16)}"`,
  };
  if (request.etag === headers.etag) return answer(304, headers, new Uint8Array());
  if (found.bytes.byteLength > request.maxBytes) {
    return { kind: 'too-large', url: at, reason: `The page is larger than ${request.maxBytes} bytes.` };
  }
  return answer(200, headers, found.bytes);
}

/** The label before `.example`: a vendor's hosts share one site. */
function vendorOf(hostname: string): string {
  return hostname.split('.').at(-2) ?? '';
}

/** Files that may stand for a path, best first: `/docs/` and `/docs` both find `docs/index.html`. */
function candidates(path: string): string[] {
  let name: string;
  try {
    name = decodeURIComponent(path).replace(/^\/+/, '');
  } catch {
    return [];
  }
  const bare = name.replace(/\/+$/, '');
  if (bare === '') return ['index.html', 'index.md'];
  return [...(name === bare ? [bare, `${bare}.html`] : []), `${bare}/index.html`, `${bare}/index.md`];
}

async function firstFile(site: string, names: string[]): Promise<{ name: string; bytes: Uint8Array } | null> {
  for (const name of names) {
    const path = join(site, name);
    // A path may hold encoded dots and slashes: it must not lead out of the site.
    if (!path.startsWith(site + sep)) continue;
    const bytes = await readFile(path).catch(() => null);
    if (bytes) return { name, bytes: new Uint8Array(bytes) };
  }
  return null;
}

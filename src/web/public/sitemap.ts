import { xmlText } from '../../domain/xml-text.ts';

/** An address of ours and when what it shows was changed last; null where nothing tells. */
export interface SitemapEntry {
  /** Begins with a slash. */
  path: string;
  changedAt: string | null;
}

export interface SitemapLimits {
  addresses: number;
  bytes: number;
}

/** What the protocol of sitemaps.org allows one file. */
export const sitemapLimits: SitemapLimits = { addresses: 50_000, bytes: 52_428_800 };

const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
/** More than the lines around the addresses of a file take. */
const frameBytes = 200;

/**
 * The files of a sitemap by path: `/sitemap.xml` alone where everything fits into one; otherwise it is an index of the
 * others, which stand beside it because a file may only name addresses at or below its own folder.
 */
export function sitemapFiles(
  entries: readonly SitemapEntry[],
  site: string,
  limits: SitemapLimits = sitemapLimits,
): ReadonlyMap<string, string> {
  const parts = inParts(entries, site, limits);
  const [only = []] = parts;
  if (parts.length < 2) return new Map([['/sitemap.xml', wrapped('urlset', only)]]);
  const names = parts.map((_part, index) => `/sitemap-${index + 1}.xml`);
  const index = names.map((path) => `<sitemap><loc>${xmlText(site + path)}</loc></sitemap>\n`);
  const files = new Map([['/sitemap.xml', wrapped('sitemapindex', index)]]);
  for (const [at, part] of parts.entries()) files.set(names[at] ?? '', wrapped('urlset', part));
  return files;
}

function inParts(entries: readonly SitemapEntry[], site: string, limits: SitemapLimits): string[][] {
  const parts: string[][] = [];
  let part: string[] = [];
  let bytes = frameBytes;
  for (const { path, changedAt } of entries) {
    const changed = changedAt === null ? '' : `<lastmod>${changedAt}</lastmod>`;
    const line = `<url><loc>${xmlText(site + path)}</loc>${changed}</url>\n`;
    const size = Buffer.byteLength(line);
    if (part.length > 0 && (part.length >= limits.addresses || bytes + size > limits.bytes)) {
      parts.push(part);
      part = [];
      bytes = frameBytes;
    }
    part.push(line);
    bytes += size;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

function wrapped(element: 'urlset' | 'sitemapindex', lines: readonly string[]): string {
  return `${declaration}<${element} xmlns="${schema}">\n${lines.join('')}</${element}>\n`;
}

import { gunzip } from 'node:zlib';

/** A sitemap as the protocol bounds it holds 50 MB; that much of addresses is far more than a run can read. */
const unpackedBytes = 10_000_000;
/** Further addresses of one file are dropped. */
const mostAddresses = 20_000;

export interface SitemapLinks {
  /** Whether the addresses are further sitemaps. */
  index: boolean;
  addresses: string[];
}

/**
 * The addresses of a sitemap or sitemap index, plain or gzipped. A scan for `<loc>` and nothing else: no document type,
 * no entities but the five of XML. Null where the bytes are neither.
 */
export async function sitemapLinks(body: Uint8Array): Promise<SitemapLinks | null> {
  const bytes = body[0] === 0x1f && body[1] === 0x8b ? await unpacked(body) : body;
  if (bytes === null) return null;
  const text = new TextDecoder().decode(bytes.subarray(0, unpackedBytes));
  const index = /<sitemapindex[\s>]/i.test(text);
  if (!index && !/<urlset[\s>]/i.test(text)) return plainList(text);
  const addresses = text
    .split(/<loc>/i, mostAddresses + 1)
    .slice(1)
    .map((rest) => unescaped(rest));
  return { index, addresses: addresses.filter((address) => address !== '') };
}

/** A sitemap may also be a text file with one address a line. */
function plainList(text: string): SitemapLinks | null {
  const lines = text
    .slice(0, 1_000_000)
    .split('\n', mostAddresses)
    .map((line) => line.trim());
  const addresses = lines.filter((line) => /^https?:\/\/\S+$/.test(line));
  return addresses.length > 0 && addresses.length === lines.filter(Boolean).length ? { index: false, addresses } : null;
}

function unescaped(rest: string): string {
  const plain = rest.trimStart().startsWith('<![CDATA[')
    ? rest.slice(rest.indexOf('[CDATA[') + 7, Math.max(0, rest.indexOf(']]>')))
    : rest.slice(0, Math.max(0, rest.indexOf('<')));
  return plain
    .trim()
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;|&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

function unpacked(body: Uint8Array): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    gunzip(body, { maxOutputLength: unpackedBytes }, (error, result) => resolve(error ? null : result));
  });
}

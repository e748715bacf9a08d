import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Handler } from 'hono';
import { sha256 } from '../domain/digest.ts';

/** A file of ours that browsers load beside a page. */
interface Asset {
  text: string;
  type: 'text/css' | 'text/javascript' | 'image/svg+xml';
  /** `ever` where the address holds the content's digest, so that another content has another address. */
  keep: 'ever' | 'day';
}

const keeping: Record<Asset['keep'], string> = {
  ever: 'public, max-age=31536000, immutable',
  day: 'public, max-age=86400',
};

const pack = { br: promisify(brotliCompress), gzip: promisify(gzip) } as const;

/** Answers with a file of ours: compressed once for all requests, and with 304 to whoever has it already. */
export function asset({ text, type, keep }: Asset): Handler {
  const etag = `W/"${sha256(text).slice(0, 32)}"`;
  const packed = new Map<string, Promise<Buffer>>();
  return async (c) => {
    const headers = {
      'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
      'cache-control': keeping[keep],
      etag,
      vary: 'accept-encoding',
    };
    if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, headers);
    const accepted = c.req.header('accept-encoding') ?? '';
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
    if (!encoding) return c.body(text, 200, headers);
    const packing = packed.get(encoding) ?? pack[encoding](text);
    packed.set(encoding, packing);
    const bytes = await packing;
    return c.body(new Uint8Array(bytes), 200, { ...headers, 'content-encoding': encoding });
  };
}

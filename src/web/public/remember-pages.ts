import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';
import { sha256 } from '../../domain/digest.ts';
import { recentlyUsed } from '../../domain/recently-used.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { sharedReading } from '../shared-reading.ts';

/** Pages that depend on what is published and on their address alone, but for a line that may be late. */
const remembered =
  /^\/(?:$|compare$|methodology$|changes$|stack$|vendors\/[^/]+(?:\/(?:evidence|history(?:\/[\d.]+)?))?$)/;

/** Seconds after which a page is made anew: how late "so many days ago" may be. What is published shows at once. */
const keptSeconds = 60;
/** Bytes of pages that one process remembers: some 200 analyses, each as text and compressed. */
const keptBytes = 48_000_000;
/** A longer address is nobody's bookmark; what is made for it is not kept. */
const longestAddress = 1_000;

/**
 * Browsers ask every time, which costs them a 304; a cache that many share may go a minute without asking, so that a
 * withdrawal shows there within that minute.
 */
const forStrangers = `public, max-age=0, s-maxage=${keptSeconds}`;

interface RememberedPage {
  state: string;
  until: number;
  etag: string;
  type: string;
  cacheControl: string;
  text: string;
  packed: Map<Encoding, Promise<Buffer>>;
}

type Encoding = keyof typeof pack;
const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const gzipped = promisify(gzip);
const brotli = promisify<string, typeof fast, Buffer>(brotliCompress);
const pack = { br: (text: string) => brotli(text, fast), gzip: (text: string) => gzipped(text) } as const;

/**
 * Remembers public pages as strangers see them, as long as nothing is published or withdrawn, makes each once for all who ask
 * for it meanwhile, and answers 304 to whoever has them. What a signed-in person sees is made each time and never remembered.
 */
export function rememberPages({ office }: WebParts): MiddlewareHandler<{ Variables: WebVariables }> {
  const pages = recentlyUsed<RememberedPage>(keptBytes);
  const making = new Map<string, Promise<RememberedPage | null>>();
  const stateNow = sharedReading(() => office.store.publications.pageState());
  return async (c, next) => {
    const { search, pathname } = new URL(c.req.url);
    if ((c.req.method !== 'GET' && c.req.method !== 'HEAD') || !remembered.test(pathname)) return next();
    // Their header is their own, and what is not published may be hinted at in it.
    if (c.get('person') !== null) return next();
    const address = `${pathname}${search}`;
    const state = await stateNow();
    const now = office.clock.now().getTime();
    const known = pages.get(address);
    if (known && known.state === state && known.until > now) return answer(c, known);
    const underWay = making.get(`${state} ${address}`);
    if (underWay) {
      const others = await underWay;
      return others ? answer(c, others) : next();
    }
    const begun = next().then(() => made(c.res, { state, until: now + keptSeconds * 1000 }));
    // Whoever waits for what fails asks for themselves.
    const waitedFor = begun.catch(() => null).finally(() => making.delete(`${state} ${address}`));
    making.set(`${state} ${address}`, waitedFor);
    const page = await begun;
    if (!page) return;
    // Twice the text: it is kept as UTF-16, and its compressed forms add a third at most.
    if (address.length <= longestAddress) pages.set(address, page, page.text.length * 2.4);
    c.res = undefined;
    c.res = await answer(c, page);
  };
}

/** An answer as a page that may be remembered; null for what is none. */
async function made(answered: Response, at: { state: string; until: number }): Promise<RememberedPage | null> {
  const type = answered.headers.get('content-type') ?? '';
  if (answered.status !== 200 || !type.startsWith('text/html')) return null;
  const text = await answered.text();
  return {
    ...{ ...at, etag: `W/"${sha256(text).slice(0, 32)}"`, type, text },
    // A page of the past says itself how long it may be kept.
    cacheControl: answered.headers.get('cache-control') ?? forStrangers,
    packed: new Map(),
  };
}

async function answer(c: Context, page: RememberedPage): Promise<Response> {
  const headers = {
    'content-type': page.type,
    'cache-control': page.cacheControl,
    etag: page.etag,
    vary: 'cookie, authorization, accept-encoding',
  };
  if (c.req.header('if-none-match')?.includes(page.etag)) return new Response(null, { status: 304, headers });
  const accepted = c.req.header('accept-encoding') ?? '';
  const encoding: Encoding | null = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
  if (!encoding) return new Response(page.text, { headers });
  const packing = page.packed.get(encoding) ?? pack[encoding](page.text);
  page.packed.set(encoding, packing);
  return new Response(new Uint8Array(await packing), { headers: { ...headers, 'content-encoding': encoding } });
}

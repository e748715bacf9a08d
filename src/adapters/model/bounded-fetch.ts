import { WebPageError } from './web-page-error.ts';

/** Bytes of an answer after which reading stops. The longest reply asked for is a few hundred kilobytes. */
const mostBytes = 8 * 1024 * 1024;

/**
 * A `fetch` that follows no redirect, because that could carry the key to another host, and that reads no more than a
 * reply can hold. An answer that is longer breaks off as a `SyntaxError`: what is left of it would be no JSON. Rejects with
 * `WebPageError` where a page for people comes in place of an answer.
 */
export async function boundedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const answer = await fetch(input, { ...init, redirect: 'manual' });
  if (answer.ok && /^text\/html\b/i.test(answer.headers.get('content-type') ?? '')) {
    await answer.body?.cancel();
    throw new WebPageError();
  }
  const reader = answer.body?.getReader();
  if (!reader) return answer;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.byteLength;
    if (bytes > mostBytes) {
      await reader.cancel();
      throw new SyntaxError('the answer is longer than any reply');
    }
    chunks.push(read.value);
  }
  const { status, statusText, headers } = answer;
  // These have no body, and a response with an empty one would be refused.
  if (bytes === 0) return new Response(null, { status, statusText, headers });
  return new Response(Buffer.concat(chunks), { status, statusText, headers });
}

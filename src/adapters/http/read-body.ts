import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';

/** Text compresses 3 to 10 times, a page of blanks perhaps 100; above 200 it was made to explode. */
const highestRatio = 200;
/** Below this many decoded bytes the ratio says nothing and costs nothing. */
const ratioFrom = 1_000_000;

export type ReadBody =
  | { kind: 'body'; body: Uint8Array }
  | { kind: 'too-large'; reason: string }
  | { kind: 'encoding'; reason: string };

/** A map, not an object: the key comes from the server, and `constructor` must be as unknown as any other word. */
const decoders = new Map<
  string,
  (() => ReturnType<typeof createGunzip> | ReturnType<typeof createBrotliDecompress>) | null
>([
  ['', null],
  ['identity', null],
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['br', () => createBrotliDecompress()],
]);

/**
 * Decodes a body while it arrives and counts what comes out, so that a small bomb never becomes a large buffer.
 * Throws what the stream or the decoder throws. Leaving early closes the connection.
 */
export async function readBody(
  source: Readable,
  headers: { contentEncoding: string; contentLength: string },
  maxBytes: number,
): Promise<ReadBody> {
  const coding = headers.contentEncoding.trim().toLowerCase();
  const decoder = decoders.get(coding);
  if (decoder === undefined) {
    source.destroy();
    return { kind: 'encoding', reason: `The answer is encoded as "${coding.slice(0, 40)}", which was not asked for.` };
  }
  if (decoder === null && Number(headers.contentLength) > maxBytes) {
    source.destroy();
    return { kind: 'too-large', reason: tooLarge(maxBytes) };
  }
  const unpacking = decoder?.() ?? null;
  if (unpacking) pipeline(source, unpacking, () => {}); // A failure of either side reaches the loop below.

  const chunks: Uint8Array[] = [];
  let decoded = 0;
  for await (const chunk of unpacking ?? source) {
    decoded += chunk.length;
    if (decoded > maxBytes) return { kind: 'too-large', reason: tooLarge(maxBytes) };
    if (unpacking && decoded > ratioFrom && decoded > unpacking.bytesWritten * highestRatio) {
      return { kind: 'too-large', reason: `The answer unpacks to more than ${highestRatio} times its size.` };
    }
    chunks.push(chunk);
  }
  return { kind: 'body', body: Buffer.concat(chunks) };
}

function tooLarge(maxBytes: number): string {
  return `The answer is larger than ${Math.round(maxBytes / 1000)} kB.`;
}

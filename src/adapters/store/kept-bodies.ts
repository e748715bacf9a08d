import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { type Digest, sha256 } from '../../domain/digest.ts';
import { recentlyUsed } from '../../domain/recently-used.ts';
import type { StoredBodies } from '../../ports.ts';
import type { PoolLike } from './pool.ts';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Level 5 of 11: within a few per cent of the best for HTML at about fifty times its speed. */
const settings = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Bodies in one answer of the database. The embedded one works in this process and hands over about 1 MB in 10 ms. */
const atOnce = 16;

/** Characters of texts that are remembered: the pages behind some forty drafts of the largest products measured. */
const remembered = 32_000_000;

interface BodyRow {
  digest: string;
  encoding: 'brotli' | 'none';
  bytes: Buffer;
  size: number;
}

/** Bytes under their digest, compressed off the event loop. What does not get smaller (images, archives) is kept plain. */
export function keptBodies(pool: PoolLike): StoredBodies {
  const texts = recentlyUsed<string>(remembered);

  async function readMany(digests: readonly Digest[]): Promise<Map<Digest, Uint8Array>> {
    const found = new Map<Digest, Uint8Array>();
    const wanted = [...new Set(digests)];
    for (let from = 0; from < wanted.length; from += atOnce) {
      const { rows } = await pool.query<BodyRow>(
        'select digest, encoding, bytes, size from assay.body where digest = any ($1::text[])',
        [wanted.slice(from, from + atOnce)],
      );
      const read = await Promise.all(rows.map(async (row) => [row.digest, await bytesOf(row)] as const));
      for (const [digest, bytes] of read) found.set(digest, bytes);
    }
    return found;
  }

  // A stage reads some pages side by side: what is asked for at the same moment is one question to the database.
  let asked: Digest[] = [];
  let answer: Promise<Map<Digest, Uint8Array>> | null = null;
  function together(digest: Digest): Promise<Map<Digest, Uint8Array>> {
    asked.push(digest);
    answer ??= Promise.resolve().then(() => {
      const digests = asked;
      [asked, answer] = [[], null];
      return readMany(digests);
    });
    return answer;
  }

  return {
    async keep(bytes) {
      const digest = sha256(bytes);
      const known = await pool.query('select 1 from assay.body where digest = $1', [digest]);
      if (known.rows.length > 0) return digest;
      const packed = await compress(bytes, settings);
      const smaller = packed.length < bytes.length;
      await pool.query(
        `insert into assay.body (digest, encoding, bytes, size) values ($1, $2, $3, $4) on conflict (digest) do nothing`,
        [digest, smaller ? 'brotli' : 'none', smaller ? packed : Buffer.from(bytes), bytes.length],
      );
      return digest;
    },

    async read(digest) {
      return (await together(digest)).get(digest) ?? null;
    },

    readMany,

    async texts(digests) {
      const found = new Map<Digest, string>();
      for (const digest of digests) {
        const text = texts.get(digest);
        if (text !== undefined) found.set(digest, text);
      }
      const bodies = await readMany(digests.filter((digest) => !found.has(digest)));
      for (const [digest, bytes] of bodies) {
        if (sha256(bytes) !== digest) continue;
        // A mark at the start stays: offsets of quotes count it.
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
        texts.set(digest, text, text.length);
        found.set(digest, text);
      }
      return found;
    },
  };
}

function bytesOf(row: BodyRow): Buffer | Promise<Buffer> {
  return row.encoding === 'none' ? row.bytes : unpacked(row.bytes, row.size);
}

/**
 * What was packed. A body that was damaged in store gives its bytes as they lie there: those do not have its digest, so
 * that everyone who checks the digest names it, where an error would take down the whole check. No more than the known
 * size is unpacked, because damage can make a few bytes unpack to gigabytes.
 */
async function unpacked(bytes: Buffer, size: number): Promise<Buffer> {
  try {
    return await decompress(bytes, { maxOutputLength: Math.max(1, size) });
  } catch {
    return bytes;
  }
}

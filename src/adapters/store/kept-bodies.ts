import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { sha256 } from '../../domain/digest.ts';
import type { Bodies } from '../../ports.ts';
import type { PoolLike } from './pool.ts';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Level 5 of 11: within a few per cent of the best for HTML at about fifty times its speed. */
const settings = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Bytes under their digest, compressed off the event loop. What does not get smaller (images, archives) is kept plain. */
export function keptBodies(pool: PoolLike): Bodies {
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
      const { rows } = await pool.query<{ encoding: 'brotli' | 'none'; bytes: Buffer; size: number }>(
        'select encoding, bytes, size from assay.body where digest = $1',
        [digest],
      );
      const row = rows[0];
      if (!row) return null;
      return row.encoding === 'none' ? row.bytes : unpacked(row.bytes, row.size);
    },
  };
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

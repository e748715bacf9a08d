import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** A record's own part as it is stored: JSON, compressed off the event loop. */
export async function packJson(json: string): Promise<Buffer> {
  return zip(Buffer.from(json, 'utf8'));
}

/**
 * Reads what `packJson` wrote. The result is trusted, not parsed by a schema: only this store writes it, from records
 * that the compiler checked, and its format number is checked before.
 */
export async function unpackJson(packed: Uint8Array): Promise<unknown> {
  return JSON.parse((await unzip(packed)).toString('utf8'));
}

import { hash } from 'node:crypto';

/** SHA-256 in lower-case hexadecimal, 64 characters. */
export type Digest = string;

/** SHA-256 of bytes, or of a string's UTF-8 bytes. */
export function sha256(content: string | Uint8Array): Digest {
  // At one go: thousands of short texts are digested in a run, and an object for each would take most of the time.
  return hash('sha256', content, 'hex');
}

/**
 * JSON with object keys in code-unit order at every depth and no white space, so that equal values give equal text.
 * Keys whose value is undefined are left out. Throws on what JSON cannot hold (functions, symbols, NaN, infinities):
 * silently writing null there would let two different records share a digest.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonical JSON cannot hold ${value}`);
    return JSON.stringify(value);
  }
  // Text is added to text: lists of pairs for each object would be most of what a digest leaves to be collected.
  if (Array.isArray(value)) {
    let items = '';
    for (const item of value) items += `${items === '' ? '' : ','}${canonicalJson(item)}`;
    return `[${items}]`;
  }
  if (typeof value === 'object') {
    let members = '';
    for (const key of Object.keys(value).sort()) {
      const item: unknown = Reflect.get(value, key);
      if (item !== undefined) members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(item)}`;
    }
    return `{${members}}`;
  }
  throw new TypeError(`canonical JSON cannot hold a ${typeof value}`);
}

/** Digest of a value by its canonical JSON. */
export function digestOf(value: unknown): Digest {
  return sha256(canonicalJson(value));
}

import { sha256 } from '../../src/domain/digest.ts';

const consonants = 'bcdfghklmnprstvz';
const vowels = 'aeiou';

/**
 * A product's name of ten letters, another for each number. As long as `Quillstore`, so that every offset into a page stays
 * true when the one stands for the other.
 */
export function nameOf(number: number): string {
  const chosen = Buffer.from(sha256(`product ${number}`), 'hex');
  return [0, 2, 4, 6, 8]
    .map((at) => `${consonants[(chosen[at] ?? 0) % consonants.length]}${vowels[(chosen[at + 1] ?? 0) % vowels.length]}`)
    .join('');
}

/** Words of one length each, so that offsets stay: what a vendor rewords between two visits. */
const rewordings: readonly [from: string, to: string][] = [
  ['documents', 'paperwork'],
  ['release', 'edition'],
  ['every', 'whole'],
  ['answers', 'replies'],
  ['operator', 'engineer'],
];

/** How the invented product's records are told anew: of which product, and how often its pages were reworded. */
export interface Variation {
  name: string;
  rewordings: number;
}

/**
 * Gives texts and records of the invented product as those of another: its name, its words, and every digest of a text or
 * page that changed with them. Texts first: only digests of texts that it saw are changed in records.
 */
export function variation({ name, rewordings: count }: Variation) {
  const digests = new Map<string, string>();
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  const words = rewordings.slice(0, count);

  const told = (text: string): string => {
    const known = digests.get(text);
    if (known !== undefined) return known;
    let varied = text.replaceAll('Quillstore', capital).replaceAll('quillstore', name);
    for (const [from, to] of words) varied = varied.replaceAll(` ${from} `, ` ${to} `);
    return varied;
  };
  const record = <T>(value: T): T => {
    if (typeof value === 'string') return told(value) as T;
    if (Array.isArray(value)) return value.map(record) as T;
    if (value === null || typeof value !== 'object') return value;
    const varied = Object.entries(value).map(([key, item]) => [told(key), record(item)]);
    return Object.fromEntries(varied) as T;
  };
  return {
    record,
    /** A kept text or page in the other product's words. */
    body(bytes: Uint8Array): Uint8Array {
      const varied = Buffer.from(told(Buffer.from(bytes).toString('utf8')), 'utf8');
      digests.set(sha256(bytes), sha256(varied));
      return varied;
    },
  };
}

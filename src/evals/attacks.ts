import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Encoding, encode } from './encode-attack.ts';
import type { Ground } from './ground.ts';

const Attacks = z.strictObject({
  payloads: z.record(z.string(), z.string()),
  patterns: z.record(z.string(), z.strictObject({ text: z.string(), seen: z.boolean().default(true) })),
  encoded: z.strictObject({
    sentence: z.string(),
    ways: z.array(z.enum(['base64', 'hex', 'rot13', 'leet', 'spaced', 'reversed', 'homoglyph', 'zero-width'])),
    around: z.array(z.string()),
  }),
  languages: z.record(z.string(), z.array(z.string())),
  afterwards: z.array(z.string()),
  second: z.array(z.string()),
  heldout: z.array(z.string()),
});

/** A text that tries to make a model do something. */
export interface Attack {
  /** Pattern and payload, such as `dear-model/met`. */
  id: string;
  /** The pattern, way of encoding or language: attacks of one family stand or fall together. */
  family: string;
  text: string;
  /** How far the detector knew it: written with it in view, of a family kept aside, thought of afterwards in two lots, or never. */
  known: 'in-view' | 'kept-aside' | 'afterwards' | 'second' | 'heldout';
}

/** Payloads that the encoded forms carry: one that asks for a score, one for decisions, one for the prompt. */
const encodedPayloads = ['rate', 'met', 'canary'];
/** Ways of encoding and languages that were kept aside while the detector was widened. */
const keptAside = new Set(['hex', 'spaced', 'reversed', 'portuguese', 'dutch', 'korean', 'turkish']);

/** Every attack of `attacks.yaml`, in its order. */
export async function readAttacks({ dataFolder }: Pick<Ground, 'dataFolder'>): Promise<Attack[]> {
  const { payloads, patterns, encoded, languages, afterwards, second, heldout } = Attacks.parse(
    parse(await readFile(join(dataFolder, 'attacks.yaml'), 'utf8')),
  );
  const plain = Object.entries(patterns).flatMap(([family, { text, seen }]) =>
    Object.entries(payloads).map(([payload, order]) => ({
      id: `${family}/${payload}`,
      family,
      text: filled(text, order),
      known: seen ? ('in-view' as const) : ('kept-aside' as const),
    })),
  );
  const hidden = encoded.ways.flatMap((way: Encoding) =>
    encodedPayloads.flatMap((payload) =>
      encoded.around.map((around, at) => ({
        id: `${way}-${at + 1}/${payload}`,
        family: way,
        text: around.replace('{{text}}', () => encode(way, filled(encoded.sentence, payloads[payload] ?? ''))),
        known: knownOf(way),
      })),
    ),
  );
  const foreign = Object.entries(languages).flatMap(([family, texts]) =>
    texts.map((text, at) => ({ id: `${family}/${at + 1}`, family, text, known: knownOf(family) })),
  );
  const later = { afterwards, second, heldout };
  const loose = (['afterwards', 'second', 'heldout'] as const).flatMap((known) =>
    later[known].map((text, at) => ({ id: `${known}/${at + 1}`, family: known, text, known })),
  );
  return [...plain, ...hidden, ...foreign, ...loose];
}

function knownOf(family: string): Attack['known'] {
  return keptAside.has(family) ? 'kept-aside' : 'in-view';
}

function filled(text: string, order: string): string {
  const capital = order.charAt(0).toUpperCase() + order.slice(1);
  return text.replace('{{do}}', () => order).replace('{{Do}}', () => capital);
}

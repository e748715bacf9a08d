import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Citation } from '../../src/domain/analysis.ts';
import type { MeaningKind } from '../../src/domain/meaning-words.ts';
import { normalise } from '../../src/domain/normalise.ts';
import type { RealVendor } from './served-site.ts';

/** One edit of a source file that turns a cited sentence round. */
export interface Reversal {
  kind: MeaningKind;
  /** Path below the documentation's folder. */
  file: string;
  before: string;
  after: string;
  /** The quote that holds the sentence. */
  quote: Citation;
}

interface Turn {
  kind: MeaningKind;
  turn: (sentence: string) => string;
}

/** Ways to turn a sentence round, each with the kind that it must be told as. They leave a sentence alone where they do not fit. */
const turns: readonly Turn[] = [
  { kind: 'negation', turn: (s) => s.replace(/ (is|are|can|will|should|must) (?!not\b|n[o’'])/, ' $1 not ') },
  { kind: 'number', turn: (s) => s.replace(/(?<![\w.-])(\d{1,4})(?![\w.])/, (n) => String(Number(n) * 3 + 7)) },
  { kind: 'modality', turn: (s) => s.replace(/ (?:must|should|will) /, ' may ').replace(/ can /, ' must ') },
  { kind: 'opposite', turn: (s) => s.replace(/\benabled\b/, 'disabled').replace(/\ballows\b/, 'denies') },
  { kind: 'negation', turn: (s) => s.replace(/ (supports|provides|allows|uses|stores|enables|offers) /, ' never $1 ') },
  {
    kind: 'plan',
    turn: (s) =>
      s.replace(/ (supports|provides|allows|uses|stores|enables|offers) /, ' $1, in the enterprise edition, '),
  },
  { kind: 'scope', turn: (s) => s.replace(/\b(all|every|each|any)\b/, 'some').replace(/ before /, ' after ') },
  { kind: 'unit', turn: (s) => s.replace(/\bseconds?\b/, 'hours').replace(/\bminutes?\b/, 'weeks') },
  {
    kind: 'roles',
    turn: (s) => s.replace(/(?<![\w-])(\p{L}{4,}) (to|from|by|with) (\p{L}{4,})(?![\w-])/u, '$3 $2 $1'),
  },
];

/** Edits of cited sentences that stand word for word in exactly one source file, kinds in turn, one a sentence. */
export function reversalsOf(vendor: RealVendor, quotes: readonly Citation[], most: number): Reversal[] {
  const docs = join(vendor.folder, 'docs');
  const files = sourceFiles(docs).map((path) => ({ file: relative(docs, path), text: readFileSync(path, 'utf8') }));
  const found: Reversal[] = [];
  const used = new Set<string>();
  let next = 0;
  for (const quote of quotes) {
    if (found.length >= most) break;
    if (quote.quote.includes('\n') || quote.quote.includes(' | ') || used.has(normalise(quote.quote))) continue;
    const holders = files.filter(({ text }) => text.includes(quote.quote));
    const [only] = holders;
    if (holders.length !== 1 || !only || only.text.indexOf(quote.quote) !== only.text.lastIndexOf(quote.quote))
      continue;
    // The same words on another page, written with other markup there, are not what is edited.
    const address = vendor.addresses.get(only.file);
    if (address && address !== new URL(quote.url).pathname) continue;
    const turn = turnFor(quote.quote, next);
    if (!turn) continue;
    used.add(normalise(quote.quote));
    next += 1;
    found.push({ kind: turn.kind, file: only.file, before: quote.quote, after: turn.turn(quote.quote), quote });
  }
  return found;
}

/** The next way in turn that fits, so that all kinds come up. */
function turnFor(sentence: string, from: number): Turn | null {
  for (let step = 0; step < turns.length; step += 1) {
    const turn = turns[(from + step) % turns.length];
    if (turn && turn.turn(sentence) !== sentence) return turn;
  }
  return null;
}

/** Every file of a folder. */
function sourceFiles(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? sourceFiles(path) : [path]))
    .filter((path) => /\.(?:md|mdx|rst|adoc|html)$/.test(path))
    .sort();
}

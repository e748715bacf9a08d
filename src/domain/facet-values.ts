import { isInNameCell } from './name-cell.ts';
import type { CompiledPhrase } from './phrase.ts';
import { compilePhrase } from './phrase.ts';
import { runProgram } from './phrase-program.ts';
import { type PhraseUnit, toPhraseUnit } from './phrase-unit.ts';
import type { Facet } from './rubric.ts';

/** What parts the values that a quote of a counting facet holds, in `Quote.found`. */
export const valueSeparator = ', ';

const compiled = new Map<string, CompiledPhrase>();

function phraseOf(source: string): CompiledPhrase {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const phrase = compilePhrase(source);
  compiled.set(source, phrase);
  return phrase;
}

/** What tells the series of one metric apart: `rows_total{node}` and `rows_total{job}` are one. */
const labels = /(?<=\w)\{.*$/;

/** The different values of a counting facet that a unit names, as they stand in it, in order of `of` and then of place. */
export function valuesIn(facet: Facet, unit: PhraseUnit): string[] {
  const found = new Map<string, string>();
  const isCode = facet.of.includes('<code>');
  for (const source of facet.of) {
    const [part] = phraseOf(source).parts;
    if (part === undefined) continue;
    const isOpen = source.includes('<');
    for (let from = 0; from < unit.words.length; ) {
      const match = runProgram(part.program, unit, from);
      if (match === null) break;
      const written = unit.text.slice(match.start, match.end).replace(/\s+/g, ' ');
      const shown = isCode ? written.replace(labels, '') : written;
      const key = isOpen ? shown.toLowerCase() : source;
      if (!found.has(key) && (!isCode || isInNameCell(unit, written, match.start))) found.set(key, shown);
      if (!isOpen) break;
      from = unit.starts.findIndex((start) => start >= match.end);
      if (from === -1) break;
    }
  }
  return [...found.values()];
}

/** How many different values quotes hold together. Two ways of writing one entry of `of` count once. */
export function countValues(facet: Facet, founds: readonly string[]): number {
  const keys = new Set<string>();
  for (const found of founds) {
    for (const value of found.split(valueSeparator)) if (value !== '') keys.add(keyOf(facet, value));
  }
  return keys.size;
}

/** Whose a system is, and which release of it: "Apache Foo" and "Foo 2.5" are one. */
const around = /^(?:the|apache|amazon|aws|google)\s(?=\S)|\sv?\d[\d.]*$/g;

/** What a value counts as. */
export function keyOf(facet: Facet, value: string): string {
  const unit = toPhraseUnit(value, { kind: 'prose', scope: [], ownName: new Set() });
  const entry = facet.of.find((source) => {
    const [part] = phraseOf(source).parts;
    return !source.includes('<') && part !== undefined && runProgram(part.program, unit) !== null;
  });
  return entry ?? value.toLowerCase().replace(around, '');
}

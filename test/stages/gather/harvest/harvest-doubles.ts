import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stance } from '../../../../src/domain/evidence.ts';
import type { Rubric } from '../../../../src/domain/rubric.ts';
import type { Bodies, Model, ModelQuestion } from '../../../../src/ports.ts';
import { testSeal } from '../../../fixture-tools.ts';
import { checkOf, rubricOf, toolsOf } from '../small-corpus.ts';

/** What a double of a model reads in a harvest question: passages by number, their lines without our marks. */
export function passagesIn({ user }: Pick<ModelQuestion<unknown>, 'user'>): Map<number, string> {
  const found = new Map<number, string>();
  let number = 0;
  for (const line of user.split('\n')) {
    const match = /^(?:\[(\d+)\] )?¦ (.*)$/.exec(line);
    if (match === null) continue;
    number = match[1] === undefined ? number : Number(match[1]);
    const before = found.get(number);
    found.set(number, before === undefined ? (match[2] ?? '') : `${before}\n${match[2] ?? ''}`);
  }
  return found;
}

export interface Item {
  check: string;
  stance: Stance;
  passage: number;
  quote: string;
}

/** A reply that gives each passage whose text the pattern matches as one quote. */
export function quoting(
  question: Pick<ModelQuestion<unknown>, 'user'>,
  pattern: RegExp,
  more: Partial<Item> = {},
): { value: { quotes: Item[] } } {
  const quotes = [...passagesIn(question)].flatMap(([passage, quote]): Item[] =>
    pattern.test(quote) ? [{ check: 'permitted.roles', stance: 'supports', passage, quote, ...more }] : [],
  );
  return { value: { quotes } };
}

export const harvestPrompt = readFileSync(join(import.meta.dirname, '../../../../prompts/harvest.md'), 'utf8');

/** One check whose phrases match none of the invented pages: what is found there, the model found. */
export const roles = checkOf('permitted.roles', {}, ['role based access control', 'roles permissions']);

/** Tools of a run that a model reads along with. */
export function toolsWith(model: Model, bodies: Bodies, rubric: Rubric = rubricOf([roles])) {
  return { ...toolsOf(rubric, bodies), prompts: { harvest: harvestPrompt }, seal: testSeal, model };
}

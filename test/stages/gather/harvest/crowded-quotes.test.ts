import { describe, expect, it } from 'vitest';
import type { Rubric } from '../../../../src/domain/rubric.ts';
import { gatherEvidence } from '../../../../src/stages/gather/gather-evidence.ts';
import { scriptedModel } from '../../../scripted-model.ts';
import { checkOf, corpusOf, rubricOf } from '../small-corpus.ts';
import { passagesIn, toolsWith } from './harvest-doubles.ts';

const text = 'A librarian may lend books to every reader who has a card of the library.';
const other = 'The reading room is open from nine to five on every day of the week.';
const rubric: Rubric = rubricOf(
  ['one', 'two', 'three', 'four', 'five', 'six'].map((name) => checkOf(`permitted.${name}`, {})),
);
const checks = rubric.inpact.dimensions[0]?.checks.map(({ id }) => id) ?? [];

/** The evidence where a model proposes the first passage for so many checks, and the second for the first of them. */
async function proposedFor(count: number, worded: (quote: string, at: number) => string = (quote) => quote) {
  const { corpus, bodies } = corpusOf([{ path: '/lending', passages: [{ text }, { text: other }] }]);
  const model = scriptedModel((question) => {
    const [[first = 0, quote = ''] = [], [second = 0, plain = ''] = []] = [...passagesIn(question)];
    const quotes = checks
      .slice(0, count)
      .map((check, at) => ({ check, stance: 'supports', passage: first, quote: worded(quote, at) }));
    return { value: { quotes: [...quotes, { check: checks[0], stance: 'supports', passage: second, quote: plain }] } };
  });
  const result = await gatherEvidence(corpus, toolsWith(model, bodies, rubric));
  if (result.kind !== 'record') throw new Error(result.reason);
  return result.record;
}

const harvested = ({ checks: all }: Awaited<ReturnType<typeof proposedFor>>) =>
  all.flatMap(({ quotes }) => quotes.filter(({ lane }) => lane === 'harvest')).length;

describe('One quote', () => {
  it('may be proposed for five checks', async () => {
    const evidence = await proposedFor(5);
    expect(harvested(evidence)).toBe(6);
    expect(evidence.harvest?.parts[0]).toMatchObject({ outcome: 'read', refused: 0 });
  });

  it('that is proposed for more is evidence for none, and its reply is discarded', async () => {
    const evidence = await proposedFor(6);
    expect(harvested(evidence)).toBe(0);
    expect(evidence.harvest?.parts[0]).toMatchObject({ outcome: 'discarded', refused: 6 });
    expect(evidence.harvest?.parts[0]?.reason).toMatch(/more than 5 checks each: 6 of 7/);
    expect(evidence.refused.every((refusal) => refusal.text === '')).toBe(true);
  });

  it('is still one quote where each check is given another piece of it', async () => {
    const piece = (quote: string, at: number) => quote.split(' ').slice(at).join(' ');
    expect(harvested(await proposedFor(5, piece))).toBe(6);
    const evidence = await proposedFor(6, piece);
    expect(harvested(evidence)).toBe(0);
    expect(evidence.harvest?.parts[0]).toMatchObject({ outcome: 'discarded', refused: 6 });
  });
});

import { describe, expect, it } from 'vitest';
import { startPace } from '../../../src/domain/pace.ts';
import { likeness, repeats, shinglesOf, sketchOf } from '../../../src/stages/extract/near-duplicates.ts';

const pace = startPace(new AbortController().signal, 20_000);

const words = (count: number, change = -1) =>
  Array.from({ length: count }, (_, n) => (n === change ? 'other' : `word${n}`)).join(' ');

const repeated = (texts: readonly string[]) =>
  repeats(
    texts.map((text) => ({ text, sketch: () => sketchOf(shinglesOf(text)) })),
    pace,
  );

describe('Pages that repeat each other', () => {
  it('are found by the words they have in common, not by their case and marks', async () => {
    expect(await repeated([words(400), words(400, 200), words(400).toUpperCase(), words(300)])).toEqual([0, 0, 0, 3]);
  });

  it('are not pages that only share a part', async () => {
    expect(await repeated([words(400), `${words(200)} ${words(200).replace(/word/g, 'term')}`])).toEqual([0, 1]);
  });

  it('share all of themselves with themselves and nothing with others', () => {
    expect(likeness(shinglesOf(words(50)), shinglesOf(words(50)))).toBe(1);
    expect(likeness(shinglesOf('a b c d e f'), shinglesOf('g h i j k l'))).toBe(0);
    expect(likeness(shinglesOf(''), shinglesOf(''))).toBe(1);
  });
});

import { expect, it } from 'vitest';
import { wordDiff } from '../../src/domain/word-diff.ts';

const shown = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}]` : `[+${text}]`))
    .join('');

it('marks the words that went and those that came, and nothing else', () => {
  expect(shown('It stores vectors and tables.', 'It stores vectors.')).toBe(
    'It stores[- vectors and tables.][+ vectors.]',
  );
  expect(shown('a b c', 'a x c')).toBe('a[- b][+ x] c');
  expect(shown('a b', 'a b')).toBe('a b');
  expect(shown('', 'new words')).toBe('[+new words]');
  expect(shown('old words', '')).toBe('[-old words]');
  expect(shown('', '')).toBe('');
});

const folded = (texts: string[]) => texts.join('').replace(/\s+/g, ' ').trim();

it('gives both texts back, whatever they are', () => {
  const texts = ['one two three two one', 'two one  two\nthree', ' lead', 'trail ', 'one', ''];
  for (const before of texts) {
    for (const after of texts) {
      const stretches = wordDiff(before, after);
      const said = (kinds: string[]) => stretches.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text);
      expect(folded(said(['same', 'come']))).toBe(folded([after]));
      expect(folded(said(['same', 'gone']))).toBe(folded([before]));
    }
  }
});

it('shows very long texts whole, old and new, at once', () => {
  const long = 'word '.repeat(50_000);
  const started = performance.now();
  expect(wordDiff(long, `${long}more`).map(({ kind }) => kind)).toEqual(['gone', 'come']);
  expect(performance.now() - started).toBeLessThan(500);
});

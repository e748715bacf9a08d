import { describe, expect, it } from 'vitest';
import { toPhraseUnit } from '../../src/domain/phrase-unit.ts';
import { tellingWords } from '../../src/domain/telling-words.ts';

function telling(text: string, words: string, isWhole = false): string {
  const start = text.indexOf(words);
  const unit = toPhraseUnit(text, { kind: 'prose', scope: [], ownName: new Set() });
  return tellingWords(unit, { start, end: start + words.length }, isWhole);
}

describe('Telling words', () => {
  it('stay as marked where they hold a name, a number or code', () => {
    expect(telling('It speaks OpenMetrics to them.', 'OpenMetrics')).toBe('OpenMetrics');
    expect(telling('It keeps 3.0 for a year.', '3.0')).toBe('3.0');
  });

  it('are widened to what follows where they could be said of any product', () => {
    expect(telling('We contact them on the list each week.', 'contact')).toBe('contact them on the list');
  });

  it('are not widened over a mark', () => {
    expect(telling('It lists changes, and then more.', 'changes')).toBe('changes');
  });

  it('lose the small words at their ends, and all beyond six', () => {
    const words = 'can be reached by people with one two three four five';
    expect(telling(`It ${words}.`, words, true)).toBe('reached by people with one two');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePhrase, matchPhrase } from '../../src/domain/phrase.ts';
import { indexPhrases } from '../../src/domain/phrase-index.ts';
import { toPhraseUnit } from '../../src/domain/phrase-unit.ts';

const unitOf = (text: string) => toPhraseUnit(text, { kind: 'prose', scope: [], ownName: new Set() });
const phrases = ['role* .. access', '(kafka|pulsar) topic', '<n> rows', 'a b & !c', '[x] yy zz', 'pre*'].map(
  compilePhrase,
);

describe('The index of phrases', () => {
  it('leaves out phrases that cannot match', () => {
    expect(indexPhrases(phrases).candidates(unitOf('nothing of it'))).toEqual([]);
    expect(indexPhrases(phrases).candidates(unitOf('a kafka topic'))).toEqual([1]);
    expect(indexPhrases(phrases).candidates(unitOf('a prefix'))).toEqual([5]);
  });

  it('always tries a phrase that promises no word', () => {
    expect(indexPhrases([compilePhrase('<Name>')]).candidates(unitOf('whatever'))).toEqual([0]);
  });

  it('never leaves out one that matches', () => {
    const words = fc.constantFrom(
      'role',
      'roles',
      'access',
      'kafka',
      'topic',
      '12',
      'rows',
      'a',
      'b',
      'c',
      'yy',
      'zz',
      'prefix',
    );
    const index = indexPhrases(phrases);
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (text) => {
        const unit = unitOf(text.join(' '));
        const candidates = index.candidates(unit);
        phrases.forEach((phrase, at) => {
          if (matchPhrase(phrase, unit) !== null) expect(candidates).toContain(at);
        });
      }),
    );
  });
});

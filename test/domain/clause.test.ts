import { describe, expect, it } from 'vitest';
import { clauseAround } from '../../src/domain/clause.ts';

function around(text: string, word: string): [string, string] {
  const start = text.indexOf(word);
  const { before, after } = clauseAround(text, { start, end: start + word.length });
  return [text.slice(before.start, before.end).trim(), text.slice(after.start, after.end).trim()];
}

describe('The clause around a word', () => {
  it('ends at a semicolon and at "but"', () => {
    expect(around('It has no cache; it encrypts data but keeps no keys.', 'encrypts')).toEqual(['it', 'data']);
  });

  it('begins after the condition of a sentence that states one first', () => {
    expect(around('If it is not set, roles apply.', 'roles')[0]).toBe('');
  });

  it('keeps the list that a negation governs', () => {
    expect(around('It does not support joins, views, or roles.', 'roles')[0]).toBe(
      'It does not support joins, views, or',
    );
  });

  it('leaves out what a later clause says of something else', () => {
    expect(around('It scales when traffic is not constant.', 'scales')[1]).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { fillTemplate, placeholdersOf } from '../../src/domain/prompt-template.ts';

describe('A template', () => {
  it('is filled everywhere its placeholders stand', () => {
    expect(fillTemplate('{{a}} and {{b}} and {{a}}', { a: 'one', b: 'two' })).toBe('one and two and one');
  });

  it('throws on a placeholder without value', () => {
    expect(() => fillTemplate('{{a}} {{b}}', { a: 'one' })).toThrow('{{b}} has no value');
  });

  it('throws on a value without placeholder', () => {
    expect(() => fillTemplate('{{a}}', { a: 'one', b: 'two' })).toThrow('"b" has no placeholder');
  });

  it('never reads a value as a template', () => {
    expect(fillTemplate('{{a}}', { a: '{{b}} $& $1' })).toBe('{{b}} $& $1');
  });

  it('names each placeholder once', () => {
    expect(placeholdersOf('{{b}} {{a}} {{b}}')).toEqual(['b', 'a']);
  });
});

import { describe, expect, it } from 'vitest';
import { isWholeThought } from '../../src/domain/whole-thought.ts';

describe('A quote says by itself what it says', () => {
  it.each(['The store keeps three replicas.', 'This page describes the limits of the store.', 'Set `replicas` to 3:'])(
    'where it is a sentence: %s',
    (text) => {
      expect(isWholeThought(text, 'prose')).toBe(true);
    },
  );

  it.each(['IT administrators can restrict access by role.', 'Set `--retention=<days>` to keep events longer.'])(
    'where it only looks as if it leaned or held markup: %s',
    (text) => {
      expect(isWholeThought(text, 'prose')).toBe(true);
    },
  );

  it('where it is an item, whose end needs no mark', () => {
    expect(isWholeThought('Hot reloading: changes are picked up at once', 'item')).toBe(true);
  });

  it.each([
    ['leans on the sentence before', 'It keeps three replicas.'],
    ['is one of its examples', 'For example, the delay is in the millisecond range.'],
    ['is cut off', 'The store keeps three replicas and'],
    ['closes a bracket that it never opened', 'Queries a second from a balancer outside of the cluster).'],
    ['holds a tag', 'The store keeps <br>three replicas.'],
    ['holds markup', 'The Field name="version" type="String" description="We are on version two.'],
  ])('but not where it %s', (_why, text) => {
    expect(isWholeThought(text, 'prose')).toBe(false);
  });
});

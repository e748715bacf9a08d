import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DraftPatch } from '../../src/actions/edit-draft.ts';
import { fieldFaults } from '../../src/domain/issue-words.ts';

const Input = z.strictObject({
  price: z.enum(['free', 'paid', 'mixed']).optional(),
  email: z.email().optional(),
  port: z.coerce.number().int().max(65535).optional(),
  name: z.string().min(1).max(8).optional(),
  few: z.array(z.string()).max(2).optional(),
  kind: z.literal('one').optional(),
  address: z.url().optional(),
  own: z.string().regex(/^x$/, 'must be an x').optional(),
  above: z.number().positive().optional(),
  both: z.union([z.string(), z.array(z.string())]).optional(),
  form: z.string().regex(/^x$/).optional(),
  sides: z.union([z.literal(1), z.literal(2)]).optional(),
  shape: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('round'), radius: z.number() }),
      z.object({ kind: z.literal('square') }),
    ])
    .optional(),
  letter: z.string().length(1).optional(),
  pair: z.array(z.string()).length(2).optional(),
  some: z.array(z.string()).min(1).optional(),
  step: z.number().multipleOf(5).optional(),
  share: z.number().lt(1).optional(),
  words: z.record(z.string().max(2), z.string()).optional(),
});

function said(input: object): string {
  const parsed = Input.safeParse(input);
  return parsed.error
    ? fieldFaults(parsed.error)
        .map(({ path, message }) => `${path}: ${message}`)
        .join('; ')
    : '';
}

describe('What is wrong with a field', () => {
  it.each<[object, string]>([
    [{ price: 'cheap' }, 'price: must be one of free, paid or mixed'],
    [{ kind: 'two' }, 'kind: must be one'],
    [{ email: 'ada' }, 'email: must be an e-mail address, such as ada@example.com'],
    [{ address: 'x' }, 'address: must be an address, such as https://example.com'],
    [{ port: 'abc' }, 'port: must be a number'],
    [{ port: 1.5 }, 'port: must be a whole number'],
    [{ port: 99999 }, 'port: must be at most 65535'],
    [{ above: 0 }, 'above: must be more than 0'],
    [{ name: '' }, 'name: must not be empty'],
    [{ name: 'much too long' }, 'name: must have at most 8 characters'],
    [{ name: 7 }, 'name: must be text'],
    [{ few: ['1', '2', '3'] }, 'few: must have at most 2 entries'],
    [{ few: [1] }, 'few.0: must be text'],
    [{ own: 'y' }, 'own: must be an x'],
    [{ both: 1 }, 'both: must be text or a list'],
    [{ both: [1] }, 'both.0: must be text'],
    [{ sides: 3 }, 'sides: must be one of 1 or 2'],
    [{ shape: { kind: 'oval' } }, 'shape.kind: must be one of round or square'],
    [{ shape: { kind: 'round' } }, 'shape.radius: is missing'],
    [{ letter: 'ab' }, 'letter: must have exactly 1 character'],
    [{ pair: ['a'] }, 'pair: must have exactly 2 entries'],
    [{ some: [] }, 'some: must have at least 1 entry'],
    [{ step: 7 }, 'step: must be a multiple of 5'],
    [{ share: 1 }, 'share: must be less than 1'],
    [{ words: { long: 'x' } }, 'words.long: has a key that must have at most 2 characters'],
    [{ form: 'y' }, 'form: is not written in the form that is needed'],
    [{ colour: 'red', size: 1 }, 'colour: is no field that is known here; size: is no field that is known here'],
  ])('is told of %j in plain words', (input, words) => {
    expect(said(input)).toBe(words);
  });

  it('is that it is missing, and of the whole that it is none', () => {
    const missing = z.object({ name: z.string() }).safeParse({});
    expect(missing.error && fieldFaults(missing.error)).toEqual([{ path: 'name', message: 'is missing' }]);
    const none = z.object({}).safeParse('text');
    expect(none.error && fieldFaults(none.error)).toEqual([
      { path: '(whole)', message: 'must be an object with fields' },
    ]);
  });
});

describe('What is wrong with an edit of a draft', () => {
  const saidOf = (edits: unknown): string[] => {
    const { error } = DraftPatch.safeParse({ edits });
    return (error ? fieldFaults(error) : []).map(({ path, message }) => `${path}: ${message}`);
  };

  it('names every edit there is, where it is none of them', () => {
    const all = 'decide, cite, drop, write, set, remove, add, resolve, renew or restore';
    expect(saidOf([{ do: 'decided' }])).toEqual([`edits.0.do: must be one of ${all}`]);
  });

  it('is told by the edit that was meant, and by no other', () => {
    expect(saidOf([{ do: 'decide', check: 5, decision: 'yes' }])).toEqual([
      'edits.0.check: must be text',
      expect.stringMatching(/^edits\.0\.decision: must be one of /),
    ]);
    expect(saidOf([{ do: 'restore', revision: 'x' }])).toEqual(['edits.0.revision: must be a number']);
    expect(saidOf([])).toEqual(['edits: must have at least 1 entry']);
    expect(saidOf('decide')).toEqual(['edits: must be a list']);
  });
});

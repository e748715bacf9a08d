import { describe, expect, it } from 'vitest';
import { z } from 'zod';
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
    [{ both: 1 }, 'both: is not what is needed here'],
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

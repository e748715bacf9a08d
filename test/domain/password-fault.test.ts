import { describe, expect, it } from 'vitest';
import { passwordFault } from '../../src/domain/password-fault.ts';

const email = 'ada.lovelace@company.example';

describe('A password', () => {
  it.each([
    'short words',
    'Password1234',
    'P@ssw0rd12345',
    'password!password!',
    'passwordpassword',
    '123456789012',
    '0987654321098',
    'aaaaaaaaaaaaaaaa',
    'abcabcabcabcabc',
    'qwertyuiop123',
    'qwertzqwertz12',
    '1qaz2wsx3edc4rfv',
    'abcdefghijklmnop',
    'administrator',
    'Administrator1!',
    'letmein-letmein',
    'Welcome2026!!',
    'changeme1234',
    'correct horse battery staple',
    'this is a password',
    'iloveyou2026!',
    'AssayAssay123',
    email,
    `${email}1`,
    'ada.lovelace12',
  ])('"%s" is refused with a sentence', (password) => {
    expect(passwordFault(password, email)).toMatch(/^(Choose|This is among)/);
  });

  it.each([
    'seven brown cows in line',
    'my sister plays the tuba badly',
    'Kv7#mQ2!xP9@',
    'dampf-schiff-fahrt',
    'красная шапочка и волк',
    '四月のとても静かな朝でした',
    'the password is a lie, said the cake',
    'lovelace wrote programs before machines',
  ])('"%s" will do', (password) => {
    expect(passwordFault(password, email)).toBeNull();
  });

  it('of more than two hundred characters is refused, of two hundred not', () => {
    const long = 'many different words '.repeat(20);
    expect(passwordFault(long.slice(0, 201), email)).toContain('at most 200');
    expect(passwordFault(long.slice(0, 200), email)).toBeNull();
  });
});

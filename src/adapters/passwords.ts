import { randomBytes } from 'node:crypto';
import { hash, type Options, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import type { Passwords } from '../ports.ts';

/**
 * argon2id (the package's own choice) with 19 MiB, two passes and one lane: the first choice of the OWASP Password Storage Cheat Sheet for servers
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html). The hash holds them, so raising
 * them later leaves old passwords working.
 */
const parameters: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of the four threads that Node has for such work two stay free, for files and for looking names up. */
const atOnce = 2;

/** Hashes passwords in threads, at most two at once. */
export function openPasswords(): Passwords {
  const turn = pLimit(atOnce);
  const make = (password: string): Promise<string> => turn(() => hash(normal(password), parameters));
  // Of a password that nobody knows. Compared with where there is no hash: an unknown address must take as long as a
  // wrong password.
  let nobodys: Promise<string> | null = null;
  return {
    hash: make,
    async matches(password, known) {
      nobodys ??= make(randomBytes(16).toString('hex'));
      const against = known ?? (await nobodys);
      return turn(() => verify(against, normal(password)));
    },
  };
}

/** The same characters, however the keyboard composed them. */
function normal(password: string): string {
  return password.normalize('NFKC');
}

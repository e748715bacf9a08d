import { describe, expect, it } from 'vitest';
import { Licence } from '../../src/domain/licence.ts';

describe('A licence', () => {
  it.each([
    'Apache-2.0',
    'MIT',
    'curl',
    'MIT OR (Apache-2.0 AND BSD-3-Clause)',
    'GPL-2.0-only WITH Classpath-exception-2.0',
  ])('is taken as SPDX writes it: %s', (text) => {
    expect(Licence.parse(text)).toBe(text);
  });

  it.each(['proprietary', 'unknown', 'LicenseRef-Acme'])('may be no public one: %s', (text) => {
    expect(Licence.parse(text)).toBe(text);
  });

  it.each(['', 'bogus', 'Apache 2', 'free as in beer', 'MIT OR', 'MIT/Apache-2.0', 'MIT\u0000'])(
    'is refused where it is written as none: %j',
    (text) => {
      expect(Licence.safeParse(text).success).toBe(false);
    },
  );
});

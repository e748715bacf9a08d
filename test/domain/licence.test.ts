import { describe, expect, it } from 'vitest';
import { Licence } from '../../src/domain/licence.ts';
import { licenceDoubt } from '../../src/domain/licence-doubt.ts';

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

  it.each([
    ['Unknown', 'unknown'],
    [' PROPRIETARY ', 'proprietary'],
    ['MIT or (Apache-2.0 and BSD-3-Clause)', 'MIT OR (Apache-2.0 AND BSD-3-Clause)'],
    ['apache-2.0', 'Apache-2.0'],
    ['mit', 'MIT'],
    ['isc OR (gpl-2.0-only WITH classpath-exception-2.0)', 'ISC OR (GPL-2.0-only WITH Classpath-exception-2.0)'],
    ['gpl-2.0+', 'GPL-2.0+'],
    ['busl-1.1', 'BUSL-1.1'],
    ['LicenseRef-mit-like', 'LicenseRef-mit-like'],
  ])('is kept in one spelling: %s', (text, kept) => {
    expect(Licence.parse(text)).toBe(kept);
  });

  it.each(['LicenseRef-Acme', '(MIT OR Apache-2.0)', 'MIT AND LicenseRef-Acme', 'Proprietary', 'Unknown', ''])(
    'leaves no doubt where no spelling can be wrong: %j',
    (text) => {
      expect(licenceDoubt(text)).toBeNull();
    },
  );

  it.each(['Apache-9.9', 'LicenseRef-Acme OR Apache-9.9', 'MIT WITH Commons-Clause', 'BUSL-1.1'])(
    'leaves the doubt whether it is spelt right where it is none that Assay knows: %s',
    (text) => {
      expect(licenceDoubt(text)).toContain(`"${text}" is none of the open-source licences`);
    },
  );

  it.each([
    'MIT OR (Apache-2.0',
    'MIT)',
    '()',
    'Commercial',
    'Closed-Source',
    'None',
    'MIT OR Proprietary',
    'MIT WITH Unknown',
    'MIT (Apache-2.0)',
    'AND MIT',
  ])('is refused where a bracket is left open, or a word tells its kind only: %s', (text) => {
    expect(Licence.safeParse(text).success).toBe(false);
  });

  it.each(['', 'bogus', 'Apache 2', 'free as in beer', 'MIT OR', 'MIT/Apache-2.0', 'MIT\u0000'])(
    'is refused where it is written as none: %j',
    (text) => {
      expect(Licence.safeParse(text).success).toBe(false);
    },
  );
});

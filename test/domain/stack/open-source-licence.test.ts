import { describe, expect, it } from 'vitest';
import { isOpenSource } from '../../../src/domain/stack/open-source-licence.ts';

describe('An open-source licence', () => {
  it.each([
    'MIT',
    'Apache-2.0 WITH LLVM-exception',
    'GPL-2.0-only WITH Classpath-exception-2.0',
    'gpl-3.0-or-later with gcc-exception-3.1',
    'BUSL-1.1 OR Apache-2.0',
    'GPL-2.0+',
    '(MIT OR Apache-2.0)',
    'MIT AND (BUSL-1.1 OR (Apache-2.0))',
    'BUSL-1.1 OR MIT AND Apache-2.0',
  ])('is %s', (licence) => {
    expect(isOpenSource(licence)).toBe(true);
  });

  it.each([
    'Apache-2.0 WITH Commons-Clause',
    'MIT WITH something-of-our-own',
    'BUSL-1.1 WITH LLVM-exception',
    'Apache-2.0 AND Elastic-2.0',
    'Vim',
    'MIT OR (Apache-2.0',
    'MIT)',
    'MIT OR',
    'MIT Apache-2.0',
    '(BUSL-1.1 OR MIT) AND Elastic-2.0',
    'PSF-2.0',
    'unknown',
  ])('is not %s', (licence) => {
    expect(isOpenSource(licence)).toBe(false);
  });
});

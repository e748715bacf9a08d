import { describe, expect, it } from 'vitest';
import { isTelling } from '../../../src/stages/draft/telling-noun.ts';

const tells = (noun: string, label = 'Logs and metrics') => isTelling(noun, { label, product: 'Brook' });

describe('Words in brackets beside a check', () => {
  it.each([
    'JWT token',
    'Role-Based Access Control',
    'QPS 6904',
    'release of Brook 2.4.5',
    'process_cpu_seconds_total',
  ])('tell something where they hold a name, an identifier, a release or a figure: %s', (noun) =>
    expect(tells(noun)).toBe(true),
  );

  it('tell something where they say more closely what the check is called', () => {
    expect(tells('role-based access control', 'Roles')).toBe(true);
    expect(tells('basic authentication', 'Caller authentication')).toBe(true);
    expect(tells('authentication', 'Caller authentication')).toBe(false);
  });

  it.each(['default logger configuration', 'v2 API', 'REST API', 'CPU load', 'release for Brook', 'web UI portal'])(
    'tell nothing where any product has them: %s',
    (noun) => expect(tells(noun)).toBe(false),
  );
});

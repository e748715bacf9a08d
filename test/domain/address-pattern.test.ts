import { describe, expect, it } from 'vitest';
import { AddressPattern, matchesPattern } from '../../src/domain/address-pattern.ts';

describe('A pattern of addresses', () => {
  it.each([
    ['/blog/*', 'https://acme.example/blog/a', true],
    ['/blog/*', 'https://acme.example/blog', false],
    ['/blog', 'https://acme.example/blog', true],
    ['/blog', 'https://acme.example/blog/a', false],
    ['*/internal/*', 'https://docs.acme.example/x/internal/y', true],
    ['status.acme.example/*', 'https://status.acme.example/', true],
    ['status.acme.example/*', 'https://acme.example/status.acme.example/', false],
    ['/*/v1/*.html', 'https://acme.example/api/v1/a.html', true],
    ['/*/v1/*.html', 'https://acme.example/api/v1.html', false],
    ['/a*a', 'https://acme.example/a', false],
    ['/*?page=*', 'https://acme.example/list?page=2', true],
    ['/docs.*', 'https://acme.example/docsx', false],
  ])('%s on %s: %s', (pattern, url, matches) => {
    expect(matchesPattern(pattern, url)).toBe(matches);
  });

  it('cannot be slow', () => {
    const started = performance.now();
    matchesPattern('/*a*a*a*a*a*a*a*a*a*a*b', `https://acme.example/${'a'.repeat(2_000)}`);
    expect(performance.now() - started).toBeLessThan(50);
  });

  it('is refused where it can match nothing', () => {
    for (const wrong of ['https://acme.example/*', 'a b', '', '*'.repeat(300)])
      expect(AddressPattern.safeParse(wrong).success, wrong).toBe(false);
  });
});

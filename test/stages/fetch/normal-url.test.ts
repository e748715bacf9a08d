import { describe, expect, it } from 'vitest';
import { normalUrl, pageKey } from '../../../src/stages/fetch/normal-url.ts';

describe('One spelling for each page', () => {
  it.each([
    ['https://Acme.example:443/docs/#top', 'https://acme.example/docs/'],
    ['http://acme.example:80/a//b///c', 'http://acme.example/a/b/c'],
    ['https://acme.example/docs/index.html', 'https://acme.example/docs/'],
    ['https://acme.example/docs/INDEX.HTM', 'https://acme.example/docs/'],
    ['https://acme.example/a?utm_source=x&b=2&a=1&gclid=9', 'https://acme.example/a?a=1&b=2'],
    ['https://acme.example/a?PHPSESSID=1&sid=2&sessionid=3', 'https://acme.example/a'],
    ['https://acme.example/a;jsessionid=ABC?x=1', 'https://acme.example/a?x=1'],
    ['https://acme.example/%7Euser/%61bc', 'https://acme.example/~user/abc'],
    ['https://acme.example/a/../b/./c', 'https://acme.example/b/c'],
    ['/relative', 'https://acme.example/relative'],
  ])('makes %s of it', (given, expected) => {
    expect(normalUrl(given, 'https://acme.example/docs/')).toBe(expected);
  });

  it.each([
    'mailto:a@acme.example',
    'javascript:alert(1)',
    'https://user:secret@acme.example/',
    'https://acme.example/logo.svg',
    'https://acme.example/release.tar.gz',
    'https://acme.example/openapi.json',
    'https://acme.example/docs/a/docs/a/docs/a/docs/a',
    `https://acme.example/${'x'.repeat(2_050)}`,
    'https://acme.example/?a=1&b=2&c=3&d=4&e=5&f=6&g=7',
    'http://',
  ])('gives nothing for %s', (given) => {
    expect(normalUrl(given)).toBeNull();
  });

  it('keeps what only looks like a trap', () => {
    for (const url of [
      'https://acme.example/docs/docs/docs',
      'https://acme.example/?a=1&b=2&c=3&d=4&e=5&f=6',
      'https://acme.example/manual.pdf',
    ]) {
      expect(normalUrl(url)).not.toBeNull();
    }
  });

  it('knows one page by its key under several addresses', () => {
    const spellings = [
      'http://acme.example/a/b',
      'https://acme.example/a/b/',
      'https://acme.example/a/b.html',
      'https://acme.example/a/b.md',
    ];
    expect(new Set(spellings.map(pageKey)).size).toBe(1);
    expect(pageKey('https://acme.example/')).not.toBe(pageKey('https://acme.example/a'));
    expect(pageKey('https://acme.example/a?x=1')).not.toBe(pageKey('https://acme.example/a?x=2'));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownLink } from '../../src/domain/markdown-link.ts';
import { markdownText } from '../../src/domain/markdown-text.ts';
import { payloads } from '../e2e/payloads.ts';

/** What CommonMark and GitHub make something of, anywhere in a line. */
const meaning = new Set('\\`*_{}[]<>|~$&#');

/** Every way to begin a block, and every link that makes itself. */
const traps = [
  ...['# x', '> x', '- x', '+ x', '* x', '1. x', '12) x', '```x', '~~~', '    x', '| a |', '===', '---', '***'],
  ...['[x](javascript:alert(1))', '![x](https://e.example/i.png)', '[x]: https://e.example', '[^1]: x', '- [ ] x'],
  ...[
    'https://e.example/x',
    '//e.example/x',
    'www.e.example',
    'a  \nb',
    'a\n===',
    '&lt;b&gt;',
    '\\<b>',
    '$x$',
    '<!-- x -->',
  ],
];

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'\\`*_{}[]<>|~$&#-+=1.)/:w \n\t!('), maxLength: 40 }),
  fc.constantFrom(...traps),
  fc.constantFrom(...payloads(300)),
);

describe('Text in Markdown', () => {
  it('reads back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const said = text
          .replace(/\s+/g, ' ')
          .trim()
          .replace(/\p{Cc}|\p{Cs}/gu, '\ufffd');
        expect(withoutEscapes(markdownText(text))).toBe(said);
      }),
    );
  });

  it('has no character left that would be more than itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = markdownText(text);
        expect(escaped).not.toMatch(/\n/);
        expect(unescaped(escaped).filter((character) => meaning.has(character))).toEqual([]);
        expect(escaped).not.toMatch(/^(?:[-+=]|\d{1,9}[.)])/);
        expect(escaped).not.toMatch(/\/\/|\bwww\./i);
      }),
    );
  });
});

describe('A link in Markdown', () => {
  it('leads to pages of the web only, and nothing in its address ends it', () => {
    fc.assert(
      fc.property(anyText, fc.webUrl({ withQueryParameters: true, withFragments: true }), (text, url) => {
        const link = markdownLink(text, `${url}/<>|(") \n`);
        expect(link).toMatch(/^\[.+\]\(<https?:\/\/[^\s<>|\\]+>\)$/s);
      }),
    );
    for (const url of ['javascript:alert(1)', 'data:text/html,x', '//e.example', 'https://', 'nowhere', '']) {
      expect(markdownLink('x', url), url).toBe('x');
    }
  });
});

function withoutEscapes(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** The characters that no backslash stands before. */
function unescaped(text: string): string[] {
  return [...text.replace(/\\[!-/:-@[-`{-~]/g, '')];
}

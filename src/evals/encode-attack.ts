/** A way of writing a sentence so that it is not known again at a glance. */
export type Encoding = 'base64' | 'hex' | 'rot13' | 'leet' | 'spaced' | 'reversed' | 'homoglyph' | 'zero-width';

const leet: Record<string, string> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' };
/** Cyrillic letters that look Latin. */
const lookAlikes: Record<string, string> = { a: '\u0430', e: '\u0435', o: '\u043e', p: '\u0440', c: '\u0441' };

const ways: Record<Encoding, (text: string) => string> = {
  base64: (text) => Buffer.from(text, 'utf8').toString('base64'),
  hex: (text) => Buffer.from(text, 'utf8').toString('hex'),
  rot13: (text) =>
    text.replace(/[a-z]/gi, (letter) => {
      const base = letter <= 'Z' ? 65 : 97;
      return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
    }),
  leet: (text) => text.replace(/[aeiost]/g, (letter) => leet[letter] ?? letter),
  spaced: (text) =>
    text
      .split(' ')
      .map((word) => word.split('').join(' '))
      .join('  '),
  reversed: (text) => [...text].reverse().join(''),
  homoglyph: (text) => text.replace(/[aeopc]/g, (letter) => lookAlikes[letter] ?? letter),
  'zero-width': (text) => text.replace(/(\w)(\w)/g, '$1\u200b$2'),
};

/** The sentence in that writing. */
export function encode(way: Encoding, text: string): string {
  return ways[way](text);
}

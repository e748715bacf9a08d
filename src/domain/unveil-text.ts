/** Letters of other scripts that pass for Latin ones. */
const lookAlikes: Readonly<Record<string, string>> = {
  '\u0430': 'a',
  '\u0435': 'e',
  '\u043e': 'o',
  '\u0440': 'p',
  '\u0441': 'c',
  '\u0445': 'x',
  '\u0443': 'y',
  '\u0456': 'i',
  '\u0458': 'j',
  '\u0455': 's',
  '\u04bb': 'h',
  '\u0501': 'd',
  '\u03bf': 'o',
  '\u03b1': 'a',
  '\u03b5': 'e',
  '\u03b9': 'i',
};
const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** Stretches that may be text in base64 or hexadecimal digits; shorter ones hold no order. */
const base64 = /[A-Za-z0-9+/]{24,}={0,2}/g;
const hexadecimal = /\b(?:[0-9a-f]{2}){16,}\b/gi;
/** Letters of single-letter words, six or more in a row. */
const spaced = /(?:\b[A-Za-z] ){5,}[A-Za-z]\b/;
/** Words of orders as they look in rot13 and from behind: without one of them the whole is not turned around. */
const rotated = /\b(?:vtaber|vafgehpgvba|cebzcg|qvfertneq|fpber|cebqhpg|erivrjre|riryhngbe)/i;
const backwards = /(?:erongi|noitcurtsni|tpmorp|dragersid|erocs|tcudorp|reweiver|rotaulave)/i;
/** A digit between letters, as in `1gn0re`; two such words are no product name. */
const digitInWord = /\p{L}[013457@$]\p{L}|\b[013457@$]\p{L}{2}/gu;

/**
 * The same text as somebody would read it who undoes a disguise: foreign letters, digits for letters, letters set apart,
 * base64, hexadecimal, rot13, written from behind. Only what there is a sign of; usually nothing.
 */
export function unveiled(text: string): string[] {
  const found: string[] = [];
  const latin = text.replace(/[\u0370-\u052f]/g, (letter) => lookAlikes[letter] ?? letter);
  if (latin !== text && /[A-Za-z]/.test(text)) found.push(latin);
  if ((text.match(digitInWord)?.length ?? 0) >= 2)
    found.push(text.replace(/[013457@$]/g, (digit) => leet[digit] ?? digit));
  if (spaced.test(text)) found.push(text.replace(/\b([A-Za-z]) (?=[A-Za-z]\b)/g, '$1').replace(/ {2,}/g, ' '));
  for (const [stretch] of text.matchAll(base64)) found.push(...readable(stretch, 'base64'));
  for (const [stretch] of text.matchAll(hexadecimal)) found.push(...readable(stretch, 'hex'));
  if (rotated.test(text)) found.push(rot13(text));
  if (backwards.test(text)) found.push([...text].reverse().join(''));
  return found;
}

function readable(stretch: string, form: 'base64' | 'hex'): string[] {
  const bytes =
    form === 'hex'
      ? Uint8Array.from(stretch.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
      : base64Bytes(stretch);
  const text = bytes === null ? '' : new TextDecoder().decode(bytes);
  // A digest or a key decodes to noise; an order decodes to words.
  return /^[\x20-\x7e\n]+$/.test(text) && / /.test(text) ? [text] : [];
}

function base64Bytes(stretch: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(stretch), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });
}

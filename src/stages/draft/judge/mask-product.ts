import type { Vendor } from '../../../domain/vendor.ts';

/** A name this short is a word or a letter in other texts: it is the product only where it is written exactly so. */
const shortName = 3;

/**
 * Takes the product's name out of vendor text, in every spelling of name and slug with spaces, hyphens or neither. The
 * name would let a model answer from what it remembers instead of from the quotes. Inside other words it stays.
 */
export function productMask({ name, slug }: Pick<Vendor, 'name' | 'slug'>): (text: string) => string {
  const spellings = [name, slug].flatMap((written) => {
    const words = written.trim().split(/[\s-]+/);
    return [written.trim(), words.join(' '), words.join('-'), words.join('')];
  });
  const longestFirst = [...new Set(spellings)]
    .filter((spelling) => spelling.length > shortName || spelling === name.trim())
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const patterns = longestFirst.map(
    (spelling) =>
      new RegExp(
        // "The Brook server" must not become "The the product server".
        `(?<![\\p{L}\\p{N}])(?:[Tt]he\\s+)?${escaped(spelling)}(?![\\p{L}\\p{N}])`,
        spelling.length <= shortName ? 'gu' : 'giu',
      ),
  );
  return (text) => patterns.reduce((left, pattern) => left.replace(pattern, 'the product'), text);
}

/** The name where a model wrote of the masked product. */
export function unmasked(text: string, name: string): string {
  return text.replace(/\bthe product\b/gi, () => name);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

import { listedWords } from '../../../domain/listed-words.ts';

/** "one product", "12 products": of nouns that take an s. */
export function counted(count: number, noun: string): string {
  return `${count === 1 ? 'one' : count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Names that a sentence tells one by one; beyond them it counts. */
export const mostNamed = 3;

/** "a, b and c", or "a, b, c and 4 more". */
export function shortened(items: readonly string[]): string {
  if (items.length <= mostNamed) return listedWords(items);
  return `${items.slice(0, mostNamed).join(', ')} and ${items.length - mostNamed} more`;
}

/** With a capital letter at its head. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

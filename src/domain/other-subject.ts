import { knownSystems } from './known-systems.ts';

const name = [...knownSystems]
  .sort((a, b) => b.length - a.length)
  .map((system) => system.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .join('|');
const verb =
  '(?:supports?|provides?|offers?|allows?|enables?|has|have|is|are|can|will|uses?|lets|includes?|comes with|ships with|handles?|exposes?|gives|makes|stores?|keeps|manages?|runs?|guarantees?|does|requires?|performs?|implements?)';
/** A system as the subject of what follows, at the start of a sentence or clause. Its chart or image is the product's own. */
const asSubject = new RegExp(
  `(?:^|[,;:(]\\s|\\b(?:that|because|since|as|and|but|where|while)\\s)(?:the |an? )?(?:apache |amazon |google |microsoft )?(${name})(?!\\s(?:charts?|images?)\\b)(?:['’]s)?(?:\\s[\\w-]+){0,2}\\s${verb}\\b`,
  'gi',
);

/**
 * The other system that a statement is about, or null: "Foo supports row filters" says nothing of the product documented.
 * Where the product is named too, or "we" speak, the statement is taken to be about the product in that system.
 */
export function otherSubject(
  text: string,
  match: { start: number; end: number },
  ownName: ReadonlySet<string>,
): string | null {
  const lower = text.toLowerCase();
  for (const own of ownName) if (lower.includes(own)) return null;
  if (/\b(?:we|our|us)\b/.test(lower)) return null;
  for (const subject of text.slice(0, match.end).matchAll(asSubject)) {
    const system = subject[1] ?? '';
    // Written small, it is a common word: "go is", "oracle".
    if (!/\p{Lu}/u.test(system)) continue;
    if (![...ownName].some((own) => system.toLowerCase().includes(own))) return system;
  }
  return null;
}

/** Names of things that come one at a time; the others are activities or plurals and take no article. */
const countable = /(?:database|warehouse|store|index|cache|bus|platform|catalog|glossary|framework|engine|gateway)$/i;

/** A category as what a stack can lack: "a vector database", "change data capture". Without its bracketed kind. */
export function categoryName(name: string): string {
  const bare = name.replace(/\s*\([^)]*\)/g, '').trim();
  const text = /^\p{Lu}\p{Ll}/u.test(bare) ? bare.charAt(0).toLowerCase() + bare.slice(1) : bare;
  if (!countable.test(text)) return text;
  return `${/^[aeio]/.test(text) ? 'an' : 'a'} ${text}`;
}

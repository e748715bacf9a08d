/** Small grammar for sentences that are put together from found words. No locale is consulted anywhere. */

/** `a`, `a and b`, `a, b and c`; a comma more where an item holds an "and" of its own. */
export function joined(items: readonly string[], word: 'and' | 'or' = 'and'): string {
  if (items.length <= 1) return items[0] ?? '';
  const stop = items.some((item) => item.replace(/\([^)]*\)/g, '').includes(` ${word} `)) ? ',' : '';
  return `${items.slice(0, -1).join(', ')}${stop} ${word} ${items[items.length - 1]}`;
}

/** With a capital first letter and a full stop, unless it ends in a stop already. */
export function sentence(text: string): string {
  const trimmed = capitalised(text.trim().replace(/[\s,;:–—-]+$/, ''));
  return /[.!?…]["”’)]?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** Leaves words such as `gRPC` or `etcd-backed` alone only where a capital sits behind the first letter. */
export function capitalised(text: string): string {
  const first = /^[("“‘]*\S+/.exec(text)?.[0] ?? '';
  if (/^\P{L}*\p{Ll}+\p{Lu}/u.test(first) || /[_/.]\w/.test(first)) return text;
  return text.replace(/^(\P{L}*)(\p{Ll})/u, (_whole, before: string, letter: string) => before + letter.toUpperCase());
}

/** The first letter small, for the middle of a sentence; acronyms, camel case and given names keep theirs. */
export function lowered(text: string, names: ReadonlySet<string> = new Set()): string {
  const first = /^[\p{L}\p{N}'’+-]+/u.exec(text)?.[0] ?? '';
  const head = first.split('-')[0] ?? first;
  if (!/^(?:A|\p{Lu}[\p{Ll}'’]+)$/u.test(head) || names.has(first) || names.has(head)) return text;
  // "Open Inference Protocol" is a title as a whole.
  if (/^\S+ \p{Lu}\p{Ll}/u.test(text) && !/^(?:A|An|The|Each|Every|All|Any|One|Two|Most)$/.test(first)) return text;
  return text.charAt(0).toLowerCase() + text.slice(1);
}

export function wordCount(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** The possessive: `Milvus’s`, `Kubernetes’s` read badly, so names in s take the apostrophe alone. */
export function possessive(name: string): string {
  return /s$/i.test(name) ? `${name}’` : `${name}’s`;
}

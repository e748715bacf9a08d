/** Names that stand in the documentation of every other product. */
const everywhere =
  /^(?:APIs?|CPUs?|GPUs?|UIs?|GUI|URLs?|URIs?|IDs?|DNS|VMs?|OS|IP|I|A|SDKs?|CLI|IO|FAQs?|TODO|DB|LLMs?|AI|ML|Long|String|Boolean|Integer|Float|Double|True|False|Yes|None|Null|Docs?|v?V?\d|v\d+|[A-Z]|REST(?:ful)?|HTTPS?|TLS|SSL|JSON|YAML)$/;

/** Letters by which two forms of a word are told to be one: "roles" and "role-based", "tracing" and "trace". */
const stemLetters = 4;

/**
 * Whether a phrase can stand beside the name of a check as its example. It holds a name, an identifier, a release or a
 * figure that is not the product's own name and not on every page there is; or it says more closely what the check is
 * called. "JWT token" and "role-based access control" show something; "default logger configuration" and "v2 API" nothing.
 */
export function isTelling(noun: string, by: { label: string; product: string }): boolean {
  const own = new Set(by.product.toLowerCase().split(/\s+/));
  const words = noun
    .split(/[\s(),“”"/]+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '' && !own.has(word.toLowerCase()) && !everywhere.test(word));
  return words.some(isName) || closer(words, by.label);
}

function closer(words: readonly string[], label: string): boolean {
  const named = new Set((label.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, stemLetters)));
  const same = words.filter((word) => named.has(word.toLowerCase().slice(0, stemLetters)));
  return same.length > 0 && words.length > same.length;
}

function isName(word: string): boolean {
  return /^\p{Lu}|^\p{Ll}+\p{Lu}|_\p{L}|\p{L}_|^\d+(?:\.\d+)+|^\d{2,}|^\p{L}+\d{2,}/u.test(word);
}

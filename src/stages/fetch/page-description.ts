/** A head is smaller; the scan stays cheap on any page. */
const scannedBytes = 60_000;
const longest = 400;

/** What a page says of itself in its head for search engines, as text; empty where it says nothing. */
export function pageDescription(body: Uint8Array, charset: string | null): string {
  const head = decoded(body.subarray(0, scannedBytes), charset);
  for (const tag of head.match(/<meta\b[^<>]{1,1200}>/gi) ?? []) {
    if (!/\b(name|property)\s*=\s*["']?(og:)?description["'\s>]/i.test(tag)) continue;
    const content = /\bcontent\s*=\s*(?:"([^"]{1,1000})"|'([^']{1,1000})')/i.exec(tag);
    const text = unescaped(content?.[1] ?? content?.[2] ?? '').trim();
    if (text !== '') return text.slice(0, longest);
  }
  return '';
}

function decoded(bytes: Uint8Array, charset: string | null): string {
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(bytes);
  } catch {
    // A name that no decoder knows: the markup is ASCII all the same.
    return new TextDecoder('latin1').decode(bytes);
  }
}

function unescaped(text: string): string {
  return text
    .replace(/&#0*39;|&#x0*27;|&apos;/gi, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

/** Text within a Markdown block as HTML: links, code spans, escapes; emphasis marks and images are dropped. */
export function inlineToHtml(source: string, references: ReadonlyMap<string, string>): string {
  const held: string[] = [];
  const hold = (html: string) => `\ufdd1${held.push(html) - 1}\ufdd2`;
  const anchor = (label: string, href: string) => `${hold(`<a href="${escapeHtml(href)}">`)}${label}${hold('</a>')}`;
  let text = source.replace(/[\ufdd1\ufdd2]/g, '');
  text = text.replace(/(`{1,8})(?!`)([\s\S]{1,2000}?[^`])\1(?!`)/g, (_, _ticks, code: string) =>
    hold(`<code>${escapeHtml(code.trim())}</code>`),
  );
  text = text.replace(/\\([\\`*_{}[\]()#+\-.!|<>~$:"'&])/g, (_, char: string) => hold(escapeHtml(char)));
  text = text.replace(/<((?:https?):\/\/[^\s<>]{1,2000})>/g, (_, url: string) => anchor(hold(escapeHtml(url)), url));
  text = text.replace(/<\/?[A-Z][\w.]*(?:\s[^<>]{0,2000})?\/?>/g, ' ');
  text = text.replace(/<\/?[a-z][\w-]*(?:\s[^<>]{0,2000})?\/?>/g, (tag) => hold(tag));
  text = text.replace(
    /!\[[^\]]{0,500}\](?:\([^()\s]{0,2000}(?:\s+"[^"]{0,300}")?\)|\[[^\]]{0,200}\])(?:\{[^}]{0,200}\})?/g,
    '',
  );
  text = text.replace(
    /\[([^[\]]{1,1000})\]\(<?([^()\s<>]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)>?(?:\s+["'(][^"')]{0,300}["')])?\)(?:\{[^}]{0,200}\})?/g,
    (_, label: string, href: string) => anchor(label, href),
  );
  text = text.replace(/\[([^[\]]{1,1000})\]\[([^\]]{0,200})\]/g, (whole, label: string, name: string) => {
    const href = references.get((name || label).toLowerCase());
    return href === undefined ? whole : anchor(label, href);
  });
  text = text.replace(/\[\^[^\]\s]{1,60}\]/g, '');
  text = escapeText(text);
  text = text
    .replace(/\*\*\*?(?=\S)([^*]{1,2000}?)\*\*\*?/g, '$1')
    .replace(/(^|[^\w*])\*(?=\S)([^*\n]{1,2000}?\S)\*(?!\w)/g, '$1$2')
    .replace(/(^|[^\w])__(?=\S)([^_]{1,2000}?\S)__(?!\w)/g, '$1$2')
    .replace(/(^|[^\w])_(?=\S)([^_\n]{1,2000}?\S)_(?!\w)/g, '$1$2')
    .replace(/~~([^~]{1,2000})~~/g, '$1')
    .replace(/( {2,}|\ufdd1\d+\ufdd2)?\\?\n/g, (whole) => (/^ {2,}\n$/.test(whole) ? '<br>' : whole.replace('\\', '')));
  return text.replace(/\ufdd1(\d+)\ufdd2/g, (_, at: string) => held[Number(at)] ?? '');
}

/** For text that may hold no markup at all. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** For text whose entities stand for characters already. */
function escapeText(text: string): string {
  return text
    .replace(/&(?!(?:[a-z]{2,10}|#\d{1,7}|#x[0-9a-f]{1,6});)/gi, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** What generators call their notes, as a reader sees it written where the page shows only a colour or an icon. */
const kinds: Record<string, string> = {
  note: 'Note',
  tip: 'Tip',
  info: 'Info',
  important: 'Important',
  warning: 'Warning',
  warn: 'Warning',
  caution: 'Caution',
  danger: 'Danger',
  error: 'Error',
  attention: 'Attention',
  hint: 'Hint',
  success: 'Success',
  check: 'Check',
  deprecated: 'Deprecated',
  seealso: 'See also',
};
/** Kinds that are a note's whole class; the other words are used for many things. */
const alone = new Set('note tip warning caution danger important attention'.split(' '));
const container =
  /(^|[\s_-])(admonition|admonitionblock|callout|custom-block|alert|hint|starlight-aside|infobox)(?=$|[\s_-])/;
/** Parts of a note that carry its name without being it. */
const innerPart = /[-_](title|heading|header|icon|content|body|text|label)$/;
const elements = new Set('div aside blockquote details section p'.split(' '));

const remembered = new Map<string, string | null>();
/** Class lists of one site are few; beyond this the memory is emptied, so that a hostile page cannot grow it. */
const rememberAtMost = 2000;

/** The kind of note that an element is by its classes, such as `Warning`; null for anything else. */
export function noteKind(name: string, className: string): string | null {
  if (className === '' || !elements.has(name)) return null;
  const key = `${name} ${className}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size >= rememberAtMost) remembered.clear();
  const kind = kindOfClasses(name === 'blockquote' ? titled(className) : className);
  remembered.set(key, kind);
  return kind;
}

/** One generator calls a quote whose first line is its title `warning-title`. */
function titled(className: string): string {
  return className.replace(/(^|\s)(\w+)-title(?=$|\s)/g, '$1$2');
}

function kindOfClasses(className: string): string | null {
  const tokens = className
    .toLowerCase()
    .split(/\s+/)
    .filter((token) => !innerPart.test(token));
  const own = tokens.find((token) => alone.has(token));
  if (own !== undefined) return kinds[own] ?? null;
  if (!container.test(className)) return null;
  const found = tokens.flatMap((token) => token.split(/[-_]+/).filter((part) => kinds[part] !== undefined));
  // A hint is the container of some generators and a kind in others.
  const kind = found.find((part) => part !== 'hint') ?? found[0];
  return kind === undefined ? null : (kinds[kind] ?? null);
}

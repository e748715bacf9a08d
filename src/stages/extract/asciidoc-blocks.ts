import { escapeHtml } from './markdown-inline.ts';

const listMark = /^\s*(\*{1,5}|-|\.{1,5}|\d{1,3}\.|<\d{1,3}>|<\.>)\s+(?=\S)/;
const term = /^(\S.{0,300}?)(?:::{1,3}|;;)(?:\s+(.*))?$/;
const fence = /^(-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|`{3,}|--)\s*\w*\s*$/;
const noteLine = /^(NOTE|TIP|IMPORTANT|WARNING|CAUTION):\s+/;
const noteStyle = /^(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\b/;
/** Blocks within one another; deeper ones are read as text. */
const deepest = 30;

interface Read {
  html: string;
  next: number;
}

/** AsciiDoc as HTML of the few elements that the page reader knows. Includes cannot be followed and are left out. */
export function asciidocToHtml(source: string): string {
  const attributes = new Map<string, string>();
  const rows = source.split('\n').filter((row) => {
    const set = /^:!?([\w-]+)!?:\s*(.*)$/.exec(row);
    if (set) attributes.set(set[1] ?? '', set[2] ?? '');
    return set === null && !/^(include|ifdef|ifndef|ifeval|endif|toc)::/.test(row);
  });
  return blocks(rows, { attributes, depth: 0 });
}

interface State {
  attributes: ReadonlyMap<string, string>;
  depth: number;
}

function blocks(rows: readonly string[], state: State): string {
  const out: string[] = [];
  let at = 0;
  let style = '';
  while (at < rows.length) {
    const row = rows[at] ?? '';
    if (/^\s*$/.test(row) || /^\/\/(?!\/)/.test(row) || /^\[\[.*\]\]\s*$/.test(row) || /^(image|video)::/.test(row)) {
      at += 1;
      continue;
    }
    const given = /^\[(.*)\]\s*$/.exec(row)?.[1];
    if (given !== undefined) {
      style = given;
      at += 1;
      continue;
    }
    const { html, next } = block(rows, at, { ...state, style });
    style = '';
    out.push(html);
    at = Math.max(next, at + 1);
  }
  return out.join('\n');
}

function block(rows: readonly string[], at: number, state: State & { style: string }): Read {
  const row = rows[at] ?? '';
  const heading = /^(={1,6})\s+(\S.*)$/.exec(row);
  if (heading) {
    const level = heading[1]?.length ?? 1;
    return { html: `<h${level}>${inline(heading[2] ?? '', state)}</h${level}>`, next: at + 1 };
  }
  const title = /^\.(?![\s.])(.*)$/.exec(row)?.[1];
  if (title !== undefined) return { html: `<p>${inline(title, state)}</p>`, next: at + 1 };
  if (/^[|,:!]={3,}\s*$/.test(row)) return table(rows, at, state);
  const fenced = fence.exec(row)?.[1];
  if (fenced !== undefined && state.depth < deepest) return delimited(rows, at, { ...state, fenced });
  if (/^\/{4,}\s*$/.test(row)) return { html: '', next: endOf(rows, at, row.trim()) + 1 };
  if (listMark.test(row)) return list(rows, at, state);
  if (term.test(row) && !/^\S+:\/\//.test(row)) return definitions(rows, at, state);
  return paragraph(rows, at, state);
}

function delimited(rows: readonly string[], at: number, state: State & { style: string; fenced: string }): Read {
  const { fenced, style } = state;
  const end = endOf(rows, at, fenced);
  const inner = rows.slice(at + 1, end);
  const next = end + 1;
  if (/^[-.`]/.test(fenced) && fenced !== '--') return { html: code(inner), next };
  if (fenced === '--' && /^(source|listing)/.test(style)) return { html: code(inner), next };
  if (fenced.startsWith('+')) return { html: '', next };
  const html = blocks(inner, { ...state, depth: state.depth + 1 });
  const kind = noteStyle.exec(style)?.[1];
  if (kind !== undefined) return { html: note(kind, html), next };
  return { html: fenced.startsWith('_') ? `<blockquote>${html}</blockquote>` : `<div>${html}</div>`, next };
}

function endOf(rows: readonly string[], at: number, mark: string): number {
  let end = at + 1;
  while (end < rows.length && rows[end]?.trim() !== mark) end += 1;
  return end;
}

function code(rows: readonly string[]): string {
  return `<pre>${escapeHtml(rows.map((row) => row.replace(/\s*<(\d{1,3}|\.)>\s*$/, '')).join('\n'))}</pre>`;
}

function note(kind: string, html: string): string {
  return `<div class="admonition ${kind.toLowerCase()}">${html}</div>`;
}

function table(rows: readonly string[], at: number, state: State & { style: string }): Read {
  const end = endOf(rows, at, (rows[at] ?? '').trim());
  const inner = rows.slice(at + 1, end);
  const cells: string[][] = [];
  let [firstRow, columns] = [0, columnsOf(state.style)];
  for (const row of inner) {
    if (/^\s*$/.test(row)) {
      if (cells.length > 0 && firstRow === 0) firstRow = cells.length;
      continue;
    }
    const parts = row.split(/(?:^|\s)(?:\d{1,2}(?:\.\d{1,2})?[+*])?[<^>]?(?:\.[<^>])?[adehlmsv]?(?<!\\)\|/);
    if (parts.length > 1 && columns === 0) columns = parts.length - 1;
    const [before = '', ...begun] = parts;
    if (before.trim() !== '') cells.at(-1)?.push(before);
    for (const cell of begun) cells.push([cell.trim().replace(/\\\|/g, '|')]);
  }
  const wide = Math.max(1, columns);
  const hasHead = /header/.test(state.style) || firstRow === wide;
  const out: string[] = [];
  for (let first = 0; first < cells.length; first += wide) {
    const tag = hasHead && first === 0 ? 'th' : 'td';
    const row = cells.slice(first, first + wide).map((cell) => `<${tag}>${inline(cell.join(' '), state)}</${tag}>`);
    out.push(`<tr>${row.join('')}</tr>`);
  }
  return { html: `<table>${out.join('')}</table>`, next: end + 1 };
}

/** A hostile table claims millions. */
const mostColumns = 50;

/** How many columns a table says it has, 0 where it says nothing. */
function columnsOf(style: string): number {
  const columns = /cols=(?:"([^"]*)"|([^,\s]*))/.exec(style);
  if (columns === null) return 0;
  const said = columns[1] ?? columns[2] ?? '';
  const repeated = /^(\d{1,2})\*/.exec(said)?.[1];
  return repeated === undefined ? Math.min(mostColumns, said.split(/[,;]/).length) : Number(repeated);
}

function list(rows: readonly string[], at: number, state: State): Read {
  const first = markOf(rows[at] ?? '');
  const ordered = /^[.\d<]/.test(first);
  const items: string[] = [];
  let next = at;
  while (next < rows.length) {
    const row = rows[next] ?? '';
    if (/^\s*$/.test(row) && listMark.test(rows[next + 1] ?? '')) {
      next += 1;
      continue;
    }
    if (!listMark.test(row) || markOf(row) !== first) break;
    const own = itemRows(rows, next);
    const lead = inline([row.replace(listMark, ''), ...own.lead].join('\n'), state);
    items.push(
      `<li>${lead}${own.rest.length > 0 && state.depth < deepest ? blocks(own.rest, { ...state, depth: state.depth + 1 }) : ''}</li>`,
    );
    next = own.next;
  }
  const tag = ordered ? 'ol' : 'ul';
  return { html: `<${tag}>${items.join('')}</${tag}>`, next };
}

function markOf(row: string): string {
  return (listMark.exec(row)?.[1] ?? '').replace(/\d+/, '#');
}

/** The lines of an item after its first, the blocks that a plus sign adds to it, and deeper lists. */
function itemRows(rows: readonly string[], at: number): { lead: string[]; rest: string[]; next: number } {
  const first = markOf(rows[at] ?? '');
  const lead: string[] = [];
  const rest: string[] = [];
  let next = at + 1;
  while (next < rows.length) {
    const row = rows[next] ?? '';
    if (/^\+\s*$/.test(row)) {
      const added = attached(rows, next + 1);
      rest.push('', ...added.rows);
      next = added.next;
    } else if (listMark.test(row)) {
      if (!isDeeper(markOf(row), first)) break;
      rest.push(row);
      next += 1;
    } else if (/^\s*$/.test(row)) {
      const below = rows[next + 1] ?? '';
      if (!(listMark.test(below) && isDeeper(markOf(below), first))) break;
      next += 1;
    } else if (term.test(row) || /^(=+ |\[.*\]\s*$|\|===|\.\w|\/\/)/.test(row) || fence.test(row)) break;
    else {
      (rest.length === 0 ? lead : rest).push(row);
      next += 1;
    }
  }
  return { lead, rest, next };
}

function isDeeper(mark: string, than: string): boolean {
  return mark !== than && (mark[0] !== than[0] || mark.length > than.length);
}

function attached(rows: readonly string[], at: number): { rows: string[]; next: number } {
  let next = at;
  while (/^(\[.*\]|\.\w.*)\s*$/.test(rows[next] ?? '')) next += 1;
  const mark = fence.exec(rows[next] ?? '')?.[1] ?? (/^\|===/.test(rows[next] ?? '') ? '|===' : null);
  if (mark !== null) next = endOf(rows, next, mark) + 1;
  else
    while (next < rows.length && !/^\s*$|^\+\s*$/.test(rows[next] ?? '') && !listMark.test(rows[next] ?? '')) next += 1;
  return { rows: [...rows.slice(at, next), ''], next: Math.max(next, at) };
}

function definitions(rows: readonly string[], at: number, state: State): Read {
  const out: string[] = [];
  let next = at;
  while (next < rows.length) {
    const begun = term.exec(rows[next] ?? '');
    if (begun === null) {
      if (/^\s*$/.test(rows[next] ?? '') && term.test(rows[next + 1] ?? '')) {
        next += 1;
        continue;
      }
      break;
    }
    const own = itemRows(rows, next);
    const said = [begun[2] ?? '', ...own.lead].join('\n').trim();
    const rest =
      own.rest.length > 0 && state.depth < deepest ? blocks(own.rest, { ...state, depth: state.depth + 1 }) : '';
    out.push(`<dt>${inline(begun[1] ?? '', state)}</dt><dd>${inline(said, state)}${rest}</dd>`);
    next = own.next;
    // The explanation may stand in a paragraph of its own.
    if (said === '' && rest === '' && /^\s*$/.test(rows[next] ?? '')) {
      const below = paragraph(rows, next + 1, { ...state, style: '' });
      out[out.length - 1] = `<dt>${inline(begun[1] ?? '', state)}</dt><dd>${below.html}</dd>`;
      next = below.next;
    }
  }
  return { html: `<dl>${out.join('')}</dl>`, next };
}

function paragraph(rows: readonly string[], at: number, state: State & { style: string }): Read {
  const inner: string[] = [];
  let next = at;
  while (next < rows.length) {
    const row = rows[next] ?? '';
    if (/^\s*$|^\+\s*$/.test(row)) break;
    if (inner.length > 0 && (fence.test(row) || /^(\|===|\[.*\]\s*$|\/\/)/.test(row))) break;
    inner.push(row);
    next += 1;
  }
  if (/^(source|listing|literal)/.test(state.style) || /^ /.test(inner[0] ?? '')) return { html: code(inner), next };
  const text = inner.join('\n');
  const kind = noteLine.exec(text)?.[1] ?? noteStyle.exec(state.style)?.[1];
  const html = `<p>${inline(text.replace(noteLine, ''), state)}</p>`;
  return { html: kind === undefined ? html : note(kind, html), next };
}

function inline(source: string, { attributes }: State): string {
  const held: string[] = [];
  const hold = (html: string) => `\ufdd1${held.push(html) - 1}\ufdd2`;
  const anchor = (href: string, label: string) => `${hold(`<a href="${escapeHtml(href)}">`)}${label}${hold('</a>')}`;
  const text = source
    .replace(/[\ufdd1\ufdd2]/g, '')
    .replace(/\{([\w-]{1,80})\}/g, (whole, name: string) => attributes.get(name) ?? whole)
    .replace(/`\+?([^`\n]{1,500}?)\+?`/g, (_, shown: string) => hold(`<code>${escapeHtml(shown)}</code>`))
    .replace(/pass:\w{0,10}\[([^\]]{0,500})\]/g, (_, shown: string) => hold(escapeHtml(shown)))
    .replace(/footnote:\w{0,40}\[([^\]]{0,1000})\]/g, ' ($1)')
    .replace(/image:[^\s[]{1,500}\[[^\]]{0,500}\]/g, '')
    .replace(/(?:link:|xref:)([^\s[\]]{1,1000})\[([^\]]{0,500})\]/g, (_, href: string, label: string) =>
      anchor(href, label || href),
    )
    .replace(/(https?:\/\/[^\s[\]<>]{1,1000})\[([^\]]{0,500})\]/g, (_, href: string, label: string) =>
      anchor(href, label.replace(/,.*$|\^$/, '') || href),
    )
    .replace(/<<[^,<>\n]{1,200}(?:,\s*([^<>]{0,300}))?>>/g, (_, label?: string) => label ?? '')
    .replace(/\[\[[^\]]{0,200}\]\]/g, '')
    .replace(/\[[.#][^\]]{0,80}\](?=#)/g, '')
    .replace(/&(?!#?\w{1,10};)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/(^|[^\w*])\*{1,2}(?=\S)([^*\n]{1,1000}?\S|\S)\*{1,2}(?!\w)/g, '$1$2')
    .replace(/(^|[^\w_])_{1,2}(?=\S)([^_\n]{1,1000}?\S|\S)_{1,2}(?!\w)/g, '$1$2')
    .replace(/(^|[^\w#])#{1,2}(?=\S)([^#\n]{1,1000}?)#{1,2}(?!\w)/g, '$1$2')
    .replace(/ \+\n/g, '<br>');
  return text.replace(/\ufdd1(\d+)\ufdd2/g, (_, at: string) => held[Number(at)] ?? '');
}

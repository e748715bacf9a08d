import { escapeHtml } from './markdown-inline.ts';
import { noteKind } from './note-kind.ts';
import { gridTable, simpleTable } from './rst-tables.ts';

const adornment = /^([=\-`:.'"~^_*+#<>])\1{2,}\s*$/;
const directive = /^\.\. ([\w:.-]+)::\s*(.*)$/;
const bullet = /^([-*+•]|\d{1,3}[.)]|#\.|\([a-z0-9]{1,3}\))\s+(?=\S)/;
const codeDirectives = /^(code-block|code|sourcecode|parsed-literal|highlight|prompt|doctest)$/;
/** These draw, list the site or read other files; a reader of the page sees them as pictures or menus. */
const silentDirectives =
  /^(image|figure|toctree|contents|include|literalinclude|raw|meta|index|highlight|autoclass|automodule|autofunction|currentmodule|module)$/;
const deepest = 30;

interface Read {
  html: string;
  next: number;
}

interface State {
  /** Adornments of titles in the order in which they first stood. */
  levels: string[];
  depth: number;
}

/** reStructuredText as HTML of the few elements that the page reader knows. */
export function rstToHtml(source: string): string {
  return blocks(source.replace(/\t/g, '        ').split('\n'), { levels: [], depth: 0 });
}

function blocks(rows: readonly string[], state: State): string {
  const out: string[] = [];
  let at = 0;
  while (at < rows.length) {
    if (/^\s*$/.test(rows[at] ?? '')) {
      at += 1;
      continue;
    }
    const { html, next } = block(rows, at, state);
    out.push(html);
    at = Math.max(next, at + 1);
  }
  return out.join('\n');
}

function block(rows: readonly string[], at: number, state: State): Read {
  const row = rows[at] ?? '';
  const below = rows[at + 1] ?? '';
  const over = adornment.exec(row)?.[1];
  if (over !== undefined && adornment.exec(rows[at + 2] ?? '')?.[1] === over && below.trim() !== '') {
    return { html: title(below, `over${over}`, state), next: at + 3 };
  }
  const under = adornment.exec(below)?.[1];
  if (under !== undefined && over === undefined && /^\S/.test(row) && below.trim().length >= Math.min(3, row.length)) {
    return { html: title(row, under, state), next: at + 2 };
  }
  if (/^\+[-=+]+\+\s*$/.test(row.trim())) return gridTable(rows, at, inline);
  if (/^=+( +=+)+\s*$/.test(row)) return simpleTable(rows, at, inline);
  if (over !== undefined) return { html: '', next: at + 1 };
  if (/^\.\.(\s|$)/.test(row)) return explicit(rows, at, state);
  if (bullet.test(row) && state.depth < deepest) return list(rows, at, state);
  if (/^:[^:\s][^:]{0,100}:(\s|$)/.test(row)) return fields(rows, at, state);
  if (/^\s+\S/.test(row)) {
    const own = indented(rows, at - 1, 0);
    if (state.depth >= deepest) return { html: `<p>${inline(own.rows.join('\n'))}</p>`, next: own.next };
    return {
      html: `<blockquote>${blocks(own.rows, { ...state, depth: state.depth + 1 })}</blockquote>`,
      next: own.next,
    };
  }
  if (/^\s+\S/.test(below) && !/::\s*$/.test(row) && state.depth < deepest) return definitions(rows, at, state);
  return paragraph(rows, at);
}

function title(text: string, mark: string, { levels }: State): string {
  if (!levels.includes(mark)) levels.push(mark);
  const level = Math.min(6, levels.indexOf(mark) + 1);
  return `<h${level}>${inline(text.trim())}</h${level}>`;
}

/** The lines below `at` that are indented by more than `by`, without their own indentation. */
function indented(rows: readonly string[], at: number, by: number): { rows: string[]; next: number } {
  let next = at + 1;
  while (next < rows.length && (/^\s*$/.test(rows[next] ?? '') || indentOf(rows[next] ?? '') > by)) next += 1;
  const own = rows.slice(at + 1, next);
  const least = Math.min(...own.filter((row) => row.trim() !== '').map(indentOf));
  return { rows: own.map((row) => row.slice(Number.isFinite(least) ? least : 0)), next };
}

function indentOf(row: string): number {
  return row.length - row.trimStart().length;
}

function explicit(rows: readonly string[], at: number, state: State): Read {
  const row = rows[at] ?? '';
  const own = indented(rows, at, 0);
  const found = directive.exec(row);
  const footnote = /^\.\. \[(#?[\w-]{0,40}|\*)\]\s+(.*)$/.exec(row);
  if (footnote) return { html: `<p>${inline([footnote[2] ?? '', ...own.rows].join('\n'))}</p>`, next: own.next };
  // Comments, targets and substitutions.
  if (found === null) return { html: '', next: own.next };
  const [, name = '', argument = ''] = found;
  const body = own.rows.filter((line, index) => !(index < 12 && /^:[\w-]{1,40}:/.test(line)));
  return {
    html: directed({ name: name.toLowerCase(), argument, body, options: own.rows.slice(0, 12) }, state),
    next: own.next,
  };
}

interface Directed {
  name: string;
  argument: string;
  body: string[];
  options: string[];
}

function directed({ name, argument, body, options }: Directed, state: State): string {
  if (codeDirectives.test(name)) return body.some((row) => row.trim() !== '') ? code(body) : '';
  if (silentDirectives.test(name) || state.depth >= deepest) return '';
  const deeper = { ...state, depth: state.depth + 1 };
  if (name === 'list-table')
    return listTable(argument, body, Number(/:header-rows:\s*(\d)/.exec(options.join('\n'))?.[1] ?? 0));
  const kind = noteKind('div', `admonition ${name}`);
  if (kind !== null) {
    return `<div class="admonition ${name}">${argument === '' ? '' : `<p>${inline(argument)}</p>`}${blocks(body, deeper)}</div>`;
  }
  const version = /^(versionadded|versionchanged|deprecated)$/.exec(name)?.[1];
  if (version !== undefined) {
    const said =
      { versionadded: 'New in version', versionchanged: 'Changed in version' }[version] ?? 'Deprecated since version';
    return `<p>${said} ${inline([argument, ...body].join('\n'))}</p>`;
  }
  return `${argument === '' ? '' : `<p>${inline(argument)}</p>`}${blocks(body, deeper)}`;
}

function code(rows: readonly string[]): string {
  return `<pre>${escapeHtml(rows.join('\n').replace(/^\n+|\s+$/g, ''))}</pre>`;
}

function listTable(caption: string, rows: readonly string[], heads: number): string {
  const cells: string[][] = [];
  for (const row of rows) {
    const begun = /^\* - ?(.*)$/.exec(row)?.[1];
    const cell = /^ {2}- ?(.*)$/.exec(row)?.[1];
    const last = cells.at(-1);
    if (begun !== undefined) cells.push([begun]);
    else if (cell !== undefined) last?.push(cell);
    else if (last !== undefined && row.trim() !== '') last[last.length - 1] += ` ${row.trim()}`;
  }
  const shown = cells.map((row, index) => {
    const tag = index < heads ? 'th' : 'td';
    return `<tr>${row.map((cell) => `<${tag}>${inline(cell)}</${tag}>`).join('')}</tr>`;
  });
  return `${caption === '' ? '' : `<p>${inline(caption)}</p>`}<table>${shown.join('')}</table>`;
}

function list(rows: readonly string[], at: number, state: State): Read {
  const ordered = !/^[-*+•]/.test(rows[at] ?? '');
  const items: string[] = [];
  let next = at;
  while (next < rows.length) {
    const row = rows[next] ?? '';
    if (/^\s*$/.test(row)) {
      if (!bullet.test(rows[next + 1] ?? '')) break;
      next += 1;
      continue;
    }
    const mark = bullet.exec(row)?.[0];
    if (mark === undefined || /^[-*+•]/.test(row) === ordered) break;
    const own = indented(rows, next, 0);
    items.push(`<li>${blocks([row.slice(mark.length), ...own.rows], { ...state, depth: state.depth + 1 })}</li>`);
    next = own.next;
  }
  const tag = ordered ? 'ol' : 'ul';
  return { html: `<${tag}>${items.join('')}</${tag}>`, next };
}

function fields(rows: readonly string[], at: number, state: State): Read {
  const out: string[] = [];
  let next = at;
  while (next < rows.length) {
    const field = /^:([^:\s][^:]{0,100}):\s*(.*)$/.exec(rows[next] ?? '');
    if (field === null) break;
    const own = indented(rows, next, 0);
    const said =
      state.depth < deepest ? blocks([field[2] ?? '', ...own.rows], { ...state, depth: state.depth + 1 }) : '';
    out.push(`<dt>${inline(field[1] ?? '')}</dt><dd>${said}</dd>`);
    next = own.next;
  }
  return { html: `<dl>${out.join('')}</dl>`, next };
}

function definitions(rows: readonly string[], at: number, state: State): Read {
  const own = indented(rows, at, 0);
  const [name = ''] = (rows[at] ?? '').split(/ : /);
  return {
    html: `<dl><dt>${inline(name)}</dt><dd>${blocks(own.rows, { ...state, depth: state.depth + 1 })}</dd></dl>`,
    next: own.next,
  };
}

function paragraph(rows: readonly string[], at: number): Read {
  let next = at;
  while (next < rows.length && !/^\s*$/.test(rows[next] ?? '')) next += 1;
  const text = rows.slice(at, next).join('\n').trimEnd();
  if (!text.endsWith('::')) return { html: `<p>${inline(text)}</p>`, next };
  const own = indented(rows, next - 1, 0);
  const shown = text.replace(/\s*::$/, text === '::' ? '' : ':');
  return { html: `${shown === '' ? '' : `<p>${inline(shown)}</p>`}${code(own.rows)}`, next: own.next };
}

function inline(source: string): string {
  const held: string[] = [];
  const hold = (html: string) => `\ufdd1${held.push(html) - 1}\ufdd2`;
  const text = source
    .replace(/[\ufdd1\ufdd2]/g, '')
    .replace(/``([^`]{1,1000}?)``/g, (_, shown: string) => hold(`<code>${escapeHtml(shown)}</code>`))
    .replace(
      /:[\w:.+-]{1,60}:`([^`<]{0,500}?)(?:\s*<([^`>]{0,500})>)?`/g,
      (_, label: string, target?: string) => label.replace(/^[~!]/, '') || (target ?? ''),
    )
    .replace(
      /`([^`<]{1,500}?)\s*<([^`>]{1,1000})>`__?/g,
      (_, label: string, href: string) => `${hold(`<a href="${escapeHtml(href)}">`)}${label}${hold('</a>')}`,
    )
    .replace(/`([^`]{1,500})`_{0,2}/g, '$1')
    .replace(/\s?\[(#?[\w-]{0,40}|\*)\]_(?!\w)/g, '')
    .replace(/(\w)_{1,2}(?=[\s.,;:!?)]|$)/g, '$1')
    .replace(/\*\*(?=\S)([^*]{1,1000}?)\*\*/g, '$1')
    .replace(/(^|[^\w*])\*(?=\S)([^*\n]{1,1000}?\S)\*(?!\w)/g, '$1$2')
    .replace(/\\(.)/g, '$1')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
  return text.replace(/\ufdd1(\d+)\ufdd2/g, (_, at: string) => held[Number(at)] ?? '');
}

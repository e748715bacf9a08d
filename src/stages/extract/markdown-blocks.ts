import { escapeHtml, inlineToHtml } from './markdown-inline.ts';

const fence = /^(\s*)(`{3,}|~{3,})(.*)$/;
const bullet = /^(\s*)([-*+]|\d{1,9}[.)])(\s+|$)(.*)$/;
const directive = /^\s*(:{3,})\s*\{?([\w-]+)\}?\s*(.*)$/;
const admonition = /^(\s*)(?:!!!|\?\?\?\+?|===\+?!?)\s*([\w-]*)[\w -]*?\s*(?:"([^"]*)")?\s*$/;
/** A quote that is a note, as code hosts write it. */
const quotedKind = /^\[!(\w{1,20})\]\s*$/;
/** Components that several MDX sites name after the note they show. */
const noteComponent =
  /^\s*<(\/?)(Note|Tip|Info|Warning|Caution|Danger|Important|Check|Callout|Admonition|Aside)\b([^>]{0,300})>\s*$/;
const footnote = /^\[\^[^\]\s]{1,60}\]:\s+(.*)$/;
const definition = /^ {0,3}:\s{1,3}(?=\S)(.*)$/;
const component = /^\s*<\/?[A-Z][\w.]*(\s[\s\S]*)?\/?>\s*$|^\s*<\/?>\s*$/;
const scriptLine = /^(import|export)\s+[\s\S]*(\bfrom\b\s*['"]|['"];?\s*$|=|\{|\bdefault\b|\bconst\b|\bfunction\b)/;
const rule = /^ {0,3}([-*_])(\s*\1){2,}\s*$/;
/** Lists, quotes and notes within one another; deeper ones are read as text. */
const deepest = 40;

/** Markdown as HTML of the few elements that the page reader knows, raw HTML passed through. */
export function markdownToHtml(source: string): string {
  const references = new Map<string, string>();
  const rows = source.split('\n').filter((row) => {
    const reference = /^ {0,3}\[([^\]^][^\]]{0,200})\]:\s+<?(\S{1,2000}?)>?(\s+["'(].*)?$/.exec(row);
    if (reference) references.set((reference[1] ?? '').toLowerCase(), reference[2] ?? '');
    return reference === null;
  });
  return new Blocks(references).html(rows, 0);
}

/** Holds the link references while blocks are taken apart. */
class Blocks {
  readonly #references: ReadonlyMap<string, string>;
  /** Notes that were begun: only these are ended, so that a stray end closes no other element. */
  #notes = 0;

  constructor(references: ReadonlyMap<string, string>) {
    this.#references = references;
  }

  html(rows: readonly string[], depth: number): string {
    const out: string[] = [];
    let at = 0;
    while (at < rows.length) {
      const row = rows[at] ?? '';
      const reader = this.#readerOf(row, rows[at + 1] ?? '', depth);
      const { html, next } = reader.call(this, rows, at, depth);
      out.push(html);
      at = Math.max(next, at + 1);
    }
    return out.join('\n');
  }

  #readerOf(row: string, below: string, depth: number): (rows: readonly string[], at: number, depth: number) => Read {
    if (/^\s*$/.test(row) || rule.test(row) || directive.test(row) || /^\s*:{3,}\s*$/.test(row)) return this.#divider;
    if (noteComponent.test(row)) return this.#component;
    if (footnote.test(row)) return this.#footnotes;
    if (definition.test(below) && !/^\s/.test(row)) return this.#definitions;
    if (component.test(row) || scriptLine.test(row)) return this.#dropped;
    if (fence.test(row)) return this.#fenced;
    if (/^ {0,3}#{1,6}(\s|$)/.test(row)) return this.#heading;
    if (/\|/.test(row) && /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(below) && /[-|]{2}/.test(below))
      return this.#table;
    if (depth < deepest) {
      if (/^ {0,3}>/.test(row)) return this.#quote;
      if (bullet.test(row)) return this.#list;
      if (admonition.test(row)) return this.#note;
    }
    if (/^ {4,}\S/.test(row)) return this.#indented;
    if (/^\s*<(!--|\/?[a-z])/.test(row)) return this.#raw;
    return this.#paragraph;
  }

  #divider(rows: readonly string[], at: number): Read {
    const row = rows[at] ?? '';
    const note = directive.exec(row);
    if (note === null) return { html: /^\s*:{3,}\s*$/.test(row) ? this.#endNote() : '', next: at + 1 };
    const title = (note[3] ?? '').replace(/^\[|\]$|^\{.*\}$/g, '').trim();
    const shown = title === '' ? '' : `<p>${this.#inline(title)}</p>`;
    this.#notes += 1;
    return { html: `<div class="${noteClass(note[2] ?? '')}">${shown}`, next: at + 1 };
  }

  #endNote(): string {
    if (this.#notes === 0) return '';
    this.#notes -= 1;
    return '</div>';
  }

  /** `<Note>` and its like, and those that say their kind in an attribute. */
  #component(rows: readonly string[], at: number): Read {
    const [, ends = '', name = '', attributes = ''] = noteComponent.exec(rows[at] ?? '') ?? [];
    if (ends !== '') return { html: this.#endNote(), next: at + 1 };
    if (/\/\s*$/.test(attributes)) return { html: '', next: at + 1 };
    const said = (attribute: string) => new RegExp(`\\b${attribute}=["']([^"']{1,200})["']`).exec(attributes)?.[1];
    const kind = /^(Callout|Admonition|Aside)$/.test(name) ? (said('type') ?? said('kind') ?? '') : name;
    const title = said('title');
    const shown = title === undefined ? '' : `<p>${this.#inline(title)}</p>`;
    this.#notes += 1;
    return { html: `<div class="${noteClass(kind)}">${shown}`, next: at + 1 };
  }

  #footnotes(rows: readonly string[], at: number, depth: number): Read {
    const items: string[] = [];
    let next = at;
    for (let begun = footnote.exec(rows[next] ?? ''); begun !== null; begun = footnote.exec(rows[next] ?? '')) {
      const inner = [begun[1] ?? ''];
      next += 1;
      for (; next < rows.length && /^( {2,}|\t)\S/.test(rows[next] ?? ''); next += 1)
        inner.push((rows[next] ?? '').trim());
      items.push(`<li>${this.html(inner, depth + 1)}</li>`);
    }
    return { html: `<ol>${items.join('')}</ol>`, next };
  }

  #definitions(rows: readonly string[], at: number): Read {
    const said: string[] = [];
    let next = at + 1;
    for (let begun = definition.exec(rows[next] ?? ''); begun !== null; begun = definition.exec(rows[next] ?? '')) {
      const inner = [begun[1] ?? ''];
      next += 1;
      for (; next < rows.length && /^ {2,}\S/.test(rows[next] ?? ''); next += 1) inner.push((rows[next] ?? '').trim());
      said.push(`<dd>${this.#inline(inner.join('\n'))}</dd>`);
    }
    return { html: `<dl><dt>${this.#inline(rows[at] ?? '')}</dt>${said.join('')}</dl>`, next };
  }

  /** An import, an export or a component's tag; those of several lines end at a blank line or their own end. */
  #dropped(rows: readonly string[], at: number): Read {
    const row = rows[at] ?? '';
    let next = at + 1;
    if (scriptLine.test(row) && /[{(]\s*$/.test(row)) {
      while (next < rows.length && !/^\s*$/.test(rows[next] ?? '') && !/^[})]/.test(rows[next] ?? '')) next += 1;
      next += 1;
    }
    return { html: '', next };
  }

  #fenced(rows: readonly string[], at: number): Read {
    const [, indent = '', marks = '```'] = fence.exec(rows[at] ?? '') ?? [];
    const code: string[] = [];
    let next = at + 1;
    for (; next < rows.length; next += 1) {
      const row = rows[next] ?? '';
      if (row.trim().startsWith(marks) && /^\s*(`{3,}|~{3,})\s*$/.test(row)) break;
      code.push(row.startsWith(indent) ? row.slice(indent.length) : row.trimStart());
    }
    return { html: `<pre>${escapeHtml(code.join('\n'))}</pre>`, next: next + 1 };
  }

  #heading(rows: readonly string[], at: number): Read {
    const [, marks = '#', title = ''] = /^ {0,3}(#{1,6})\s*(.*?)\s*#*\s*$/.exec(rows[at] ?? '') ?? [];
    const html = this.#inline(title.replace(/\s*\{#?[^}]*\}\s*$/, ''));
    return { html: `<h${marks.length}>${html}</h${marks.length}>`, next: at + 1 };
  }

  #table(rows: readonly string[], at: number): Read {
    const cells = (row: string, tag: string) => {
      const inner = row.trim().replace(/^\||\|$/g, '');
      const parts = inner
        .split(/(?<!\\)\|/)
        .map((cell) => `<${tag}>${this.#inline(cell.trim().replace(/\\\|/g, '|'))}</${tag}>`);
      return `<tr>${parts.join('')}</tr>`;
    };
    const out = [`<thead>${cells(rows[at] ?? '', 'th')}</thead>`];
    let next = at + 2;
    for (; next < rows.length && /\|/.test(rows[next] ?? ''); next += 1) out.push(cells(rows[next] ?? '', 'td'));
    return { html: `<table>${out.join('')}</table>`, next };
  }

  #quote(rows: readonly string[], at: number, depth: number): Read {
    const inner: string[] = [];
    let next = at;
    for (; next < rows.length && /^ {0,3}>/.test(rows[next] ?? ''); next += 1) {
      inner.push((rows[next] ?? '').replace(/^ {0,3}> ?/, ''));
    }
    const kind = quotedKind.exec(inner[0] ?? '')?.[1];
    if (kind === undefined) return { html: `<blockquote>${this.html(inner, depth + 1)}</blockquote>`, next };
    return { html: `<div class="${noteClass(kind)}">${this.html(inner.slice(1), depth + 1)}</div>`, next };
  }

  #list(rows: readonly string[], at: number, depth: number): Read {
    const [, indent = '', mark = '-'] = bullet.exec(rows[at] ?? '') ?? [];
    const ordered = /\d/.test(mark);
    const items: string[] = [];
    let next = at;
    while (next < rows.length) {
      const begun = bullet.exec(rows[next] ?? '');
      if (begun === null || (begun[1] ?? '').length > indent.length + 1 || rule.test(rows[next] ?? '')) break;
      if (/\d/.test(begun[2] ?? '') !== ordered) break;
      const inner = [begun[4] ?? ''];
      next += 1;
      while (next < rows.length && continues(rows, next, indent.length)) {
        inner.push((rows[next] ?? '').slice(Math.min(indentOf(rows[next] ?? ''), indent.length + (ordered ? 3 : 2))));
        next += 1;
      }
      items.push(`<li>${this.html(inner, depth + 1)}</li>`);
    }
    const tag = ordered ? 'ol' : 'ul';
    return { html: `<${tag}>${items.join('')}</${tag}>`, next };
  }

  #note(rows: readonly string[], at: number, depth: number): Read {
    const [, indent = '', kind = '', title = ''] = admonition.exec(rows[at] ?? '') ?? [];
    const inner: string[] = [];
    let next = at + 1;
    for (; next < rows.length; next += 1) {
      const row = rows[next] ?? '';
      if (row.trim() !== '' && indentOf(row) < indent.length + 4) break;
      inner.push(row.slice(Math.min(indentOf(row), indent.length + 4)));
    }
    return {
      html: `<div class="${noteClass(kind)}">${title === '' ? '' : `<p>${this.#inline(title)}</p>`}${this.html(inner, depth + 1)}</div>`,
      next,
    };
  }

  #indented(rows: readonly string[], at: number): Read {
    const code: string[] = [];
    let next = at;
    for (; next < rows.length && (/^ {4}/.test(rows[next] ?? '') || /^\s*$/.test(rows[next] ?? '')); next += 1) {
      code.push((rows[next] ?? '').slice(4));
    }
    return { html: `<pre>${escapeHtml(code.join('\n'))}</pre>`, next };
  }

  /** HTML up to a blank line; what stands between its tags is Markdown again. */
  #raw(rows: readonly string[], at: number): Read {
    let next = at;
    const out: string[] = [];
    for (; next < rows.length && !/^\s*$/.test(rows[next] ?? '') && !fence.test(rows[next] ?? ''); next += 1) {
      out.push(this.#inline((rows[next] ?? '').trim()));
    }
    return { html: out.join('\n'), next };
  }

  #paragraph(rows: readonly string[], at: number): Read {
    const inner = [(rows[at] ?? '').trimStart()];
    let next = at + 1;
    for (; next < rows.length; next += 1) {
      const row = rows[next] ?? '';
      const under = /^ {0,3}(=+|-+)\s*$/.exec(row)?.[1];
      if (under !== undefined) {
        const level = under.startsWith('=') ? 1 : 2;
        return { html: `<h${level}>${this.#inline(inner.join('\n'))}</h${level}>`, next: next + 1 };
      }
      if (
        /^\s*$|^ {0,3}(#{1,6}\s|>|[-*+]\s|1[.)]\s)/.test(row) ||
        fence.test(row) ||
        component.test(row) ||
        directive.test(row)
      )
        break;
      inner.push(row.trimStart());
    }
    return { html: `<p>${this.#inline(inner.join('\n'))}</p>`, next };
  }

  #inline(text: string): string {
    return inlineToHtml(text, this.#references);
  }
}

interface Read {
  html: string;
  next: number;
}

function noteClass(kind: string): string {
  return kind === '' ? '' : `admonition ${escapeHtml(kind.toLowerCase())}`;
}

function indentOf(row: string): number {
  return row.length - row.trimStart().length;
}

/** Whether a line goes on the list item whose mark stands at this indentation. */
function continues(rows: readonly string[], at: number, indent: number): boolean {
  const row = rows[at] ?? '';
  if (/^\s*$/.test(row)) {
    const below = rows.slice(at + 1, at + 4).find((later) => later.trim() !== '');
    return below !== undefined && (indentOf(below) > indent + 1 || (bullet.test(below) && indentOf(below) >= indent));
  }
  if (indentOf(row) > indent + 1) return true;
  if (bullet.test(row) || fence.test(row) || /^ {0,3}#{1,6}\s/.test(row) || directive.test(row)) return false;
  return rows[at - 1]?.trim() !== '';
}

import { beginsWithNoteName } from '../../domain/note-name.ts';
import type { BlockKind } from '../../domain/page-text.ts';
import { type DraftBlock, foldSpace, visible } from './blocks.ts';
import { blockElements } from './element-rules.ts';
import { blocksOfTable, type Cell, type TableRow } from './table-rows.ts';

interface List {
  ordered: boolean;
  next: number;
}

interface Table {
  rows: TableRow[];
  inHead: boolean;
  group: number;
  /** A table that lays out a note or numbers code lines gives its blocks as they stand. */
  transparent: boolean;
  /** Where the blocks around the table go. */
  outside: DraftBlock[];
  /** The lists around it do not reach into its cells. */
  lists: List[];
  heading: number;
}

/** Turns the order of opened and closed elements and text into blocks. Holds the only state of the walk about text. */
export class HtmlBlocks {
  readonly drafts: DraftBlock[] = [];
  #sink = this.drafts;
  #buffer: string[] = [];
  #linked = 0;
  #lists: List[] = [];
  #listGroup = 0;
  #groups = 0;
  #marker: string | null = null;
  #heading = 0;
  #pre = 0;
  #tables: Table[] = [];
  #term: string | null = null;
  #definitions = 0;
  #noteTables = 0;
  /** The kind of the note that has shown no text yet. */
  #kind: string | null = null;

  /** Begins an element that is shown. */
  open(name: string, attribs: Record<string, string>, rank: number): void {
    if (name === 'pre') {
      this.flush(rank);
      this.#pre += 1;
      return;
    }
    if (this.#pre > 0) {
      if (name === 'div' || name === 'p' || name === 'li') this.#breakCodeLine();
      return;
    }
    if (!blockElements.has(name)) {
      if (name.includes('-') || name === 'label') this.#buffer.push(' ');
      return;
    }
    this.flush(rank);
    if (/^h[1-6]$/.test(name)) this.#heading = Number(name[1]);
    else if (name === 'ul' || name === 'ol') this.#openList(name === 'ol', attribs);
    else if (name === 'li') this.#openItem();
    else if (name === 'dl') this.#openDefinitions();
    else if (name === 'table') this.#openTable(attribs);
    else if (name === 'div' && /(^|\s)(admonitionblock|colist|hdlist|qlist)(\s|$)/.test(attribs.class ?? ''))
      this.#noteTables = 1;
    else if (this.#tables.length > 0) this.#openTablePart(name, attribs);
  }

  /** Ends an element that was shown. */
  close(name: string, rank: number): void {
    if (name === 'pre') {
      this.#flushCode(rank);
      this.#pre = Math.max(0, this.#pre - 1);
      return;
    }
    if (this.#pre > 0) {
      if (name === 'div' || name === 'p' || name === 'li') this.#breakCodeLine();
      return;
    }
    if (!blockElements.has(name)) {
      if (name.includes('-') || name === 'label') this.#buffer.push(' ');
      return;
    }
    if (name === 'dt') this.#takeTerm();
    else this.flush(rank);
    if (/^h[1-6]$/.test(name)) this.#heading = 0;
    else if (name === 'ul' || name === 'ol') this.#lists.pop();
    else if (name === 'li') this.#marker = null;
    else if (name === 'dd') this.#dropTerm(rank);
    else if (name === 'dl') this.#closeDefinitions(rank);
    else if (name === 'table') this.#closeTable(rank);
    else if (name === 'thead') this.#inHead(false);
    else if (name === 'td' || name === 'th') this.#closeCell();
  }

  /** A note begins: its kind, often only an icon or a colour, is written above its text unless the text names it. */
  beginNote(kind: string): void {
    this.#kind = kind;
  }

  endNote(): void {
    this.#kind = null;
  }

  /** An element that is not shown parts the text around it if it is a block. */
  interrupt(name: string, rank: number): void {
    if (this.#pre === 0 && blockElements.has(name) && this.#buffer.length > 0) this.flush(rank);
  }

  text(text: string, linked: boolean): void {
    this.#buffer.push(text);
    if (linked) this.#linked += text.length;
  }

  lineBreak(): void {
    if (this.#pre > 0) this.#buffer.push('\n');
    else
      this.#buffer.push(
        this.#lists.length > 0 || this.#heading > 0 || this.#tables.length > 0 || this.#term !== null ? ' ' : '\ufdd0',
      );
  }

  /** Makes a block of the text gathered so far, if it shows anything. */
  flush(rank: number): void {
    if (this.#pre > 0) {
      this.#flushCode(rank);
      return;
    }
    const text = this.#take();
    if (text === '') return;
    const linked = this.#linked;
    this.#linked = 0;
    if (this.#heading > 0) {
      const title = text.replace(/\s*[#¶§🔗]+$/u, '');
      if (title !== '')
        this.#put({ kind: 'heading', text: title, level: this.#heading, group: 0, marker: '', rank, linked });
      return;
    }
    const inList = this.#lists.length > 0 || this.#definitions > 0;
    const kind: BlockKind = inList ? 'item' : 'prose';
    const term = this.#term;
    this.#term = null;
    const whole = term === null ? text : `${term}${/[:.?!]$/.test(term) ? '' : ':'} ${text}`;
    this.#put({
      kind,
      text: whole,
      level: 0,
      group: inList ? this.#listGroup : 0,
      marker: this.#takeMarker(inList),
      rank,
      linked,
    });
  }

  end(rank: number): void {
    this.flush(rank);
    while (this.#tables.length > 0) {
      this.#closeCell();
      this.#closeTable(rank);
    }
  }

  #put(draft: DraftBlock): void {
    const kind = this.#kind;
    this.#kind = null;
    if (kind !== null && !beginsWithNoteName(draft.text)) {
      const above = draft.kind === 'item' ? draft : { ...draft, kind: 'prose' as const, level: 0 };
      this.#sink.push({ ...above, text: kind, linked: 0 });
      draft.marker = draft.marker.replace(/\S/g, ' ');
    }
    this.#sink.push(draft);
  }

  #take(): string {
    if (this.#buffer.length === 0) return '';
    const text = foldSpace(visible(this.#buffer.length === 1 ? (this.#buffer[0] ?? '') : this.#buffer.join('')));
    this.#buffer = [];
    return text;
  }

  #takeMarker(inList: boolean): string {
    if (!inList) return '';
    const depth = '  '.repeat(Math.max(0, Math.min(this.#lists.length, 8) - 1));
    const marker = this.#marker;
    this.#marker = null;
    return marker === null ? `${depth}  ` : `${depth}${marker}`;
  }

  #breakCodeLine(): void {
    if (this.#buffer.length > 0 && !this.#buffer.at(-1)?.endsWith('\n')) this.#buffer.push('\n');
  }

  #flushCode(rank: number): void {
    const text = visible(this.#buffer.join(''))
      .replace(/\u00a0/g, ' ')
      .replace(/[ \t]+$/gm, '')
      .replace(/^\n+|\s+$/g, '');
    this.#buffer = [];
    this.#linked = 0;
    if (text !== '') this.#put({ kind: 'code', text, level: 0, group: 0, marker: '', rank, linked: 0 });
  }

  #openList(ordered: boolean, attribs: Record<string, string>): void {
    if (this.#lists.length === 0 && this.#definitions === 0) this.#listGroup = this.#nextGroup();
    const first = Number(attribs.start ?? '1');
    this.#lists.push({ ordered, next: Number.isInteger(first) && Math.abs(first) < 1e6 ? first : 1 });
  }

  #openItem(): void {
    const list = this.#lists.at(-1);
    if (list === undefined) return;
    this.#marker = list.ordered ? `${list.next}. ` : '- ';
    list.next += 1;
  }

  #openDefinitions(): void {
    if (this.#lists.length === 0 && this.#definitions === 0) this.#listGroup = this.#nextGroup();
    this.#definitions += 1;
  }

  #closeDefinitions(rank: number): void {
    this.#dropTerm(rank);
    this.#definitions = Math.max(0, this.#definitions - 1);
  }

  /** A term is kept until the text it is explained by, so that both can be quoted as one. */
  #takeTerm(): void {
    const text = this.#take();
    this.#linked = 0;
    if (text === '') return;
    this.#term = this.#term === null ? text : `${this.#term}, ${text}`;
    this.#marker = '- ';
  }

  #dropTerm(rank: number): void {
    const term = this.#term;
    if (term === null) return;
    this.#term = null;
    this.#put({
      kind: 'item',
      text: term,
      level: 0,
      group: this.#listGroup,
      marker: this.#takeMarker(true),
      rank,
      linked: 0,
    });
  }

  #openTable(attribs: Record<string, string>): void {
    const transparent =
      this.#noteTables > 0 ||
      /^(presentation|none)$/.test(attribs.role ?? '') ||
      /highlighttable|rouge-table|linenotable|lntable|hljs-ln/.test(attribs.class ?? '');
    this.#noteTables = 0;
    const outside = this.#sink;
    this.#tables.push({
      rows: [],
      inHead: false,
      group: this.#nextGroup(),
      transparent,
      outside,
      lists: this.#lists,
      heading: this.#heading,
    });
    if (!transparent) this.#lists = [];
  }

  #openTablePart(name: string, attribs: Record<string, string>): void {
    const table = this.#tables.at(-1);
    if (table === undefined || table.transparent) return;
    if (name === 'thead') this.#inHead(true);
    else if (name === 'tr') table.rows.push({ inHead: table.inHead, cells: [] });
    else if (name === 'td' || name === 'th') {
      const cell: Cell = {
        heads: name === 'th',
        columns: span(attribs.colspan),
        rows: span(attribs.rowspan),
        blocks: [],
      };
      if (table.rows.length === 0) table.rows.push({ inHead: table.inHead, cells: [] });
      table.rows.at(-1)?.cells.push(cell);
      this.#sink = cell.blocks;
    }
  }

  #inHead(inHead: boolean): void {
    const table = this.#tables.at(-1);
    if (table !== undefined) table.inHead = inHead;
  }

  #closeCell(): void {
    const table = this.#tables.at(-1);
    if (table !== undefined && !table.transparent) this.#sink = table.outside;
  }

  #closeTable(rank: number): void {
    const table = this.#tables.pop();
    if (table === undefined || table.transparent) return;
    this.#sink = table.outside;
    this.#lists = table.lists;
    if (this.#term !== null) this.#dropTerm(rank);
    if (table.rows.length > 0) this.#sink.push(...blocksOfTable(table.rows, table.group, rank));
  }

  #nextGroup(): number {
    this.#groups += 1;
    return this.#groups;
  }
}

function span(value: string | undefined): number {
  const count = Number(value ?? '1');
  return Number.isInteger(count) && count > 0 ? count : 1;
}

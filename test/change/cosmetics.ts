import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RealVendor } from './served-site.ts';

/** Edits that change no sentence: how a file is written, where it stands, in which order. */
export interface Cosmetics {
  /** New contents by path below the documentation's folder. */
  files: Map<string, string>;
  /** Paths that are no longer served. */
  removed: string[];
  /** How many single edits these are. */
  edits: number;
}

/** Every file in its turn gets one kind of edit of its own writing: white space, order of sections, a date at its end. */
export function rewritten({ folder, pages }: RealVendor): Cosmetics {
  const files = new Map<string, string>();
  let edits = 0;
  for (const [index, file] of pages.entries()) {
    const text = readFileSync(join(folder, 'docs', file), 'utf8');
    const changed = [spaced, reordered, dated][index % 3]?.(text) ?? text;
    if (changed === text) continue;
    edits += 1;
    files.set(file, changed);
  }
  return { files, removed: [], edits };
}

/** Every third file is renamed, every third cut in two at a heading. */
export function rearranged({ folder, pages }: RealVendor): Cosmetics {
  const files = new Map<string, string>();
  const removed: string[] = [];
  for (const [index, file] of pages.entries()) {
    const text = readFileSync(join(folder, 'docs', file), 'utf8');
    const isEntry = /(?:^|\/)(?:index|readme|_index)\.\w+$/i.test(file);
    if (isEntry) continue;
    if (index % 3 === 0) {
      files.set(file.replace(/\.(\w+)$/, '-page.$1'), withoutAddress(text));
      removed.push(file);
    }
    if (index % 3 === 1) {
      const [first, second] = halves(text);
      if (second === '') continue;
      files.set(file, first);
      files.set(file.replace(/\.(\w+)$/, '-more.$1'), second);
    }
  }
  return { files, removed, edits: removed.length + (files.size - removed.length) / 2 };
}

/** Blank lines doubled, and two spaces where prose has one. */
function spaced(text: string): string {
  return outsideCode(text, (prose) => prose.replace(/\n\n/g, '\n\n\n').replace(/^([A-Z][\w ]{10,})(?= )/gm, '$1 '));
}

/** The second of its second-level sections comes last. */
function reordered(text: string): string {
  const [head = '', ...sections] = text.split(/^(?=## )/m);
  if (sections.length < 3 || text.includes('[[') || /^```/m.test(sections.join('').replace(/^```[\s\S]*?^```/gm, '')))
    return text;
  const [first = '', second = '', ...rest] = sections;
  return [head, first, ...rest.slice(0, -1), `${(rest.at(-1) ?? '').trimEnd()}\n\n`, second].join('');
}

function dated(text: string): string {
  return `${text.trimEnd()}\n\nLast updated on 12 March 2026.\n`;
}

function outsideCode(text: string, change: (prose: string) => string): string {
  return text
    .split(/(^---\n[\s\S]*?\n---\n|^```[\s\S]*?^```|^ {4}.*$|^\|.*$|^:::.*$|^\.\. .*$)/m)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');
}

/** A page may name its own address; under a new name it must not keep the old one. */
function withoutAddress(text: string): string {
  return text.replace(/^(?:slug|id|permalink|canonical\w*):.*\n/gm, '');
}

/** Cut at the second-level heading nearest to the middle; the second half gets a title of its own. */
function halves(text: string): [string, string] {
  const cuts = [...text.matchAll(/^## (.*)$/gm)].filter(({ index }) => index > text.length / 4);
  const [cut] = cuts;
  const isInCode = cut && (text.slice(0, cut.index).match(/^```/gm)?.length ?? 0) % 2 === 1;
  if (!cut || isInCode) return [text, ''];
  return [text.slice(0, cut.index), `# ${cut[1] ?? ''}\n\n${text.slice(cut.index)}`];
}

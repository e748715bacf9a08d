import type { PageText } from '../../domain/page-text.ts';
import { type DraftBlock, foldSpace, placeBlocks, visible } from './blocks.ts';

/** Plain text as stored text: paragraphs at blank lines, lists by their dashes, deep indentation as code. */
export function readPlain(source: string): PageText {
  const drafts: DraftBlock[] = [];
  let group = 0;
  for (const paragraph of visible(source).split(/\n[ \t]*\n/)) {
    const rows = paragraph.split('\n').filter((line) => line.trim() !== '');
    if (rows.length === 0) continue;
    if (rows.every((line) => /^( {4}|\t)/.test(line))) {
      drafts.push(draft('code', rows.map((line) => line.trimEnd()).join('\n'), 0));
      continue;
    }
    if (!rows.some((line) => /^\s*([-*•]|\d{1,3}[.)])\s+\S/.test(line))) {
      drafts.push(draft('prose', foldSpace(paragraph), 0));
      continue;
    }
    group += 1;
    for (const item of joinItems(rows))
      drafts.push(item.marked ? { ...draft('item', item.text, group), marker: '- ' } : draft('prose', item.text, 0));
  }
  const { text, blocks } = placeBlocks(drafts);
  const first = text.split('\n')[0] ?? '';
  return {
    title: first.slice(0, 120),
    text,
    blocks,
    links: [...new Set(source.match(/https?:\/\/[^\s<>()"'\]]+[^\s<>()"'\].,;:]/g) ?? [])].slice(0, 5000),
    canonical: null,
    language: null,
    needsJavascript: false,
    hidden: 0,
    outdated: false,
  };
}

function draft(kind: DraftBlock['kind'], text: string, group: number): DraftBlock {
  return { kind, text, level: 0, group, marker: '', rank: 0, linked: 0 };
}

/** A line without a dash goes on the item before it. */
function joinItems(rows: readonly string[]): { text: string; marked: boolean }[] {
  const items: { text: string; marked: boolean }[] = [];
  for (const row of rows) {
    const begun = /^\s*(?:[-*•]|\d{1,3}[.)])\s+(\S.*)$/.exec(row);
    const last = items.at(-1);
    if (begun) items.push({ text: foldSpace(begun[1] ?? ''), marked: true });
    else if (last !== undefined) last.text = `${last.text} ${foldSpace(row)}`;
    else items.push({ text: foldSpace(row), marked: false });
  }
  return items;
}

import type { Block, BlockKind } from '../../domain/page-text.ts';

/** A block before it has a place in the text. */
export interface DraftBlock {
  kind: BlockKind;
  text: string;
  /** 1-6 for headings, else 0. */
  level: number;
  group: number;
  /** What stands before an item in its line: indentation and dash or number. */
  marker: string;
  /** How surely the block stands in the main text; see `Rank`. */
  rank: number;
  /** Characters of the text that are links: menus are nearly all link. */
  linked: number;
}

/**
 * Zero-width characters and those that change the direction of writing show nothing and are never stored. Neither are
 * variation selectors, in which a whole sentence can be hidden behind one letter; the one that makes an emoji stays.
 */
const invisible =
  /\u034f|\u17b4|\u17b5|[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|[\u{e0100}-\u{e01ef}]|[\ufe00-\ufe0d]|(?:\ufe0e|\ufe0f){2,}/gu;
const controls = /\p{Cc}/gu;
const mayHoldInvisible = /[^\n\t\u0020-\u007e\u00a0-\u00ac\u00ae-\u033f]/;

/** Takes out what a reader cannot see in a string. */
export function visible(text: string): string {
  return mayHoldInvisible.test(text)
    ? text.replace(invisible, '').replace(controls, (char) => (char === '\n' || char === '\t' ? char : ''))
    : text;
}

/** White space as one space each, line breaks that were asked for (`\ufdd0`) as one line break, nothing at the ends. */
export function foldSpace(text: string): string {
  const folded = text.replace(/\s+/g, ' ');
  const broken = folded.includes('\ufdd0') ? folded.replace(/ ?(?:\ufdd0 ?)+/g, '\n') : folded;
  return broken.trim();
}

/** Puts blocks into one text: a blank line between them, only a line break between those of one list or table. */
export function placeBlocks(drafts: readonly DraftBlock[]): { text: string; blocks: Block[] } {
  const parts: string[] = [];
  const blocks: Block[] = [];
  let size = 0;
  let before: DraftBlock | null = null;
  const put = (piece: string) => {
    parts.push(piece);
    size += piece.length;
  };
  for (const draft of drafts) {
    if (before !== null) put(before.group === draft.group && draft.group !== 0 ? '\n' : '\n\n');
    put(draft.marker);
    const start = size;
    put(draft.text);
    blocks.push({ kind: draft.kind, start, end: size, level: draft.level, group: draft.group });
    before = draft;
  }
  return { text: parts.join(''), blocks };
}

/** A stretch of words that is in both texts, or in one of them only. */
export interface WordStretch {
  kind: 'same' | 'gone' | 'come';
  text: string;
}

/** Beyond so many words on either side the texts are shown whole, old and new: comparing them would take too long. */
const mostWords = 600;

/** Two texts as stretches of words, in order: what was taken out before what came in its place. */
export function wordDiff(before: string, after: string): WordStretch[] {
  const was: string[] = before.match(/\s*\S+/g) ?? [];
  const is: string[] = after.match(/\s*\S+/g) ?? [];
  if (was.length > mostWords || is.length > mostWords) return whole(before, after);
  const common = commonLengths(was, is);
  const found: WordStretch[] = [];
  const add = (kind: WordStretch['kind'], text: string): void => {
    const last = found.at(-1);
    // A word that opened its own text has no space before it, and may stand after another here.
    const apart = last && /\S$/.test(last.text) && /^\S/.test(text) ? ` ${text}` : text;
    if (last?.kind === kind) last.text += apart;
    else found.push({ kind, text: apart });
  };
  let [i, j] = [0, 0];
  while (i < was.length || j < is.length) {
    const [left, right] = [was[i], is[j]];
    if (left !== undefined && right !== undefined && left.trim() === right.trim()) {
      add('same', right);
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      add('gone', left);
      i += 1;
    } else {
      add('come', right ?? '');
      j += 1;
    }
  }
  return found;
}

function whole(before: string, after: string): WordStretch[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const both: WordStretch[] = [
    { kind: 'gone', text: before },
    { kind: 'come', text: after },
  ];
  return both.filter(({ text }) => text !== '');
}

/** How many words the rests from each pair of positions on have in common. */
function commonLengths(was: readonly string[], is: readonly string[]): number[][] {
  const table = Array.from({ length: was.length + 1 }, () => new Array<number>(is.length + 1).fill(0));
  for (let i = was.length - 1; i >= 0; i -= 1) {
    for (let j = is.length - 1; j >= 0; j -= 1) {
      const same = was[i]?.trim() === is[j]?.trim();
      const row = table[i];
      if (row) row[j] = same ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

function at(table: readonly number[][], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

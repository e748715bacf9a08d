type Inline = (text: string) => string;

/** A table drawn with plus signs, bars and dashes; a rule of equals signs ends its head. */
export function gridTable(rows: readonly string[], at: number, inline: Inline): { html: string; next: number } {
  const out: string[][] = [];
  let open: string[] = [];
  let [heads, next] = [0, at];
  for (; next < rows.length && /^\s*[+|]/.test(rows[next] ?? ''); next += 1) {
    const row = (rows[next] ?? '').trim();
    if (row.startsWith('+')) {
      if (open.length > 0) out.push(open);
      open = [];
      if (row.includes('=')) heads = out.length;
      continue;
    }
    for (const [column, cell] of row.slice(1, -1).split('|').entries()) {
      open[column] = `${open[column] ?? ''} ${cell.trim()}`.trim();
    }
  }
  return { html: tableOf(out, heads, inline), next };
}

/** A table whose columns stand under rules of equals signs. */
export function simpleTable(rows: readonly string[], at: number, inline: Inline): { html: string; next: number } {
  const columns = [...(rows[at] ?? '').matchAll(/=+/g)].map((found) => found.index);
  const out: string[][] = [];
  let [heads, next, rules] = [0, at + 1, 1];
  for (; next < rows.length && rules < 3; next += 1) {
    const row = rows[next] ?? '';
    if (/^=+( +=+)*\s*$/.test(row)) {
      rules += 1;
      if (rules === 2) heads = out.length;
      // A table without a head ends at its second rule.
      if (rules === 2 && /^\s*$/.test(rows[next + 1] ?? '')) {
        heads = 0;
        next += 1;
        break;
      }
      continue;
    }
    if (/^\s*$/.test(row) || /^-[\s-]*$/.test(row)) continue;
    const cells = columns.map((start, index) => row.slice(start, columns[index + 1]).trim());
    const last = out.at(-1);
    // A row whose first cell is empty goes on the row above.
    if (cells[0] === '' && last !== undefined)
      for (const [index, cell] of cells.entries()) last[index] = `${last[index] ?? ''} ${cell}`.trim();
    else out.push(cells);
  }
  return { html: tableOf(out, heads, inline), next };
}

function tableOf(rows: readonly string[][], heads: number, inline: Inline): string {
  const shown = rows.map((row, index) => {
    const tag = index < heads ? 'th' : 'td';
    return `<tr>${row.map((cell) => `<${tag}>${inline(cell)}</${tag}>`).join('')}</tr>`;
  });
  return `<table>${shown.join('')}</table>`;
}

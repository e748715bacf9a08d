/** Words of a text in lines of at most `width` columns; every line after the first starts with `indent`. */
export function wrapped(text: string, { width, indent = '' }: { width: number; indent?: string }): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const room = lines.length === 0 ? width : width - indent.length;
    if (line !== '' && columns(line) + 1 + columns(word) > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '') lines.push(line);
  return lines.map((each, index) => (index === 0 ? each : indent + each));
}

/** Characters as a terminal shows them, near enough: wide East Asian letters take two columns. */
export function columns(text: string): number {
  let count = 0;
  for (const character of text)
    count += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(character) ? 2 : 1;
  return count;
}

/** The first words of a text that fit, with an ellipsis where something is left out. */
export function shortened(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (columns(line) <= most) return line;
  const cut = line.slice(0, Math.max(1, most - 1));
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.]+$/, '')}…`;
}

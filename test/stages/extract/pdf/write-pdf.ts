/** What a page draws: text at a place, in points from the lower left corner, or any other operators. */
export type Drawn =
  | { text: string; x: number; y: number; size: number; font?: 'plain' | 'mono' | 'bold'; before?: string }
  | string;

const fonts = { plain: 'F1', mono: 'F2', bold: 'F3' };
const bold = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>';

/** A small PDF file of these pages, as simple as the format allows; `trailer` goes into its trailer, as `/Encrypt` does. */
export function writePdf(
  pages: readonly (readonly Drawn[])[],
  { trailer = '', title = '' } = {},
): Uint8Array<ArrayBuffer> {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  const kids = pages.map((_, at) => `${5 + at * 2} 0 R`).join(' ');
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>');
  for (const [at, drawn] of pages.entries()) {
    const content = drawn.map(operators).join('\n');
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 ${bold} >> >> /Contents ${6 + at * 2} 0 R >>`,
    );
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  add(`<< /Title (${escaped(title)}) >>`);
  let file = '%PDF-1.7\n';
  const places = objects.map((body, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`;
  return Uint8Array.from(file, (char) => char.charCodeAt(0));
}

function operators(drawn: Drawn): string {
  if (typeof drawn === 'string') return drawn;
  const { text, x, y, size, font = 'plain', before = '' } = drawn;
  return `q ${before} BT /${fonts[font]} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped(text)}) Tj ET Q`;
}

function escaped(text: string): string {
  return text
    .replace(/[\\()]/g, '\\$&')
    .replace(/[\u0080-\uffff]/g, (char) => `\\${(char === '•' ? 0x95 : char.charCodeAt(0)).toString(8)}`);
}

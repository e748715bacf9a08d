import { afterAll, describe, expect, it } from 'vitest';
import { openPageReader } from '../../../../src/adapters/threads.ts';
import type { PageText } from '../../../../src/domain/page-text.ts';
import { gateSpan, verifySlice } from '../../../../src/domain/quote-gate.ts';
import { units } from '../../../../src/domain/sentences.ts';
import { splitPassages } from '../../../../src/stages/extract/split-passages.ts';
import { type Drawn, writePdf } from './write-pdf.ts';

const file = new URL('../../../../src/stages/extract/thread.ts', import.meta.url);
const reader = openPageReader({ file, threads: 1, pdfSeconds: 10 });
afterAll(() => reader.close());

const read = (body: Uint8Array<ArrayBuffer>, url = 'https://docs.harbour.example/manual.pdf') =>
  reader.read({ url, contentType: 'application/pdf', charset: null, body });

async function pageOf(pages: readonly (readonly Drawn[])[], options = {}): Promise<PageText> {
  const { text, reason } = await read(writePdf(pages, options));
  if (text === null) throw new Error(reason);
  return text;
}

/** Lines of a size under one another from a height on. */
function lines(texts: readonly string[], at: { top?: number; size?: number; step?: number } = {}): Drawn[] {
  const { top = 700, size = 11 } = at;
  const step = at.step ?? size * 1.25;
  return texts.map((text, row) => ({ text, x: 60, y: top - row * step, size }));
}

/** A table as most programs write it: row by row, each cell where its column begins. */
function cells(rows: readonly (readonly (string | null)[])[], at: { top: number; columns: number[] }): Drawn[] {
  return rows.flatMap((row, line) =>
    row.flatMap((text, column) =>
      text === null ? [] : [{ text, x: at.columns[column] ?? 0, y: at.top - line * 20, size: 11 }],
    ),
  );
}

describe('The text of a PDF', () => {
  it('has headings by the size of letters, paragraphs joined over lines and divided words made whole', async () => {
    const page = await pageOf([
      [
        ...lines(['The keeper’s manual'.replace('’', "'")], { top: 780, size: 24 }),
        ...lines(['Backups'], { top: 730, size: 16 }),
        ...lines(
          [
            'A backup of the whole harbour is made each night and kept for thirty days in a sec-',
            'ond place. The keeper can bring it back within four hours without any loss of the',
            'entries of the day before.',
          ],
          { top: 700 },
        ),
        ...lines(['Each week one backup is read back and compared.'], { top: 640 }),
      ],
    ]);
    expect(page.title).toBe("The keeper's manual");
    expect(page.text).toBe(
      "Page 1\n\nThe keeper's manual\n\nBackups\n\nA backup of the whole harbour is made each night and kept for thirty days in a second place. " +
        'The keeper can bring it back within four hours without any loss of the entries of the day before.\n\nEach week one backup is read back and compared.',
    );
    expect(page.blocks.map(({ kind }) => kind)).toEqual(['heading', 'heading', 'heading', 'prose', 'prose']);
  });

  it('names the page in the path of headings, also where a section goes on over its end', async () => {
    const page = await pageOf([
      [
        ...lines(['Manual'], { top: 780, size: 24 }),
        ...lines(['Limits'], { top: 730, size: 16 }),
        ...lines(['A lamp burns for fourteen nights.']),
      ],
      [
        ...lines(['No more than forty lamps can be lit.'], { top: 760 }),
        ...lines(['Roles'], { top: 700, size: 16 }),
        ...lines(['Only keepers may light a lamp.'], { top: 670 }),
      ],
    ]);
    const passages = splitPassages(page, () => false);
    expect(passages.map(({ start, end, headings }) => [page.text.slice(start, end), headings])).toEqual([
      ['A lamp burns for fourteen nights.', ['Page 1', 'Limits']],
      ['No more than forty lamps can be lit.', ['Page 2', 'Limits']],
      ['Only keepers may light a lamp.', ['Page 2', 'Roles']],
    ]);
  });

  it('has a row of a table as the reader of HTML has it: cells parted, each under the name of its column', async () => {
    const table = cells(
      [
        ['Load', 'p50 latency', 'p95 latency'],
        ['500 queries per second', '6 ms', '14 ms'],
        ['2,000 queries per second', '9 ms', '27 ms'],
        ['4,000 queries per second', null, '88 ms'],
      ],
      { top: 700, columns: [60, 230, 330] },
    );
    const before = lines(['The lamps were counted on four quays by two keepers.'], { top: 740 });
    const after = lines(['After the count the lamps are put out.'], { top: 620 });
    const page = await pageOf([[...before, ...table, ...after]]);
    const row = 'Load: 2,000 queries per second | p50 latency: 9 ms | p95 latency: 27 ms';
    expect(page.text).toContain(
      `two keepers.\n\nLoad: 500 queries per second | p50 latency: 6 ms | p95 latency: 14 ms\n${row}\nLoad: 4,000 queries per second | p95 latency: 88 ms\n\nAfter`,
    );
    expect(page.blocks.filter(({ kind }) => kind === 'row')).toHaveLength(3);
    const start = page.text.indexOf(row);
    expect(gateSpan(page.text, { start, end: start + row.length })).toMatchObject({ ok: true });
  });

  it('names columns by a first row only where its letters or the figures beneath tell that it is a head', async () => {
    const at = { top: 700, columns: [60, 200] };
    const rows = [
      ['Role', 'May do'],
      ['Reader', 'read'],
      ['Editor', 'read and write'],
    ];
    const plain = cells(rows, at);
    const headed = plain.map(
      (drawn, place): Drawn => (typeof drawn !== 'string' && place < 2 ? { ...drawn, font: 'bold' } : drawn),
    );
    expect((await pageOf([headed])).text).toContain(
      'Role: Reader | May do: read\nRole: Editor | May do: read and write',
    );
    expect((await pageOf([plain])).text).toContain('Role | May do\nReader | read\nEditor | read and write');
    const limits = cells([...[['Reader', 'unlimited']], ['Editor', '5 records'], ['Admin', '7 records']], at);
    expect((await pageOf([limits])).text).toContain('Reader | unlimited\nEditor | 5 records\nAdmin | 7 records');
  });

  it('keeps a cell of several lines whole, beside the cell that stands at half its height', async () => {
    const role: Drawn[] = [
      ...cells([['Reader', 'reads what its tenant holds']], { top: 700, columns: [60, 200] }),
      ...lines(['Editor'], { top: 672 }),
      { text: 'writes what its tenant holds, and', x: 200, y: 679, size: 11 },
      { text: 'nothing that another one holds', x: 200, y: 665.25, size: 11 },
      ...cells([['Admin', 'names readers and editors']], { top: 644, columns: [60, 200] }),
    ];
    expect((await pageOf([role])).text).toBe(
      'Page 1\n\nReader | reads what its tenant holds\nEditor | writes what its tenant holds, and nothing that another one holds\nAdmin | names readers and editors',
    );
  });

  it('takes two columns of prose, a table of contents and a numbered list for no table', async () => {
    const left = [
      'The keeper writes down each ship',
      'that enters the harbour, with the',
      'hour and the name of its master,',
    ];
    const right = [
      'and turns the lamp once more if',
      'the fog has not gone by then. The',
      'count of the day begins at noon.',
    ];
    const prose = cells(
      left.map((text, at) => [text, right[at] ?? null]),
      { top: 700, columns: [60, 310] },
    );
    expect((await pageOf([prose])).blocks.some(({ kind }) => kind === 'row')).toBe(false);
    const contents = ['Lamps', 'Ships', 'Fog'].map((name, at) => [`${name} ........................`, `${at + 3}`]);
    const numbered = ['Light', 'Turn', 'Count'].map((name, at) => [`${at + 1}.`, `${name} the lamp before the fog`]);
    for (const made of [contents, numbered]) {
      const page = await pageOf([cells(made, { top: 700, columns: [60, 260] })]);
      expect(page.blocks.some(({ kind }) => kind === 'row')).toBe(false);
    }
  });

  it('goes on with a sentence over the end of a page, past running heads, feet and page numbers', async () => {
    const sheet = (number: number, own: Drawn[]): Drawn[] => [
      ...lines(['Harbour manual, edition 7'], { top: 820, size: 9 }),
      ...own,
      ...lines([`Page ${number} of 3`], { top: 30, size: 9 }),
    ];
    const page = await pageOf([
      sheet(1, lines(['The keeper writes down each ship that enters the harbour, with the hour and the'])),
      sheet(2, lines(['name of its master.', 'Then the lamp is turned.'], { step: 40 })),
      sheet(3, lines(['At dawn the lamp is put out.'])),
    ]);
    expect(page.text).toContain('with the hour and the name of its master.');
    expect(page.text).not.toMatch(/edition 7|of 3/);
    expect(page.text).toContain('Page 3\n\nAt dawn');
  });

  it('marks lists and code', async () => {
    const page = await pageOf([
      [
        ...lines(['• Oil for the lamp', '• A spare wick'], { top: 700 }),
        { text: 'lamp: on', x: 60, y: 640, size: 10, font: 'mono' },
        { text: 'oil: 3', x: 72, y: 628, size: 10, font: 'mono' },
      ],
    ]);
    expect(page.text).toBe('Page 1\n\n- Oil for the lamp\n- A spare wick\n\nlamp: on\n  oil: 3');
    expect(page.blocks.map(({ kind }) => kind)).toEqual(['heading', 'item', 'item', 'code']);
  });

  it('leaves out what no reader sees: invisible, white on white, tiny, off the page', async () => {
    const page = await pageOf([
      [
        ...lines(['Everyone can read this sentence.'], { top: 760 }),
        { text: 'secret of an unseen layer', x: 60, y: 700, size: 11, before: '3 Tr' },
        { text: 'secret in white', x: 60, y: 680, size: 11, before: '1 1 1 rg' },
        { text: 'secret in grains', x: 60, y: 660, size: 1 },
        { text: 'secret beyond the edge', x: 900, y: 640, size: 11 },
        ...lines(['And this one too.'], { top: 600 }),
        '0 0 0.5 rg 50 490 300 40 re f',
        { text: 'White on a dark ground.', x: 60, y: 500, size: 11, before: '1 1 1 rg' },
      ],
    ]);
    expect(page.text).toBe(
      'Page 1\n\nEveryone can read this sentence.\n\nAnd this one too.\n\nWhite on a dark ground.',
    );
    expect(page.hidden).toBe(3);
  });

  it('gives quotes that the gate takes and that verify against the stored text', async () => {
    const said = 'A backup of the whole harbour is made each night and kept for thirty days.';
    const page = await pageOf([
      [
        ...lines(['Manual'], { size: 24, top: 780 }),
        ...lines([said.slice(0, said.indexOf(' each')), said.slice(said.indexOf('each'))]),
      ],
    ]);
    const [passage] = splitPassages(page, () => false);
    const slice = page.text.slice(passage?.start, passage?.end);
    const [unit] = units(slice, 'prose');
    const gated = gateSpan(page.text, {
      start: (passage?.start ?? 0) + (unit?.start ?? 0),
      end: (passage?.start ?? 0) + (unit?.end ?? 0),
    });
    expect(gated).toMatchObject({ ok: true, quote: said });
    if (gated.ok) expect(verifySlice(gated, page.text)).toEqual({ ok: true });
  });
});

describe('A PDF that holds no text to read', () => {
  const cut = writePdf([lines(['Text.'])]);
  const picture = 'q 200 0 0 200 60 400 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q';
  const scanned: Drawn[] = [picture, { text: 'Text under the picture.', x: 60, y: 500, size: 11, before: '3 Tr' }];
  const locked =
    '/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <6f2d0a1b3c4d5e6f708192a3b4c5d6e76f2d0a1b3c4d5e6f708192a3b4c5d6e7> /U <0f2d0a1b3c4d5e6f708192a3b4c5d6e70f2d0a1b3c4d5e6f708192a3b4c5d6e7> >> /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]';

  it.each([
    ['is no PDF', Uint8Array.from(Buffer.from('%PDF-1.7\nnot text at all')), /broken or cut off/],
    ['ends in its middle', cut.slice(0, 60), /broken or cut off/],
    ['is protected', writePdf([lines(['Text.'])], { trailer: locked }), /protected by a password/],
    ['holds pictures only', writePdf([[picture]]), /holds only pictures \(one page\).*not read from pictures/],
    ['is a scan with its text unseen', writePdf([scanned, scanned]), /holds only pictures \(2 pages\)/],
    ['is blank', writePdf([[], [], []]), /shows no text on its 3 pages/],
  ])('says so where it %s', async (_, body, sentence) => {
    const { text, reason } = await read(body);
    expect(text).toBeNull();
    expect(reason).toMatch(sentence);
    expect(reason).toMatch(/^[A-Z].*\.$/);
  });

  it('costs a long one its bound on characters, and a slow one its time, and nothing else', async () => {
    const book = writePdf(
      Array.from({ length: 120 }, (_, at) =>
        lines(
          Array.from(
            { length: 100 },
            (_, row) => `Line ${row} of page ${at} tells of ships that came and of ships that went away.`,
          ),
          { top: 800, step: 7.8 },
        ),
      ),
    );
    const before = performance.now();
    const { text } = await read(book);
    expect(text?.text.length).toBeGreaterThan(400_000);
    expect(text?.text.length).toBeLessThan(700_000);
    expect(performance.now() - before).toBeLessThan(10_000);
    const hasty = openPageReader({ file, threads: 1, pdfSeconds: 0.05 });
    expect(
      await hasty.read({ url: 'https://a.example/b.pdf', contentType: 'application/pdf', charset: null, body: book }),
    ).toEqual({ text: null, reason: expect.stringMatching(/more than 0\.05 s/) });
    await hasty.close();
  }, 40_000);
});

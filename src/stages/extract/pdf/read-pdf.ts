import type { PageText, ReceivedPage, UnreadablePage } from '../../../domain/page-text.ts';
import { foldSpace, placeBlocks, visible } from '../blocks.ts';
import { mostCharacters } from '../bound-text.ts';
import { blocksOfLines } from './lines-to-blocks.ts';
import { openPdf, type Pdf } from './open-pdf.ts';
import { linesOfPage, type PdfLine } from './page-lines.ts';
import { withoutRunningLines } from './running-lines.ts';

/** Pages read of one file. A longer one is a book of parts, and its first thousand pages fill the bound on characters. */
const mostPages = 1000;
/** Of the bound on characters so much is read, because running heads and feet are dropped only then. */
const readAhead = 1.5;

/**
 * A PDF file as stored text: headings by the size of their letters, under the number of the page they stand on. What no
 * text can be read from is told in a sentence. Runs in a reading thread only: it has no bound on its own time.
 */
export async function readPdf(page: ReceivedPage): Promise<PageText | UnreadablePage> {
  const opened = await openPdf(page.body);
  if ('unreadable' in opened) return opened;
  try {
    return await textOf(opened, page.url);
  } finally {
    await opened.close();
  }
}

async function textOf(pdf: Pdf, url: string): Promise<PageText | UnreadablePage> {
  const pages: PdfLine[][] = [];
  let hidden = 0;
  let characters = 0;
  let pictures = false;
  for (
    let number = 1;
    number <= Math.min(pdf.pages, mostPages) && characters <= readAhead * mostCharacters;
    number += 1
  ) {
    const content = await pdf.page(number);
    const { lines, unseen } = linesOfPage(content, number);
    pages.push(lines);
    hidden += unseen;
    pictures ||= content.pictures;
    characters += lines.reduce((sum, line) => sum + line.text.length, 0);
  }
  const { drafts, title } = blocksOfLines(withoutRunningLines(pages));
  const { text, blocks } = placeBlocks(drafts);
  if (text === '') return { unreadable: emptyReason(pdf.pages, pictures) };
  return {
    title: foldSpace(visible(title || pdf.title)) || nameOf(url),
    text,
    blocks,
    links: [],
    canonical: null,
    language: pdf.language,
    needsJavascript: false,
    hidden,
  };
}

function emptyReason(pages: number, pictures: boolean): string {
  const size = pages === 1 ? 'one page' : `${pages} pages`;
  return pictures
    ? `This PDF holds only pictures (${size}), as a scanner makes them; text is not read from pictures. Give the address of the same document as a page or a PDF with text.`
    : `This PDF shows no text on its ${size}.`;
}

function nameOf(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  return last === '' ? url : last;
}

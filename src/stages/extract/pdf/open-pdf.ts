import type { UnreadablePage } from '../../../domain/page-text.ts';
import { seenGlyphs } from './seen-glyphs.ts';

/** A run of letters where the file puts it, in points from the lower left corner. */
export interface PdfRun {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  /** A name for its font within the page. */
  font: string;
  monospaced: boolean;
}

export interface PdfPage {
  runs: PdfRun[];
  /** The letters in the order of the file, each with whether a reader sees it. */
  glyphs: { text: string; seen: boolean }[];
  pictures: boolean;
}

export interface Pdf {
  pages: number;
  title: string;
  language: string | null;
  page(number: number): Promise<PdfPage>;
  close(): Promise<void>;
}

/** Opens a PDF file, or tells in a sentence why it cannot be read. */
export async function openPdf(body: Uint8Array): Promise<Pdf | UnreadablePage> {
  giveTransfer();
  const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf');
  const { OPS } = await getResolvedPDFJS();
  const opened = await getDocumentProxy(new Uint8Array(body), {
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    // Nothing of the file is fetched or drawn.
    disableAutoFetch: true,
    enableXfa: false,
  }).catch(unreadableFor);
  if ('unreadable' in opened) return opened;
  const info = await opened.getMetadata().then(
    (found) => found.info as Record<string, unknown>,
    () => ({}) as Record<string, unknown>,
  );
  return {
    pages: opened.numPages,
    title:
      typeof info.Title === 'string' && !/^about:|^untitled$|\.(docx?|indd|tex|dvi)$/i.test(info.Title)
        ? info.Title
        : '',
    language: typeof info.Language === 'string' ? info.Language.toLowerCase() : null,
    async page(number) {
      const page = await opened.getPage(number);
      // What stands beyond the edges of the page is not among it.
      const content = await page.getTextContent();
      const { glyphs, pictures } = seenGlyphs(await page.getOperatorList(), OPS);
      const runs: PdfRun[] = [];
      for (const item of content.items) {
        if (!('str' in item) || item.str === '') continue;
        const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[];
        runs.push({
          text: item.str,
          x,
          y,
          width: item.width,
          size: Math.hypot(a, b),
          font: item.fontName,
          monospaced: content.styles[item.fontName]?.fontFamily === 'monospace',
        });
      }
      page.cleanup();
      return { runs, glyphs, pictures };
    },
    close: () => opened.loadingTask.destroy(),
  };
}

function unreadableFor(error: unknown): UnreadablePage {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') {
    return { unreadable: 'This PDF is protected by a password, so its text cannot be read.' };
  }
  if (name === 'InvalidPDFException' || name === 'FormatError' || name === 'MissingPDFException') {
    return { unreadable: 'This PDF file is broken or cut off, so its text cannot be read.' };
  }
  throw error;
}

/** Fonts are parsed with a method of buffers that Node has from 22 on; without it no page would tell what it shows. */
function giveTransfer(): void {
  if ('transferToFixedLength' in ArrayBuffer.prototype) return;
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    configurable: true,
    value(this: ArrayBuffer, length: number = this.byteLength): ArrayBuffer {
      const moved = new Uint8Array(length);
      moved.set(new Uint8Array(this, 0, Math.min(length, this.byteLength)));
      return moved.buffer;
    },
  });
}

import type { PageText, ReceivedPage, UnreadablePage } from '../../domain/page-text.ts';
import { readPdf } from './pdf/read-pdf.ts';
import { readPage } from './read-page.ts';

/** What a worker thread runs for each page; loaded by file name, hence the default export. */
export default function readInThread(page: ReceivedPage): PageText | Promise<PageText | UnreadablePage> {
  return page.contentType === 'application/pdf' ? readPdf(page) : readPage(page);
}

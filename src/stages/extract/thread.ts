import type { PageText, ReceivedPage } from '../../domain/page-text.ts';
import { readPage } from './read-page.ts';

/** What a worker thread runs for each page; loaded by file name, hence the default export. */
export default function readInThread(page: ReceivedPage): PageText {
  return readPage(page);
}

import type { Served } from './listen.ts';

/** What strangers open first; with them the cards of all products are read and the code of most pages is compiled. */
const opened = ['/', '/stack?fill=best'] as const;

/**
 * Asks for the pages that strangers open first, so that none of them waits for what is done once a process: with 5,000 products
 * half a second. In the background and once; what fails is told in the log as for anybody who asks. Ends when it is done.
 */
export async function warmPages(app: Served, baseUrl: string): Promise<void> {
  for (const path of opened) await (await app.fetch(new Request(new URL(path, baseUrl)))).arrayBuffer();
}

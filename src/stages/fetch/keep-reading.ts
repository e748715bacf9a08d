import { type PageReading, readingBytes } from '../../domain/page-reading.ts';
import type { PageText } from '../../domain/page-text.ts';
import type { Page } from '../../domain/snapshot.ts';
import type { Tools } from '../../ports.ts';

type ReadingTools = Pick<Tools, 'bodies' | 'reader'>;

/**
 * The page with what was read from its body named and kept, so that neither a later stage nor a later run reads that body
 * again. `text` is what was just read; without it a reading of an earlier run stands, unless another reader made it: then
 * the kept body is read once more.
 */
export async function keepReading(page: Page, text: PageText | null, tools: ReadingTools): Promise<Page> {
  const { version } = tools.reader;
  const { reading, ...bare } = page;
  if (version === undefined || page.bodyDigest === null) return bare;
  if (text === null && reading?.reader === version) return page;
  const read = text ?? (await readAgain(page, tools));
  const made = read === null ? null : await kept(read, { version, tools });
  return made === null ? bare : { ...page, reading: made };
}

async function readAgain(page: Page, { bodies, reader }: ReadingTools): Promise<PageText | null> {
  const body = page.bodyDigest === null ? null : await bodies.read(page.bodyDigest);
  if (body === null) return null;
  const { finalUrl: url, contentType, charset } = page;
  // A copy, because the kept bytes may be a view into a larger buffer, all of which would go to the thread.
  return (await reader.read({ url, contentType: contentType ?? '', charset, body: new Uint8Array(body) })).text;
}

async function kept(text: PageText, at: { version: string; tools: ReadingTools }): Promise<PageReading | null> {
  const bytes = readingBytes(text);
  if (bytes === null) return null;
  const { bodies } = at.tools;
  return { reader: at.version, digest: await bodies.keep(bytes.page), textDigest: await bodies.keep(bytes.text) };
}

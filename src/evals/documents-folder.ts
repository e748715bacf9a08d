import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Corpus } from '../domain/corpus.ts';
import type { Page } from '../domain/snapshot.ts';
import type { Tools } from '../ports.ts';
import { extractPassages } from '../stages/extract/extract-passages.ts';
import { plainPage, runOf } from './invented-site.ts';

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  md: 'text/markdown',
  mdx: 'text/markdown',
  txt: 'text/plain',
  adoc: 'text/plain',
  rst: 'text/plain',
};

/** The documents of a folder as passages, each file as a page of its own. Reads Markdown and HTML; other text as plain. */
export async function corpusOfFolder(
  folder: string,
  slug: string,
  tools: Pick<Tools, 'bodies' | 'reader' | 'producer' | 'journal' | 'signal' | 'attempt'>,
): Promise<Corpus> {
  const files = (await readdir(folder, { recursive: true })).sort();
  const pages: Page[] = [];
  for (const file of files) {
    const contentType = contentTypes[/\.([a-z]+)$/.exec(file)?.[1] ?? ''];
    if (contentType === undefined) continue;
    const body = new Uint8Array(await readFile(join(folder, file)));
    const url = `https://${slug}.example/${file.split('\\').join('/')}`;
    const bodyDigest = await tools.bodies.keep(body);
    pages.push({ ...plainPage, url, finalUrl: url, contentType, bodyDigest, bytes: body.length });
  }
  const run = runOf({ slug, name: slug });
  const { startedAt, endedAt } = { startedAt: run.createdAt, endedAt: run.createdAt };
  const result = await extractPassages(
    {
      id: `snapshot-${slug}`,
      runId: run.id,
      attempt: 1,
      run,
      producer: tools.producer,
      startedAt,
      endedAt,
      endedBy: 'done',
      pages,
    },
    tools,
  );
  if (result.kind !== 'record') throw new Error(result.reason);
  return result.record;
}

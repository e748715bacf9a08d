import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sourceWords, wordsOf } from './source-words.ts';

const shared = resolve(import.meta.dirname, '../../../../shared');
const server = join(shared, 'tools/serve-vendor-docs.mjs');

/** Real documentation and what serves it stand beside the checkout, or not at all. */
export const vendorDocsPresent = existsSync(join(shared, 'vendor-docs')) && existsSync(server);

export interface ServedPage {
  url: string;
  title: string;
  body: Uint8Array;
  /** The words of the source file that the page was made from. */
  source: string[];
  /** Every word of that file, marks and attributes of components included: a word of none of them is the site's. */
  vocabulary: ReadonlySet<string>;
}

interface Manifest {
  vendor: string;
  asciidocAttributes?: Record<string, string>;
  files: { path: string; kind: string; url: string; title?: string }[];
}

/** Every page of a vendor's documentation as a site of this layout shows it, in the order of its menu. */
export async function vendorSite(vendor: string, theme: string): Promise<ServedPage[]> {
  const folder = join(shared, 'vendor-docs', vendor);
  const manifest = JSON.parse(readFileSync(join(folder, 'MANIFEST.json'), 'utf8')) as Manifest;
  const attributes = { prodname: manifest.vendor, zwsp: '', nbsp: ' ', ...manifest.asciidocAttributes };
  const child = spawn(process.execPath, [server, folder, '--theme', theme, '--quiet', '--no-gzip']);
  try {
    const origin = await new Promise<string>((done, fail) => {
      child.once('error', fail);
      child.stdout.once('data', (line: Buffer) => done(new URL(JSON.parse(line.toString()).url).origin));
    });
    const pages: ServedPage[] = [];
    for (const file of manifest.files.filter(({ kind }) => kind === 'page')) {
      const answer = await fetch(origin + file.url);
      const source = sourceWords(join(folder, file.path), join(folder, 'docs'), attributes);
      const written = wordsOf(`${file.title ?? ''} ${readFileSync(join(folder, file.path), 'utf8')}`);
      pages.push({
        url: `https://${vendor}.example${file.url}`,
        title: file.title ?? '',
        body: new Uint8Array(await answer.arrayBuffer()),
        source,
        vocabulary: new Set([...source, ...written]),
      });
    }
    return pages;
  } finally {
    child.kill();
  }
}

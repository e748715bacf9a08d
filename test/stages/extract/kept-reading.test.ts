import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readerVersion } from '../../../src/adapters/reader-version.ts';
import { readingBytes } from '../../../src/domain/page-reading.ts';
import type { Page } from '../../../src/domain/snapshot.ts';
import { keptReading } from '../../../src/stages/extract/kept-reading.ts';
import { readPage } from '../../../src/stages/extract/read-page.ts';
import { memoryBodies } from '../../memory-bodies.ts';

const html =
  '<html lang="en"><main><h1>\u{1F512} Keys</h1><p>Keys rotate daily.</p><ul><li>One</li></ul><a href="/x">x</a></main>';
const text = readPage({
  url: 'https://a.example/',
  contentType: 'text/html',
  charset: null,
  body: new TextEncoder().encode(html),
});

async function stored() {
  const bodies = memoryBodies();
  const bytes = readingBytes(text);
  if (bytes === null) throw new Error('not kept');
  const reading = { reader: 'one', digest: await bodies.keep(bytes.page), textDigest: await bodies.keep(bytes.text) };
  const page = { reading } as unknown as Page;
  const asReader = (version?: string) => ({
    bodies,
    reader: { version, read: async () => ({ text: null, reason: '' }) },
  });
  return { page, reading, bodies, asReader };
}

describe('What was read of a page', () => {
  it('comes back as it was, but for links', async () => {
    const { page, asReader } = await stored();
    expect(text.links.length).toBeGreaterThan(0);
    expect(await keptReading(page, asReader('one'))).toEqual({ ...text, links: [] });
  });

  it('is not taken for the work of another reader, nor of one whose version nobody knows', async () => {
    const { page, asReader } = await stored();
    expect(await keptReading(page, asReader('two'))).toBeNull();
    expect(await keptReading(page, asReader())).toBeNull();
  });

  it('is read anew where what was kept is damaged', async () => {
    const { page, reading, asReader } = await stored();
    const { reader } = asReader('one');
    const bodies = { ...memoryBodies(), read: async () => new TextEncoder().encode('Keys never rotate.') };
    expect(await keptReading({ ...page, reading }, { bodies, reader })).toBeNull();
  });

  it('is not kept where its text would not come back', () => {
    expect(readingBytes({ ...text, text: 'half a pair: \uD83D' })).toBeNull();
    expect(readingBytes({ ...text, text: '\uFEFFmark' })).not.toBeNull();
  });
});

describe('The version of the reader', () => {
  it('is another one after any change of its code or of the packages, and the same without', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-reader-'));
    const thread = join(folder, 'extract-thread.js');
    const version = () => readerVersion(pathToFileURL(thread), folder);
    writeFileSync(thread, 'export default 1');
    writeFileSync(join(folder, 'package.json'), '{}');
    const before = await version();
    expect(await version()).toBe(before);
    writeFileSync(join(folder, 'package.json'), '{"a":1}');
    const packages = await version();
    writeFileSync(thread, 'export default 2');
    expect(new Set([before, packages, await version()]).size).toBe(3);
  });
});

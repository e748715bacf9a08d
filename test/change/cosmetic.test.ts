import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Cosmetics, rearranged, rewritten } from './cosmetics.ts';
import { failingPages } from './failing-pages.ts';
import { afterReading, firstBaseline, openSiteReader, publishedBaseline } from './read-site.ts';
import { hasRealDocs, realVendor, serveSite } from './served-site.ts';

const soak = process.env.ASSAY_SOAK === '1';
const slugs = soak ? ['amundsen', 'cedar', 'debezium', 'kserve', 'langgraph', 'milvus', 'prometheus'] : ['cedar'];

if (!hasRealDocs) console.warn('The real vendor documentation is not here: the suite of cosmetic edits is skipped.');

const told: string[] = [];
afterAll(() => console.info(told.join('\n')));

describe.skipIf(!hasRealDocs)('Edits of real documentation that change no sentence', () => {
  for (const slug of slugs) {
    it(`open nothing in ${slug}`, { timeout: 400_000 }, async () => {
      const vendor = realVendor(slug);
      const first = await serveSite(vendor.folder, 0);
      const reader = await openSiteReader([first.host]);
      const port = Number(first.host.split(':')[1]);
      const before = await reader.read(vendor, { host: first.host, baseline: firstBaseline });
      await first.stop();
      if (!before.draft) throw new Error(before.reason);
      const pages = before.corpus?.pages.length ?? 0;
      let baseline = publishedBaseline(before);
      const opened: string[] = [];
      let edits = 0;
      const readWith = async (what: string, options: readonly string[], count: number) => {
        const site = await serveSite(vendor.folder, port, options);
        await readOnce(what, site.host, () => count);
        await site.stop();
      };
      const readOnce = async (what: string, host: string, counted: () => number) => {
        const after = await reader.read(vendor, { host, baseline });
        const count = counted();
        baseline = afterReading(baseline, after);
        const items =
          after.draft?.change?.items ?? (after.draft ? [{ path: 'all', sentence: 'a whole new draft' }] : []);
        edits += count;
        opened.push(...items.map(({ path, sentence }) => `${what}: ${path}: ${sentence}`));
        const moved = after.draft?.change?.requotes.length ?? 0;
        told.push(`${slug}, ${what}: ${count} edits, ${items.length} open, ${moved} moved; ${after.reason}`);
      };
      const chrome = await readWithFiles(rewritten(vendor), (options, count) =>
        readWith('chrome, white space, order, dates', ['--chrome-rev', '7', ...options], count + pages),
      );
      const behind = await serveSite(vendor.folder, 0);
      const door = await failingPages(port, behind.host);
      await readOnce('some pages fail', door.host, () => door.withheld());
      await door.stop();
      await behind.stop();
      expect(door.withheld()).toBeGreaterThan(3);
      const moved = await readWithFiles(rearranged(vendor), (options, count) =>
        readWith('renamed and split', options, count),
      );
      for (const folder of [chrome, moved]) rmSync(folder, { recursive: true });
      await reader.close();
      told.push(`${slug}: ${edits} edits, ${opened.length} opened`);
      expect(opened.slice(0, Math.floor(opened.length)), opened.join('\n')).toHaveLength(
        Math.min(opened.length, Math.floor(edits / 100)),
      );
    });
  }
});

async function readWithFiles(
  { files, removed, edits }: Cosmetics,
  read: (options: readonly string[], count: number) => Promise<void>,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-overlay-'));
  for (const [file, text] of files) {
    const path = join(folder, 'docs', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  await read(['--overlay', folder, ...removed.flatMap((file) => ['--remove', `docs/${file}`])], edits);
  return folder;
}

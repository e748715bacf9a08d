import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFixtureSites } from '../../src/adapters/fixture-site.ts';
import type { Http } from '../../src/ports.ts';

/** A copy of the invented product's site that tests may edit, and what reads it. */
export interface CopiedSite {
  http: Http;
  /** Replaces a text in one of its files; fails where the file does not hold it. */
  edit(file: string, from: string, to: string): Promise<void>;
  /** Moves a folder to another place in the site, and every link along with it. */
  move(from: string, to: string): Promise<void>;
  close(): Promise<void>;
}

export async function copySite(): Promise<CopiedSite> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-site-'));
  const site = join(folder, 'quillstore', 'site');
  await cp(join(import.meta.dirname, '..', '..', 'fixtures', 'quillstore', 'site'), site, { recursive: true });
  return {
    http: openFixtureSites(folder, {
      get: async ({ url }) => ({ kind: 'failed', cause: 'offline', url, reason: 'Tests reach the copied site only.' }),
    }),
    async edit(file, from, to) {
      const text = await readFile(join(site, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not say "${from}"`);
      await writeFile(join(site, file), text.replaceAll(from, to));
    },
    async move(from, to) {
      await rename(join(site, from), join(site, to));
      const entries = await readdir(site, { recursive: true, withFileTypes: true });
      for (const entry of entries.filter((each) => each.isFile())) {
        const path = join(entry.parentPath, entry.name);
        const text = await readFile(path, 'utf8');
        await writeFile(path, text.replaceAll(`/${from}/`, `/${to}/`));
      }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

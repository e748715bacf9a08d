import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { temporaryFolder } from '../cli/run-assay.ts';

const root = join(import.meta.dirname, '..', '..');
const shared = join(root, '..', 'shared');
const serve = join(shared, 'tools', 'serve-vendor-docs.mjs');
const present = existsSync(serve);
if (!present) console.warn('The real vendor documentation is not here: its analyses are skipped.');
const soak = process.env.ASSAY_SOAK === '1';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder?.remove());

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', join(root, 'bench', 'analyse-folders.ts'), ...args], {
    cwd: root,
  });

/** What is public in a data folder: product, version and whose approval it stands under. */
async function published(data: string): Promise<string[]> {
  const { store, close } = await openStore({ dataFolder: data, databaseUrl: null });
  const { ids } = await store.publications.current();
  const cards = await store.publications.listed(ids);
  await close();
  return [...cards.values()].map(({ slug, version, approvedBy }) => `${slug} ${version} ${approvedBy}`).sort();
}

describe('Analyses of whole folders', () => {
  it('are made of the two invented products, and published in a person’s name, who is told to look', async () => {
    const data = join(folder.path, 'invented');
    const { stdout } = await run('--data', data, '--invented', '--approve', '--as', 'ada@example.com');
    expect(stdout).toContain('read by nobody');
    expect(await published(data)).toEqual(['murmurgate 1 ada@example.com', 'quillstore 1 ada@example.com']);
  });

  it('are published in nobody’s name unless it is said', async () => {
    const data = join(folder.path, 'nobody');
    await expect(run('--data', data, '--invented', '--approve')).rejects.toMatchObject({ code: 2 });
    expect(existsSync(data)).toBe(false);
  });

  it.skipIf(!present)('are made of real documentation, and wait for review unless approved', async () => {
    const docs = join(folder.path, 'docs');
    const slugs = soak ? ['amundsen', 'cedar', 'debezium', 'kserve', 'langgraph', 'milvus', 'prometheus'] : ['cedar'];
    await mkdir(docs);
    for (const slug of slugs) await symlink(join(shared, 'vendor-docs', slug), join(docs, slug));
    const data = join(folder.path, 'real');
    const { stdout } = await run('--data', data, '--docs', docs, '--serve', serve, '--port', '0');
    expect(stdout.match(/waits for review/g)).toHaveLength(slugs.length);
    expect(await published(data)).toEqual([]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { drafterVersion } from '../../src/adapters/reader-version.ts';

const root = mkdtempSync(join(tmpdir(), 'assay-version-'));
afterAll(() => rmSync(root, { recursive: true }));

const write = (path: string, text: string) => {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return pathToFileURL(file);
};

describe('The version of the code that makes a draft', () => {
  it('is another one after any change of a stage, of the domain or of the packages, and of nothing else', async () => {
    const thread = write('src/stages/extract/thread.ts', 'export default 1');
    write('src/domain/digest.ts', 'export const digest = 1');
    write('package.json', '{}');
    const seen = [await drafterVersion(thread, root)];
    for (const path of ['src/stages/draft/sections/risks.ts', 'src/stages/gather/facts.ts', 'src/domain/levels.ts']) {
      write(path, 'export const word = "one"');
      seen.push(await drafterVersion(thread, root));
      write(path, 'export const word = "two"');
      seen.push(await drafterVersion(thread, root));
    }
    write('package-lock.json', '{"packages":{}}');
    seen.push(await drafterVersion(thread, root));
    expect(new Set(seen).size).toBe(seen.length);
    write('src/web/page.tsx', 'export const page = 1');
    expect(await drafterVersion(thread, root)).toBe(seen.at(-1));
  });

  it('is that of all its parts in a bundle', async () => {
    const thread = write('bundle/thread.js', 'import "./part-1.js"');
    write('bundle/part-1.js', '1');
    const before = await drafterVersion(thread, root);
    write('bundle/part-1.js', '2');
    expect(await drafterVersion(thread, root)).not.toBe(before);
  });
});

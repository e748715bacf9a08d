import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

describe('The page of the Stack Builder', () => {
  it('is made of nothing that only a server has, so that an export can make it in a browser', async () => {
    const bundled = await bundle("export { StackPage } from './src/web/public/stack/stack-page.tsx';");
    expect(Object.keys(bundled.metafile.inputs)).toContain('src/web/public/stack/stack-body.tsx');
    expect(Object.keys(bundled.metafile.inputs).filter((file) => /adapters|actions/.test(file))).toEqual([]);
  });

  it('is looked at by a test that sees what only a server has', async () => {
    const other = bundle("export { addStackPage } from './src/web/public/stack/stack-routes.tsx';");
    await expect(other).rejects.toThrow(/node:crypto/);
  });
});

function bundle(contents: string) {
  return build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    logLevel: 'silent',
    metafile: true,
    platform: 'browser',
    write: false,
  });
}

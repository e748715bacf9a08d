import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { UsageError } from '../../errors.ts';
import { packageRoot } from '../../package-root.ts';
import type { CopyScripts } from './copied-page.ts';
import type { SiteFolder } from './site-folder.ts';

const files: CopyScripts = { early: 'assets/early.js', module: 'assets/site.js' };

/** Runs before the body is shown: a page that will be drawn for its query is not shown as it stands for a moment first. */
const early = `if (location.search) {
  document.documentElement.dataset.drawing = '';
  setTimeout(() => delete document.documentElement.dataset.drawing, 4000);
}
`;

/** Takes of zod what is used alone: by its one name, `z`, a bundle would hold all of it, which is two thirds of a page's script. */
const oneByOne: Plugin = {
  name: 'one-by-one',
  setup(bundler) {
    bundler.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const loader = extname(path) === '.tsx' ? 'tsx' : 'ts';
      return { contents: source.replace(`import { z } from 'zod'`, `import * as z from 'zod'`), loader };
    });
  },
};

/** Makes the scripts of a copy from their sources and writes them. Throws `UsageError` without the bundler. */
export async function copyScripts(folder: SiteFolder): Promise<CopyScripts> {
  const { build } = await import('esbuild').catch((error: Error) => {
    throw new UsageError(`The scripts of the export cannot be made: ${error.message}. Run "npm install" again.`, 1);
  });
  const made = await build({
    entryPoints: [join(packageRoot, 'src/cli/export/browser/main.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [oneByOne],
  });
  folder.write(files.early, early);
  folder.write(files.module, made.outputFiles[0]?.text ?? '');
  return files;
}

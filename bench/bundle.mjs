// Bundles the command line, the page reader's thread and the workers into dist/: they start several times faster than
// the sources. Run by `npm install` (`prepare`); without it everything runs from the sources.
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'dist');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
let esbuild;
try {
  esbuild = await import('esbuild');
} catch {
  // A production install has no bundler; the sources run through tsx then.
  process.exit(0);
}
rmSync(out, { recursive: true, force: true });
await esbuild.build({
  entryPoints: {
    cli: join(root, 'src/cli/main.ts'),
    'extract-thread': join(root, 'src/stages/extract/thread.ts'),
  },
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Commander is needed for every command and small; what a command needs beside it is loaded when it runs.
  external: Object.keys(dependencies)
    .filter((name) => name !== 'commander')
    .flatMap((name) => [name, `${name}/*`]),
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  logLevel: 'warning',
});

#!/usr/bin/env node
// Starts the command line: the bundle when it is newer than every source (it starts in a fraction of the time), else
// the sources through tsx. Nobody has to know of the bundle; `npm install` makes it.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bundle = join(root, 'dist', 'cli.js');

if (process.env.npm_lifecycle_event) stopWithNpm();

if (bundleIsNewest()) {
  await import(pathToFileURL(bundle).href);
} else {
  const { register } = await import('tsx/esm/api');
  register({ tsconfig: join(root, 'tsconfig.json') });
  await import(pathToFileURL(join(root, 'src', 'cli', 'main.ts')).href);
}

// npm and npx start this through a shell, and a signal to npm ends that shell without ever reaching us: a server would run
// on, with its data folder locked. Twice a second is soon enough for whoever starts it again.
function stopWithNpm() {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

function bundleIsNewest() {
  if (!existsSync(bundle)) return false;
  const made = statSync(bundle).mtimeMs;
  return ['src', 'workers'].every((folder) => newestIn(join(root, folder)) <= made);
}

function newestIn(folder) {
  if (!existsSync(folder)) return 0;
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const at = entry.isDirectory() ? newestIn(path) : /\.(ts|tsx|sql)$/.test(entry.name) ? statSync(path).mtimeMs : 0;
    if (at > newest) newest = at;
  }
  return newest;
}

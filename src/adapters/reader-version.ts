import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Names the code that reads pages: another one after any change of it or of the packages that it uses, so that nothing an
 * earlier one read is taken for its work. A bundle names its parts by their content; of sources every file that the reader
 * may import counts, which is a few too many and never one too few.
 */
export async function readerVersion(thread: URL, packageRoot: string): Promise<string> {
  const files = thread.pathname.endsWith('.ts')
    ? [...(await filesIn(new URL('./', thread))), ...(await filesIn(new URL('../../domain/', thread)))]
    : [fileURLToPath(thread)];
  return versionOf(files, packageRoot);
}

/** The same of all code that makes passages of pages and finds quotes in them: of a bundle, every part. */
export async function workingVersion(thread: URL, packageRoot: string): Promise<string> {
  const folders = thread.pathname.endsWith('.ts') ? ['./', '../gather/', '../../domain/'] : ['./'];
  const files = await Promise.all(folders.map((folder) => filesIn(new URL(folder, thread))));
  return versionOf(files.flat(), packageRoot);
}

/** The same of all code that makes a draft of pages: what it makes of equal pages can differ only where this does. */
export async function drafterVersion(thread: URL, packageRoot: string): Promise<string> {
  const folders = thread.pathname.endsWith('.ts') ? ['../', '../../domain/'] : ['./'];
  const files = await Promise.all(folders.map((folder) => filesIn(new URL(folder, thread))));
  return versionOf(files.flat(), packageRoot);
}

async function versionOf(files: readonly string[], packageRoot: string): Promise<string> {
  const packages = [join(packageRoot, 'package.json'), join(packageRoot, 'package-lock.json')];
  const texts = await Promise.all([...files, ...packages].map((path) => readFile(path).catch(orNothing)));
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length} `).update(text);
  // Equal by accident once in 2^48 pairs, and there are as many as there were releases.
  return hash.digest('hex').slice(0, 12);
}

async function filesIn(folder: URL): Promise<string[]> {
  const path = fileURLToPath(folder);
  const names = await readdir(path, { recursive: true });
  return names
    .filter((name) => /\.[jt]s$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

/** An installation may come without its lock file. */
function orNothing(error: NodeJS.ErrnoException): Buffer {
  if (error.code === 'ENOENT') return Buffer.alloc(0);
  throw error;
}

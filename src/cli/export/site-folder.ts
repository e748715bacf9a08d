import { mkdirSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '../../errors.ts';
import { fileFault } from '../file-fault.ts';

/** The folder that a copy is written to. */
export interface SiteFolder {
  /** Writes a file that must not be there yet. Throws `UsageError` where it cannot be written. */
  write(file: string, content: string): void;
  read(file: string): Promise<string>;
  has(file: string): boolean;
  readonly files: number;
  readonly bytes: number;
}

/** Opens a new or empty folder. Throws `UsageError` where it holds something already, so that nothing is overwritten. */
export async function openSiteFolder(folder: string): Promise<SiteFolder> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UsageError(`${folder} cannot be written to: ${fileFault(error)}. Name a new or empty folder.`);
  });
  if (entries.length > 0) {
    throw new UsageError(`${folder} is not empty. Name a new folder, so that nothing of yours is overwritten.`, 1);
  }
  const written = new Set<string>();
  const made = new Set<string>();
  let bytes = 0;
  return {
    write(file, content) {
      const path = join(folder, file);
      try {
        makeFolder(dirname(path));
        // At once: thousands of small files took twice the processor by way of threads, and nobody else waits for this one.
        // Somebody else may write here meanwhile: theirs is not overwritten either.
        writeFileSync(path, content, { flag: 'wx' });
      } catch (error) {
        throw new UsageError(`${path} cannot be written: ${fileFault(error)}.`, 1);
      }
      written.add(file);
      bytes += Buffer.byteLength(content);
    },
    read: (file) => readFile(join(folder, file), 'utf8'),
    has: (file) => written.has(file),
    get files() {
      return written.size;
    },
    get bytes() {
      return bytes;
    },
  };

  function makeFolder(path: string): void {
    if (made.has(path)) return;
    mkdirSync(path, { recursive: true });
    made.add(path);
  }
}

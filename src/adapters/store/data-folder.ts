import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { UsageError } from '../../errors.ts';

const failures: Record<string, string> = {
  EACCES: 'cannot be written: its permissions forbid it',
  EPERM: 'cannot be written: its permissions forbid it',
  EROFS: 'cannot be written: it is on a read-only file system',
  ENOTDIR: 'is not a folder: a part of its path is a file',
  EEXIST: 'is not a folder: a file of that name is there',
  ENOSPC: 'cannot be written: the disk is full',
};

/** Creates the data folder where it is missing. Throws `UsageError` with one sentence when it cannot be used. */
export async function prepareDataFolder(dataFolder: string): Promise<void> {
  try {
    // Only its owner may look in: stored pages and accounts are inside.
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
    if (!(await stat(dataFolder)).isDirectory()) throw Object.assign(new Error('file'), { code: 'EEXIST' });
    await access(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw folderError(dataFolder, error);
  }
}

/** The sentence for what the file system said about a data folder; anything else is given back as it is. */
export function folderError(dataFolder: string, error: unknown): unknown {
  const said = failures[(error as NodeJS.ErrnoException)?.code ?? ''];
  if (!said) return error;
  return new UsageError(`The data folder ${dataFolder} ${said}. Choose another with --data or ASSAY_DATA.`, 1);
}

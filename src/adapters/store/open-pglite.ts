import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { UsageError } from '../../errors.ts';
import { folderError, prepareDataFolder } from './data-folder.ts';
import { type DataFolderLock, lockDataFolder } from './data-folder-lock.ts';
import { defaultTemplateFolder, placeEmptyCluster } from './empty-cluster.ts';
import { PglitePool, parsersOfPg, serializersOfPg } from './pglite-pool.ts';

/** The embedded database of a data folder, owned by this process alone until `close`. */
export interface OpenedPglite {
  pool: PglitePool;
  lock: DataFolderLock;
  close(): Promise<void>;
}

/**
 * Opens the embedded database of a data folder, creating both where they are missing. Throws `UsageError` when the
 * folder cannot be used or another process owns it.
 */
export async function openPglite(
  dataFolder: string,
  templateFolder: string | null,
  onCreate: () => void = () => undefined,
): Promise<OpenedPglite> {
  await prepareDataFolder(dataFolder);
  const guard: { pool: PglitePool | null } = { pool: null };
  const lock = await lockDataFolder(dataFolder, (error) => guard.pool?.refuse(error)).catch((error: unknown) => {
    throw folderError(dataFolder, error);
  });
  try {
    await removeHalfMade(dataFolder);
    const folder = join(dataFolder, 'database');
    if (!(await stat(folder).catch(() => null))) {
      onCreate();
      await placeEmptyCluster(folder, templateFolder ?? defaultTemplateFolder());
    }
    const db = await start(folder);
    const pool = new PglitePool(db);
    guard.pool = pool;
    return {
      pool,
      lock,
      async close() {
        await db.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw folderError(dataFolder, error);
  }
}

async function start(folder: string): Promise<PGlite> {
  // Loaded late: it costs every command line start, and PostgreSQL users never need it.
  const { PGlite } = await import('@electric-sql/pglite');
  try {
    return await PGlite.create(folder, { parsers: parsersOfPg, serializers: serializersOfPg });
  } catch (error) {
    throw new UsageError(
      `The database in ${folder} does not open (${(error as Error).message}). It is damaged or was written by another ` +
        'version: restore a backup, or set ASSAY_DATA to a new folder.',
      1,
    );
  }
}

/** What a process left that was killed while it copied the first database in. */
async function removeHalfMade(dataFolder: string): Promise<void> {
  const left = (await readdir(dataFolder)).filter((name) => name.startsWith('database.half-'));
  for (const name of left) await rm(join(dataFolder, name), { recursive: true, force: true });
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenedStore, openStore } from '../../../src/adapters/store/open-store.ts';

/** A store on an embedded database in a folder of its own, removed when it is closed. */
export async function temporaryStore(): Promise<OpenedStore> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'assay-store-'));
  const opened = await openStore({ dataFolder, databaseUrl: null });
  return {
    ...opened,
    async close() {
      await opened.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

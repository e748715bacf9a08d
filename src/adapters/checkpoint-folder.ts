import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointArchive } from '../ports.ts';

/** Checkpoints of the audit log as files of a folder, one each, made when the first is kept. */
export function openCheckpointFolder(folder: string): CheckpointArchive {
  return {
    async keep(checkpoint) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${checkpoint.at.replace(/[-:]|\.\d+/g, '')}-${checkpoint.entries}.json`;
      // `wx`: what is kept is never written over. A second of the same moment and length says the same.
      await writeFile(join(folder, name), `${JSON.stringify(checkpoint)}\n`, { flag: 'wx', mode: 0o600 }).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error;
        },
      );
      return name;
    },
    async all() {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      const kept = names.filter((name) => name.endsWith('.json')).sort();
      return Promise.all(kept.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));
    },
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openCheckpointFolder } from '../../src/adapters/checkpoint-folder.ts';
import { type OpenedStore, openStore } from '../../src/adapters/store/open-store.ts';
import type { CheckpointArchive, Store } from '../../src/ports.ts';
import { startPostgres } from '../contract/postgres-server.ts';

/** A store on a database of its own, with a folder for checkpoints and a clock set by hand. */
export interface ProofGround {
  opened: OpenedStore;
  store: Store;
  archive: CheckpointArchive;
  /** Where the checkpoints' files are. */
  folder: string;
  databaseUrl: string | null;
  clock: { now(): Date; pass(milliseconds: number): void };
}

/** Runs the same tests on the embedded database and on PostgreSQL; the latter are skipped, and say so, where there is none. */
export async function onBothDatabases(what: string, tests: (ground: () => ProofGround) => void): Promise<void> {
  const server = await startPostgres();
  afterAll(() => server?.close());
  describe(`${what}, on the embedded database`, () => tests(groundBefore(null)));
  describe.skipIf(server === null)(`${what}, on PostgreSQL`, () => tests(groundBefore(server?.url ?? null)));
}

function groundBefore(databaseUrl: string | null): () => ProofGround {
  let ground: ProofGround | null = null;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-proof-'));
    let now = Date.parse('2026-03-01T10:00:00.000Z');
    const clock = {
      now: () => new Date(now),
      pass(milliseconds: number) {
        now += milliseconds;
      },
    };
    const opened = await openStore({ dataFolder: folder, databaseUrl, clock });
    const checkpoints = join(folder, 'audit-checkpoints');
    const archive = openCheckpointFolder(checkpoints);
    ground = { opened, store: opened.store, archive, folder: checkpoints, databaseUrl, clock };
  });
  afterAll(async () => {
    await ground?.opened.close();
    if (ground) await rm(join(ground.folder, '..'), { recursive: true, force: true });
  });
  return () => {
    if (!ground) throw new Error('The database is open only while tests run.');
    return ground;
  };
}

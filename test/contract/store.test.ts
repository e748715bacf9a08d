import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { type OpenedStore, openStore } from '../../src/adapters/store/open-store.ts';
import { startPostgres } from './postgres-server.ts';
import { storeContract } from './store.ts';

const server = await startPostgres();
afterAll(() => server?.close());

describe('The store on the embedded database', () => {
  const opened = openBefore(null);
  storeContract(opened);
});

describe.skipIf(server === null)('The store on PostgreSQL', () => {
  const opened = openBefore(server?.url ?? null);
  storeContract(opened);
});

function openBefore(databaseUrl: string | null): () => OpenedStore {
  let dataFolder: string | null = null;
  let opened: OpenedStore | null = null;
  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'assay-store-'));
    opened = await openStore({ dataFolder, databaseUrl });
    // Who approves in the sample records: the database takes approvals of known reviewers only.
    await opened.store.accounts.addPerson({ email: 'reviewer@company.example', role: 'reviewer' }, 'assay');
  });
  afterAll(async () => {
    await opened?.close();
    if (dataFolder) await rm(dataFolder, { recursive: true, force: true });
  });
  return () => {
    if (!opened) throw new Error('The store is open only while tests run.');
    return opened;
  };
}

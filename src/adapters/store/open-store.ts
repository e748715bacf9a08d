import type { Clock, Store } from '../../ports.ts';
import { accountStore } from './account-store.ts';
import { auditStore } from './audit-store.ts';
import { databaseUse } from './database-use.ts';
import { draftStore } from './draft-store.ts';
import { hostTurns } from './host-turns.ts';
import { insightStore } from './insight-store.ts';
import { installationSecret } from './installation-secret.ts';
import { journalStore } from './journal-store.ts';
import { keptBodies } from './kept-bodies.ts';
import { keptWorkings } from './kept-workings.ts';
import { migrate } from './migrate.ts';
import { modelLedger } from './model-ledger.ts';
import { newsStore } from './news-store.ts';
import { openPglite } from './open-pglite.ts';
import { openPostgres } from './open-postgres.ts';
import type { PoolLike } from './pool.ts';
import { publicationStore } from './publication-store.ts';
import { recordStore } from './record-store.ts';
import { reportStore } from './report-store.ts';
import { runStore } from './run-store.ts';
import { scheduleStore } from './schedule-store.ts';
import { storedThings } from './stored-things.ts';
import { vendorStore } from './vendor-store.ts';
import { webhookStore } from './webhook-store.ts';

export interface StoreSettings {
  /** Where the embedded database lives; not looked at when `databaseUrl` is set. */
  dataFolder: string;
  databaseUrl: string | null;
  /** The folder of numbered SQL files; given when the program runs from a bundle. */
  migrationsFolder?: string;
  /** Where the prepared empty database is kept; `~/.cache/assay` unless given. */
  templateFolder?: string;
  /** Called before a first database is made, which takes seconds, so that the caller can say so. */
  onCreate?: () => void;
  /** The time of changes that carry none of their own; the system's unless given. */
  clock?: Clock;
}

export interface OpenedStore {
  store: Store;
  /** The same pool, for the queue's tables in their own schema. */
  pool: PoolLike;
  kind: 'pglite' | 'postgres';
  /** Says where this process' server answers, so that commands find it through the data folder. Nothing to do on PostgreSQL. */
  announce(address: string): Promise<void>;
  close(): Promise<void>;
}

const systemClock: Clock = { now: () => new Date() };

/**
 * Opens the store on the embedded database of the data folder, or on PostgreSQL when an address is set, and brings its
 * schema up to date. Throws `UsageError` when it cannot be used: folder in use, read-only, from a newer version; server
 * silent.
 */
export async function openStore(settings: StoreSettings): Promise<OpenedStore> {
  const opening = settings.databaseUrl ? await onPostgres(settings.databaseUrl) : await onPglite(settings);
  const opened = { ...opening, close: onceOnly(opening.close) };
  try {
    await migrate(opened.pool, settings.migrationsFolder);
    // The embedded database belongs to one process: whatever is under way in it was so for one that has died.
    if (opened.kind === 'pglite') await opened.pool.query('delete from assay.model_flight');
  } catch (error) {
    await opened.close();
    throw error;
  }
  const store = storeOn(opened.pool, { clock: settings.clock ?? systemClock, close: opened.close });
  return { ...opened, store };
}

/** Closing twice is no error: the store and whoever opened it both may. */
function onceOnly(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | null = null;
  return () => {
    closing ??= close();
    return closing;
  };
}

async function onPglite(settings: StoreSettings): Promise<Omit<OpenedStore, 'store'>> {
  const { pool, lock, close } = await openPglite(
    settings.dataFolder,
    settings.templateFolder ?? null,
    settings.onCreate,
  );
  return { pool, kind: 'pglite', announce: lock.announce, close };
}

async function onPostgres(databaseUrl: string): Promise<Omit<OpenedStore, 'store'>> {
  const pool = await openPostgres(databaseUrl);
  return { pool, kind: 'postgres', announce: async () => undefined, close: () => pool.end() };
}

function storeOn(pool: PoolLike, { clock, close }: { clock: Clock; close: () => Promise<void> }): Store {
  const database = { pool, clock };
  return {
    bodies: keptBodies(pool),
    workings: keptWorkings(pool),
    vendors: vendorStore(database),
    runs: runStore(database),
    records: recordStore(database),
    drafts: draftStore(database),
    publications: publicationStore(database),
    news: newsStore(database),
    webhooks: webhookStore(database),
    reports: reportStore(database),
    accounts: accountStore(database),
    schedules: scheduleStore(database),
    ledger: modelLedger(database),
    turns: hostTurns(pool),
    secret: installationSecret(database),
    journal: journalStore(database),
    audit: auditStore(database),
    insights: insightStore(pool),
    stored: storedThings(pool),
    use: databaseUse(pool),
    async ping() {
      await pool.query('select 1');
    },
    close,
  };
}

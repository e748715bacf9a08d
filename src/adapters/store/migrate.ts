import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../../errors.ts';
import type { PoolClient, PoolLike, Queryable } from './pool.ts';

/** Any number that nothing else locks; spells ASSY. Held while migrating, so that of several starters one migrates. */
const migrationLock = 0x41535359;

interface Migration {
  number: number;
  name: string;
  digest: string;
  sql: string;
}

/**
 * Brings the schema up to date: each numbered file once, in order, each in a transaction that also records it. Throws
 * `UsageError` when the database was written by a newer version or an applied file has been changed since.
 */
export async function migrate(pool: PoolLike, folder: string = ownMigrations()): Promise<void> {
  const migrations = await readMigrations(folder);
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    try {
      await applyMissing(client, migrations);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [migrationLock]);
    }
  } finally {
    client.release();
  }
}

function ownMigrations(): string {
  return join(dirname(fileURLToPath(import.meta.url)), 'migrations');
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{3}-.+\.sql$/.test(name)).sort();
  const migrations = await Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      const digest = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
      return { number: Number(name.slice(0, 3)), name, digest, sql };
    }),
  );
  const gap = migrations.find(({ number }, index) => number !== index + 1);
  if (gap || migrations.length === 0) {
    throw new Error(
      `The migrations in ${folder} are not numbered 001, 002, … without gaps; see ${gap?.name ?? 'none'}.`,
    );
  }
  return migrations;
}

async function applyMissing(client: PoolClient, migrations: Migration[]): Promise<void> {
  const applied = await readApplied(client);
  const newer = applied.find(({ number }) => number > migrations.length);
  if (newer) {
    throw new UsageError(
      `This data was written by a newer version of Assay (migration ${newer.name}; this version knows ` +
        `${migrations.length}). Start that version, or restore an older backup.`,
      1,
    );
  }
  for (const migration of migrations) {
    const before = applied.find(({ number }) => number === migration.number);
    if (!before) await apply(client, migration);
    else if (before.digest !== migration.digest) {
      throw new UsageError(
        `Migration ${migration.name} is not the file that this database was made with. Applied migrations never change: ` +
          'restore the file and add a new one.',
        1,
      );
    }
  }
}

async function readApplied(client: Queryable): Promise<Omit<Migration, 'sql'>[]> {
  const { rows } = await client.query<{ there: string | null }>(`select to_regclass('assay.migration')::text as there`);
  if (!rows[0]?.there) return [];
  const applied = await client.query<Omit<Migration, 'sql'>>(
    'select number, name, digest from assay.migration order by number',
  );
  return applied.rows;
}

async function apply(client: Queryable, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into assay.migration (number, name, digest) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.digest,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

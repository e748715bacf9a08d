import { chmod, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPglite } from '../../../src/adapters/store/open-pglite.ts';
import { openStore } from '../../../src/adapters/store/open-store.ts';
import { UsageError } from '../../../src/errors.ts';
import { aReservation } from '../../contract/sample-calls.ts';

const migrations = join(import.meta.dirname, '../../../src/adapters/store/migrations');

describe('Opening the store', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-open-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const refused = async (settings: { dataFolder: string; databaseUrl?: string; migrationsFolder?: string }) => {
    const error: unknown = await openStore({ databaseUrl: null, ...settings }).then(
      async (opened) => {
        await opened.close();
        return null;
      },
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ exitCode: 1 });
    return (error as UsageError).message;
  };

  it('waits for no reply to what a process that has died was asking a model', async () => {
    const dataFolder = at('asked');
    const reservation = aReservation();
    const first = await openStore({ dataFolder, databaseUrl: null });
    expect(await first.store.ledger.reserve(reservation)).toMatchObject({ kind: 'reserved' });
    expect(await first.store.ledger.reserve(reservation)).toEqual({ kind: 'needless' });
    await first.close();
    const second = await openStore({ dataFolder, databaseUrl: null });
    expect(await second.store.ledger.reserve(reservation)).toMatchObject({ kind: 'reserved' });
    await second.close();
  });

  it('creates the folder, applies each migration once, and finds everything again', async () => {
    const dataFolder = at('deep/new');
    let created = 0;
    const onCreate = () => {
      created += 1;
    };
    const first = await openStore({ dataFolder, databaseUrl: null, onCreate });
    const digest = await first.store.bodies.keep(Buffer.from('kept'));
    await first.close();
    await first.store.close();
    expect(await readdir(dataFolder)).toEqual(['database']);
    const second = await openStore({ dataFolder, databaseUrl: null, onCreate });
    expect(created).toBe(1);
    expect(second.kind).toBe('pglite');
    expect(Buffer.from((await second.store.bodies.read(digest)) ?? '').toString()).toBe('kept');
    const { rows } = await second.pool.query('select number, name from assay.migration order by number');
    expect(rows.map((row) => row.name)).toEqual((await readdir(migrations)).sort());
    await second.close();
    await expect(second.store.ping()).rejects.toThrow();
  });

  it('refuses data of a newer version and a migration that was changed, and leaves the folder free', async () => {
    const dataFolder = at('newer');
    const newer = at('newer-migrations');
    await cp(migrations, newer, { recursive: true });
    const next = String((await readdir(newer)).length + 1).padStart(3, '0');
    await writeFile(join(newer, `${next}-later.sql`), 'create table assay.later (id int);');
    await (await openStore({ dataFolder, databaseUrl: null, migrationsFolder: newer })).close();
    expect(await refused({ dataFolder })).toContain(`newer version of Assay (migration ${next}-later.sql`);
    await writeFile(join(newer, `${next}-later.sql`), 'create table assay.other (id int);');
    expect(await refused({ dataFolder, migrationsFolder: newer })).toContain(`${next}-later.sql is not the file`);
  });

  it('tells in an older folder, by its audit log, which accounts are machines’ and who has signed in before', async () => {
    const dataFolder = at('older');
    const older = at('older-migrations');
    await cp(migrations, older, { recursive: true, filter: (path) => !/02[2-9]-[^/]+\.sql$/.test(path) });
    const before = await openStore({ dataFolder, databaseUrl: null, migrationsFolder: older });
    const people = [
      'ada@a.example',
      'invited@a.example',
      'namer@a.example',
      'root@old-host.local',
      'welcome@a.example',
    ];
    for (const email of people)
      await before.pool.query(`insert into assay.person (email, role) values ($1, 'admin')`, [email]);
    // Neither the session nor the token that these rows tell of is left.
    const rows = [
      ['account.added', 'welcome@a.example', ''],
      ['account.added', 'root@old-host.local', ''],
      ['account.added', 'ada@a.example', '', 'root@old-host.local'],
      ['account.added', 'namer@a.example', '', 'ada@a.example'],
      ['account.token-made', 'namer@a.example', 'commands on this machine'],
      ['account.token-made', 'welcome@a.example', 'commands on this machine'],
      ['account.session-made', 'Ada@a.example', 'link'],
      ['account.token-made', 'ada@a.example', 'CI'],
      ['account.link-made', 'invited@a.example', 'first sign-in'],
      ['account.token-made', 'root@old-host.local', 'commands on this machine'],
    ];
    for (const [index, [action, subject, label, actor = 'assay']] of rows.entries())
      await before.pool.query(
        `insert into assay.audit (sequence, at, actor, action, subject, detail, previous_hash, hash)
         values ($1, '2026-01-02T03:04:05Z', $7, $2, $3, $4, $5, $6)`,
        [index + 1, action, subject, JSON.stringify({ label }), String(index), `${index}`.padStart(64, '0'), actor],
      );
    await before.close();
    const after = await openStore({ dataFolder, databaseUrl: null });
    const accounts = await after.store.accounts.accounts();
    const lastHere = Object.fromEntries(accounts.map(({ email, lastUsedAt }) => [email, lastUsedAt]));
    expect(lastHere).toMatchObject({ 'ada@a.example': '2026-01-02T03:04:05.000Z', 'invited@a.example': null });
    const found = accounts.map(({ email, machine, signsIn }) => [email, machine, signsIn]);
    expect(found).toEqual([
      ['ada@a.example', false, true],
      ['invited@a.example', false, false],
      ['namer@a.example', false, false],
      ['root@old-host.local', true, false],
      ['welcome@a.example', false, false],
    ]);
    await after.close();
  });

  it('leaves nothing of a migration that fails halfway', async () => {
    const dataFolder = at('failing');
    const broken = at('broken-migrations');
    await cp(migrations, broken, { recursive: true });
    const next = String((await readdir(broken)).length + 1).padStart(3, '0');
    await writeFile(
      join(broken, `${next}-broken.sql`),
      'create table assay.half (id int); select nothing from nowhere;',
    );
    await expect(openStore({ dataFolder, databaseUrl: null, migrationsFolder: broken })).rejects.toThrow(/nowhere/);
    const { pool, close } = await openStore({ dataFolder, databaseUrl: null });
    expect((await pool.query(`select to_regclass('assay.half')::text as half`)).rows).toEqual([{ half: null }]);
    await close();
  });

  it('names a folder that is a file, below a file, or cannot be written', async () => {
    await writeFile(at('file'), '');
    expect(await refused({ dataFolder: at('file') })).toMatch(/is not a folder: a file of that name/);
    expect(await refused({ dataFolder: at('file/below') })).toMatch(/is not a folder: a part of its path is a file/);
  });

  it.skipIf(process.getuid?.() === 0)('names a folder that may not be written', async () => {
    await mkdir(at('closed'));
    await chmod(at('closed'), 0o500);
    expect(await refused({ dataFolder: at('closed') })).toMatch(/permissions forbid it/);
  });

  it('names a database that does not open', async () => {
    await mkdir(at('damaged/database'), { recursive: true });
    await writeFile(at('damaged/database/PG_VERSION'), '12\n');
    expect(await refused({ dataFolder: at('damaged') })).toMatch(/does not open .*restore a backup/);
    expect(await readdir(at('damaged'))).toEqual(['database']);
  });

  it('creates the database in place where no prepared one can be kept, and removes what a killed copy left', async () => {
    await writeFile(at('no-cache'), '');
    await mkdir(at('bare/database.half-abc'), { recursive: true });
    const { pool, close } = await openPglite(at('bare'), at('no-cache/below'));
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await close();
    expect(await readdir(at('bare'))).toEqual(['database']);
  }, 60_000);

  it('names a PostgreSQL that does not answer, without the password', async () => {
    const message = await refused({ dataFolder: '', databaseUrl: 'postgres://me:hush-hush@127.0.0.1:1/assay' });
    expect(message).toMatch(/PostgreSQL at 127\.0\.0\.1:1\/assay does not answer/);
    expect(message).not.toContain('hush-hush');
  });
});

import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { type FoundService, missingService } from './found-service.ts';
import { freePort } from './free-port.ts';

const run = promisify(execFile);
const installed = '/usr/lib/postgresql';

/**
 * A real PostgreSQL with an empty database: a new one on the server of `ASSAY_TEST_DATABASE_URL`, or on a server started
 * here from the installed binaries; null where neither is to be had. PostgreSQL refuses to run as root, so then it runs as the user `postgres`.
 */
export async function startPostgres(): Promise<FoundService | null> {
  const given = process.env.ASSAY_TEST_DATABASE_URL;
  if (given) return newDatabase(given);
  const binaries = await binariesFolder();
  if (!binaries) return missingService('postgres', 'set ASSAY_TEST_DATABASE_URL, or install PostgreSQL');
  try {
    return await startServer(binaries);
  } catch (error) {
    return missingService('postgres', `the installed server does not start (${(error as Error).message})`);
  }
}

async function newDatabase(server: string): Promise<FoundService | null> {
  const name = `assay_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, close: () => onServer(server, `drop database if exists ${name} with (force)`) };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

async function binariesFolder(): Promise<string | null> {
  const versions = await readdir(installed).catch(() => []);
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest ? join(installed, newest, 'bin') : null;
}

async function startServer(binaries: string): Promise<FoundService | null> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-postgres-'));
  const user = await serverUser();
  if (user) await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const initial = ['-D', data, '-U', 'assay', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await run(join(binaries, 'initdb'), initial, { ...user });
  const port = await freePort();
  // fsync off: these data outlive nothing. Sockets go to the folder, because /run may not be ours.
  const options = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-F'];
  const server = spawn(join(binaries, 'postgres'), options, { ...user, stdio: 'ignore' });
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  const url = `postgres://assay@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    server.kill('SIGINT');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  await answers(url, Date.now() + 15_000).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, close: stop };
}

async function serverUser(): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null;
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

async function answers(url: string, until: number): Promise<void> {
  for (;;) {
    try {
      return await onServer(url, 'select 1');
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(50);
    }
  }
}

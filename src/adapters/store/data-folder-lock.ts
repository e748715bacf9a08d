import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { UsageError } from '../../errors.ts';
import { isRunning, ownIdentity } from './process-identity.ts';

/** Milliseconds between two signs of life: a second opener that must watch for one is answered well within two seconds. */
const beatEvery = 500;
/** Milliseconds of silence after which an owner in another container or on another machine counts as gone. */
const goneAfter = 10_000;

const Owner = z.object({
  token: z.string(),
  pid: z.int(),
  startedAt: z.string().nullable(),
  place: z.string(),
  /** Base address of the running server; null until it listens. */
  address: z.string().nullable(),
});
type Owner = z.infer<typeof Owner>;

/** The lock as its holder sees it. */
export interface DataFolderLock {
  /** Says where the server of this data folder answers, for commands on the same machine. */
  announce(address: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Makes this process the only owner of a data folder: two owners of an embedded database destroy it without an error.
 * The lock of a process that is gone is taken over. Throws `UsageError` when a running process holds it. `onLost` is
 * called when another process took the lock over because this one gave no sign of life: it must stop writing at once.
 */
export async function lockDataFolder(dataFolder: string, onLost: (error: Error) => void): Promise<DataFolderLock> {
  const path = lockPath(dataFolder);
  const owner: Owner = { token: randomBytes(16).toString('hex'), ...ownIdentity(), address: null };
  await acquire(path, owner, dataFolder);
  const heart = setInterval(() => void beat(), beatEvery);
  heart.unref();

  async function beat(): Promise<void> {
    const current = await readOwner(path);
    if (current?.token !== owner.token) {
      clearInterval(heart);
      onLost(new Error(`The data folder ${dataFolder} was taken over by process ${current?.pid ?? 'unknown'}.`));
      return;
    }
    const now = new Date();
    // Gone between reading and here only if the folder is being removed; the next beat will say so.
    await utimes(path, now, now).catch(() => undefined);
  }

  return {
    async announce(address) {
      owner.address = address;
      await writeFile(`${path}.${owner.token}`, JSON.stringify(owner));
      await rename(`${path}.${owner.token}`, path);
    },
    async release() {
      clearInterval(heart);
      const current = await readOwner(path);
      if (current?.token === owner.token) await rm(path, { force: true });
    },
  };
}

/** Who owns a data folder, if anybody; `alive` is false when that process is gone. */
export async function readLock(
  dataFolder: string,
): Promise<{ pid: number; address: string | null; alive: boolean } | null> {
  const path = lockPath(dataFolder);
  const owner = await readOwner(path);
  if (!owner) return null;
  const running = isRunning(owner);
  const alive = running === 'unknown' ? (await silence(path)) < goneAfter : running === 'yes';
  return { pid: owner.pid, address: owner.address, alive };
}

function lockPath(dataFolder: string): string {
  return join(dataFolder, 'owner.json');
}

/**
 * Creates the lock file, whole and exclusively. A dead owner's file is removed under a lock of its own, named after the
 * dead owner's token, so that of several openers only one removes it and none removes a successor's.
 */
async function acquire(path: string, owner: Owner, dataFolder: string): Promise<void> {
  while (!(await createWhole(path, owner))) {
    const other = await readOwner(path);
    if (!other) continue;
    if (!(await isGone(path, other))) throw inUse(other, dataFolder);
    const claim = `${path}.${other.token.slice(0, 8)}`;
    await acquire(claim, owner, dataFolder);
    try {
      const still = await readOwner(path);
      if (still?.token === other.token) await rm(path, { force: true });
    } finally {
      await rm(claim, { force: true });
    }
  }
}

async function createWhole(path: string, owner: Owner): Promise<boolean> {
  const draft = `${path}.${owner.token}.new`;
  await writeFile(draft, JSON.stringify(owner), { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Waits for a sign of life only where the system cannot say whether the process runs. */
async function isGone(path: string, other: Owner): Promise<boolean> {
  const running = isRunning(other);
  if (running !== 'unknown') return running === 'no';
  const first = await beatTime(path);
  while ((await silence(path)) < goneAfter) {
    await sleep(100);
    if ((await beatTime(path)) !== first) return false;
  }
  return true;
}

async function silence(path: string): Promise<number> {
  return Date.now() - (await beatTime(path));
}

async function beatTime(path: string): Promise<number> {
  const state = await stat(path).catch(() => null);
  return state?.mtimeMs ?? 0;
}

async function readOwner(path: string): Promise<Owner | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return Owner.parse(JSON.parse(text));
  } catch {
    throw new UsageError(
      `The lock file ${path} cannot be read. If no Assay process runs on this folder, remove it.`,
      1,
    );
  }
}

function inUse(owner: Owner, dataFolder: string): UsageError {
  const where = owner.address ? ` (${owner.address})` : '';
  // Of a process in another container or on another machine the number is of no use here.
  const end = isRunning(owner) === 'yes' ? `in its terminal with Ctrl+C, or with "kill ${owner.pid}"` : 'where it runs';
  return new UsageError(
    `The data folder ${dataFolder} is in use by process ${owner.pid}${where}: end it ${end}, or name another folder with ` +
      'ASSAY_DATA. Several processes at once share a PostgreSQL (DATABASE_URL).',
    1,
  );
}

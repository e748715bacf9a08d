import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder, readLock } from '../../../src/adapters/store/data-folder-lock.ts';
import { ownIdentity } from '../../../src/adapters/store/process-identity.ts';
import { UsageError } from '../../../src/errors.ts';

describe('The lock of a data folder', () => {
  let folder: string;
  const children: ChildProcess[] = [];
  const path = () => join(folder, 'owner.json');
  const neverLost = (error: Error) => {
    throw error;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-lock-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('is held by one, told to the others with process and address, and gone after its release', async () => {
    expect(await readLock(folder)).toBeNull();
    const lock = await lockDataFolder(folder, neverLost);
    expect(await readLock(folder)).toEqual({ pid: process.pid, address: null, alive: true });
    await lock.announce('http://127.0.0.1:4870');
    expect(await readLock(folder)).toEqual({ pid: process.pid, address: 'http://127.0.0.1:4870', alive: true });
    const refused = lockDataFolder(folder, neverLost);
    await expect(refused).rejects.toThrow(
      new RegExp(
        `in use by process ${process.pid} \\(http://127.0.0.1:4870\\): end it in its terminal with Ctrl\\+C, or with "kill ${process.pid}"`,
      ),
    );
    await expect(refused).rejects.toMatchObject({ exitCode: 1 });
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
    await (await lockDataFolder(folder, neverLost)).release();
  });

  it('goes to exactly one of many who take a dead owner’s lock over at the same time', async () => {
    const dead = { token: 'aaaaaaaaaaaaaaaa', ...ownIdentity(), startedAt: '1', address: null };
    await writeFile(path(), JSON.stringify(dead));
    expect(await readLock(folder)).toMatchObject({ alive: false });
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataFolder(folder, neverLost)));
    const won = tries.filter((result) => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const lost of tries.filter((result) => result.status === 'rejected')) {
      expect(lost.reason).toBeInstanceOf(UsageError);
    }
    await won[0]?.value.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps one owner also when openers come a moment apart, round after round', async () => {
    for (let round = 0; round < 40; round += 1) {
      const dead = { token: String(round).padStart(16, 'a'), ...ownIdentity(), startedAt: '1', address: null };
      await writeFile(path(), JSON.stringify(dead));
      const opener = async (place: number) => {
        await sleep(place % 4);
        return lockDataFolder(folder, neverLost);
      };
      const tries = await Promise.allSettled(Array.from({ length: 8 }, (_, place) => opener(place)));
      const won = tries.filter((result) => result.status === 'fulfilled');
      expect(won).toHaveLength(1);
      await won[0]?.value.release();
    }
  });

  it('does not trust a process number alone: the same number started at another time is another process', async () => {
    await writeFile(
      path(),
      JSON.stringify({ token: 'b'.repeat(16), ...ownIdentity(), startedAt: '42', address: null }),
    );
    await (await lockDataFolder(folder, neverLost)).release();
  });

  it('takes over from an opener that was killed while it took over', async () => {
    const dead = { token: 'cccccccccccccccc', ...ownIdentity(), startedAt: '1', address: null };
    await writeFile(path(), JSON.stringify(dead));
    await writeFile(`${path()}.cccccccc`, JSON.stringify({ ...dead, token: 'dddddddddddddddd' }));
    await (await lockDataFolder(folder, neverLost)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('believes the heartbeat of an owner in another container, and its silence after ten seconds', async () => {
    const elsewhere = { token: 'e'.repeat(16), ...ownIdentity(), pid: 1, place: 'another container', address: null };
    await writeFile(path(), JSON.stringify(elsewhere));
    const beat = setInterval(() => void utimes(path(), new Date(), new Date()), 300);
    const began = Date.now();
    await expect(lockDataFolder(folder, neverLost)).rejects.toThrow(/in use by process 1:/);
    expect(Date.now() - began).toBeLessThan(2000);
    clearInterval(beat);
    expect(await readLock(folder)).toMatchObject({ alive: true });
    const longAgo = new Date(Date.now() - 11_000);
    await utimes(path(), longAgo, longAgo);
    expect(await readLock(folder)).toMatchObject({ alive: false });
    await (await lockDataFolder(folder, neverLost)).release();
  });

  it('tells an owner whose lock was taken, and leaves the successor’s alone', async () => {
    const told: Error[] = [];
    const lock = await lockDataFolder(folder, (error) => void told.push(error));
    const successor = { token: 'f'.repeat(16), ...ownIdentity(), address: null };
    await writeFile(path(), JSON.stringify(successor));
    await expect
      .poll(() => told.map((error) => error.message).join(), { timeout: 3000 })
      .toMatch(/taken over by process/);
    await lock.release();
    expect(JSON.parse(await readFile(path(), 'utf8')).token).toBe(successor.token);
  });

  it('asks for help with a lock file that it cannot read', async () => {
    await writeFile(path(), 'not json');
    await expect(lockDataFolder(folder, neverLost)).rejects.toThrow(/cannot be read/);
  });

  it('refuses a second process within two seconds, and takes over at once after the first was killed', async () => {
    const owner = await startOwner(folder, children);
    for (let time = 0; time < 20; time += 1) {
      const began = Date.now();
      await expect(lockDataFolder(folder, neverLost)).rejects.toThrow(`in use by process ${owner.pid}`);
      expect(Date.now() - began).toBeLessThan(2000);
    }
    owner.kill('SIGKILL');
    await new Promise((ended) => owner.once('exit', ended));
    expect(await readLock(folder)).toMatchObject({ pid: owner.pid, alive: false });
    const began = Date.now();
    await (await lockDataFolder(folder, neverLost)).release();
    expect(Date.now() - began).toBeLessThan(2000);
  }, 60_000);
});

async function startOwner(folder: string, children: ChildProcess[]): Promise<ChildProcess> {
  const program = join(import.meta.dirname, 'owner-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await new Promise((open, failed) => {
    child.stdout?.once('data', open);
    child.once('exit', (code) => failed(new Error(`the owner ended with ${code}`)));
  });
  return child;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { assay, temporaryFolder } from './run-assay.ts';

const root = join(import.meta.dirname, '..', '..');

it('A server that npm started names how to end it, and ends in order when only npm is told to', async () => {
  const folder = await temporaryFolder();
  const data = join(folder.path, 'data');
  const npm = spawn('npm', ['start', '--', '--port', '0', '--no-demo', '--data', data], { cwd: root, stdio: 'ignore' });
  const ended = once(npm, 'exit');
  const pid = await serverOf(data);
  try {
    const second = await assay(['start', '--port', '0', '--no-demo'], { data });
    expect([second.code, second.stderr]).toEqual([1, expect.stringContaining(`with "kill ${pid}"`)]);
    npm.kill('SIGTERM');
    await ended;
    await expect.poll(() => isRunning(pid), { timeout: 10_000, interval: 100 }).toBe(false);
    await expect(access(join(data, 'owner.json'))).rejects.toThrow();
  } finally {
    if (isRunning(pid)) process.kill(pid, 'SIGKILL');
    await folder.remove();
  }
}, 60_000);

async function serverOf(data: string): Promise<number> {
  for (let tries = 0; tries < 300; tries += 1) {
    const text = await readFile(join(data, 'server.json'), 'utf8').catch(() => null);
    if (text !== null) return (JSON.parse(text) as { pid: number }).pid;
    await sleep(100);
  }
  throw new Error('npm start did not start a server.');
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

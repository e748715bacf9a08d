import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FoundService, missingService } from './found-service.ts';
import { freePort } from './free-port.ts';

/**
 * A real Redis with nothing in it: the one of `ASSAY_TEST_REDIS_URL`, which is taken as it is, or a server started here,
 * set as docker-compose sets it: append-only file, nothing evicted.
 * Another eviction policy always gets a server of its own.
 */
export async function startRedis(policy = 'noeviction'): Promise<FoundService | null> {
  const given = process.env.ASSAY_TEST_REDIS_URL;
  if (given && policy === 'noeviction') return { url: given, close: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'assay-redis-'));
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const kept = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', policy];
  const server = spawn('redis-server', [...options, ...kept], { stdio: 'ignore' });
  const ended = new Promise<string>((done) => {
    server.once('error', (error) => done(error.message));
    server.once('exit', (code) => done(`it ended with code ${code}`));
  });
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const failure = await Promise.race([answers(port, Date.now() + 10_000), ended]);
  if (failure === null) return { url: `redis://127.0.0.1:${port}`, close: stop };
  await stop();
  return missingService('redis', `set ASSAY_TEST_REDIS_URL, or install redis-server (${failure})`);
}

/** Null once the server answers a PING; a sentence when it does not in time. */
async function answers(port: number, until: number): Promise<string | null> {
  while (Date.now() < until) {
    if (await pong(port)) return null;
    await sleep(30);
  }
  return 'it does not answer';
}

function pong(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      done(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => done(false));
  });
}

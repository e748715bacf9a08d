import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'assay.mjs');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  /** From the first line on standard error to the end, in milliseconds. */
  afterFirstWord: number;
}

export interface Surroundings {
  data: string;
  env?: Record<string, string>;
  cwd?: string;
}

/** Runs a command to its end, with no setting of the machine's own. */
export async function assay(args: string[], { data, env = {}, cwd }: Surroundings): Promise<Ended> {
  const child = spawn(process.execPath, [bin, ...args], { env: settings(data, env), cwd: cwd ?? tmpdir() });
  child.stdin.end();
  let stdout = '';
  let stderr = '';
  let firstWord: number | null = null;
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    firstWord ??= performance.now();
    stderr += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr, afterFirstWord: firstWord === null ? 0 : performance.now() - firstWord };
}

export interface Server {
  address: string;
  /** The one-time sign-in address that it printed. */
  link: string;
  process: ChildProcess;
  stdout(): string;
  /** Asks it to stop and gives its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the whole product on a free port and waits until it says where it is. */
export async function startServer(
  data: string,
  env: Record<string, string> = {},
  more: string[] = [],
): Promise<Server> {
  const child = spawn(process.execPath, [bin, 'start', '--port', '0', '--data', data, ...more], {
    env: settings(data, { ASSAY_LOG_LEVEL: 'warn', ...env }),
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const found = await new Promise<{ address: string; link: string }>((ready, failed) => {
    child.stdout.on('data', () => {
      const address = /Assay runs at (\S+)/.exec(stdout)?.[1];
      const link = /Sign in once with (\S+)\n/.exec(stdout)?.[1];
      if (address && link) ready({ address, link });
    });
    child.once('exit', (code) => failed(new Error(`start ended with ${code}: ${stderr}`)));
  });
  return {
    ...found,
    process: child,
    stdout: () => stdout,
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      return ((await ended) as [number | null])[0];
    },
  };
}

/** A folder that is removed afterwards. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'assay-cli-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Lines of a stack: what no person should be shown. */
export function stackLines(text: string): string[] {
  return text.split('\n').filter((line) => /^\s+at |node:internal|Error: /.test(line));
}

function settings(data: string, env: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, TZ: 'UTC', ASSAY_DATA: data, ...env };
}

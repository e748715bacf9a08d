import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The web application in a process of its own, on a seeded database. */
export interface ServedCatalogue {
  /** Of the process. */
  pid: number;
  address: string;
  cookie: string;
  routes: string[];
  call: { run: string; id: string };
  stop(): Promise<void>;
}

/** What one answer took. */
export interface Answer {
  status: number;
  /** Until the last byte was ready, in milliseconds. */
  took: number;
  /** Of all threads of the web application, in milliseconds: what it would take on a core of its own. */
  processor: number;
  /** Of the event loop's thread, in milliseconds: by its own work it cannot have stood still for longer. */
  loop: number;
  queries: number;
  /** Compressed. */
  bytes: number;
}

/** Starts the web application; `databaseUrl` null means the embedded database of the folder. */
export async function serveCatalogue(at: { folder: string; databaseUrl: string | null }): Promise<ServedCatalogue> {
  const { DATABASE_URL: _none, ...environment } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'server-process.ts')], {
    env: { ...environment, ASSAY_DATA: at.folder, ...(at.databaseUrl ? { DATABASE_URL: at.databaseUrl } : {}) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const line = await Promise.race([
    new Promise<string>((ready) => createInterface({ input: child.stdout }).once('line', ready)),
    ended.then(() => {
      throw new Error('the web application ended before it was ready');
    }),
  ]);
  return {
    ...(JSON.parse(line) as Omit<ServedCatalogue, 'stop'>),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Asks for a page as a browser does, with a signed-in person's session. */
export async function askPage({ address, cookie }: ServedCatalogue, path: string): Promise<Answer> {
  const reply = await fetch(`${address}${path}`, {
    headers: { cookie, 'accept-encoding': 'gzip' },
    redirect: 'manual',
  });
  await reply.arrayBuffer();
  const figure = (name: string): number => Number(reply.headers.get(`x-${name}`));
  return {
    status: reply.status,
    took: figure('took'),
    processor: figure('processor'),
    loop: figure('loop'),
    queries: figure('queries'),
    bytes: figure('bytes'),
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { webServer } from '../adapters/http/loopback.ts';
import { html } from '../stages/fetch/fetch-fixture.ts';
import { startPostgres } from './postgres-server.ts';

/** Two worker processes, three products on one host, one PostgreSQL: the manners belong to the host, not to a process. */
const server = await startPostgres();
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(() => server?.close());

interface Watched {
  url: string;
  host: string;
  starts: number[];
  mostOpen(): number;
  /** Requests under way now. */
  open(): number;
}

/** Three products of twelve pages each under one host name. */
async function threeProducts(robots: string, milliseconds: number): Promise<Watched> {
  const starts: number[] = [];
  let [now, most] = [0, 0];
  const loopback = await webServer((request, response) => {
    starts.push(performance.now());
    now += 1;
    most = Math.max(most, now);
    response.on('close', () => {
      now -= 1;
    });
    const path = request.url ?? '/';
    const page = /^\/(one|two|three)\/([a-l])?$/.exec(path);
    const known = path === '/robots.txt' || page;
    const links = [...'abcdefghijkl'].map((letter) => `/${page?.[1]}/${letter}`);
    setTimeout(() => {
      response.writeHead(known ? 200 : 404, { 'content-type': path === '/robots.txt' ? 'text/plain' : 'text/html' });
      response.end(path === '/robots.txt' ? robots : html(`Page ${path}`, links));
    }, milliseconds);
  });
  ends.push(() => loopback.close());
  return { url: loopback.url, host: loopback.host, starts, mostOpen: () => most, open: () => now };
}

interface Worker {
  child: ChildProcess;
  ended: Promise<string>;
}

function worker(site: Watched, sources: string[], pages = 100): Worker {
  const errand = {
    databaseUrl: server?.url,
    allowHost: site.host,
    sources: sources.map((one) => site.url + one),
    pages,
  };
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'fetch-child.ts'), JSON.stringify(errand)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  ends.push(async () => void child.kill('SIGKILL'));
  let said = '';
  child.stdout?.on('data', (data) => {
    said += String(data);
  });
  return { child, ended: new Promise((resolve) => child.once('close', () => resolve(said))) };
}

const read = (said: string): number[] => JSON.parse(said.split('\n')[1] || '[]') as number[];

describe.skipIf(server === null)('Worker processes that crawl one host', () => {
  it('have one request open between them, and read all of three products', async () => {
    const site = await threeProducts('', 10);
    const both = [worker(site, ['/one/', '/two/']), worker(site, ['/three/'])];
    const said = await Promise.all(both.map(({ ended }) => ended));
    expect(said.flatMap(read)).toEqual([13, 13, 13]);
    expect(site.mostOpen()).toBe(1);
  }, 60_000);

  it('keep the host’s crawl delay between them', async () => {
    const site = await threeProducts('User-agent: *\nCrawl-delay: 0.3\n', 0);
    const both = [worker(site, ['/one/', '/two/'], 3), worker(site, ['/three/'], 3)];
    await Promise.all(both.map(({ ended }) => ended));
    // The first requests of all ask for the rules themselves; from the first answer on the delay is known.
    const gaps = site.starts.slice(3).map((start, at) => start - (site.starts[at + 2] ?? 0));
    expect(gaps.length).toBeGreaterThan(12);
    // Counted from the answer before: a process that was slow to send its request brings nobody closer to it.
    expect(Math.min(...gaps)).toBeGreaterThan(298);
  }, 60_000);

  it('get the turn of one that was killed, after at most its lease', async () => {
    const site = await threeProducts('', 40);
    const killed = worker(site, ['/one/']);
    while (site.starts.length < 4 || site.open() === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    killed.child.kill('SIGKILL');
    const started = performance.now();
    const [said] = await Promise.all([worker(site, ['/two/'], 5).ended]);
    expect(read(said ?? '')).toEqual([5]);
    // The lease is a page's three seconds and five more.
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(site.mostOpen()).toBe(1);
  }, 60_000);
});

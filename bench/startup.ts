import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * How long people wait for the program itself: `assay --help` against an empty Node, in turn; and the time from
 * `assay start` on an existing database until the catalogue has answered.
 */
const root = join(import.meta.dirname, '..');
const assay = join(root, 'bin', 'assay.mjs');
const rounds = Number(process.argv[2] ?? 7);

const ratios: number[] = [];
const helps: number[] = [];
for (let round = 0; round <= rounds; round += 1) {
  const help = timed([assay, '--help']);
  const bare = timed(['-e', '0']);
  // The first round warms the disk cache.
  if (round > 0) {
    ratios.push(help / bare);
    helps.push(help);
  }
}
console.log(
  `assay --help: median ${Math.round(median(helps))} ms, ${median(ratios).toFixed(2)} × bare node (${rounds} pairs)`,
);

const data = mkdtempSync(join(tmpdir(), 'assay-bench-start-'));
await firstPage(data);
const starts: number[] = [];
for (let round = 0; round < rounds; round += 1) starts.push(await firstPage(data));
console.log(
  `first page after start on an existing database: median ${(median(starts) / 1000).toFixed(2)} s (${rounds} starts)`,
);
rmSync(data, { recursive: true, force: true });

function timed(args: string[]): number {
  const began = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - began;
}

/** Milliseconds from starting the process until `/` has answered with 200. */
async function firstPage(folder: string): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [assay, 'start', '--port', '0', '--data', folder, '--no-demo'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((gone) => child.once('close', gone));
  const url = await new Promise<string>((ready) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /Assay runs at (\S+)/.exec(said)?.[1];
      if (found) ready(found);
    });
  });
  const page = await fetch(url);
  await page.text();
  const took = performance.now() - began;
  child.kill('SIGTERM');
  await ended;
  return took;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

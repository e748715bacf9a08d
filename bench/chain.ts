import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm run bench`: the whole offline analysis of one real documentation site, as a user runs it, in processes of its own:
 * a first analysis into a new data folder, then a second over unchanged pages. Prints seconds, pages, and the peak
 * resident memory that the operating system saw. Needs the vendor documentation beside the checkout.
 */
const root = join(import.meta.dirname, '..');
const vendor = process.argv[2] ?? 'kserve';
const site = join(root, '..', 'shared', 'vendor-docs', vendor);
const rounds = Number(process.argv[3] ?? 3);

if (!existsSync(site)) {
  console.log(`Nothing to measure: ${join('..', 'shared', 'vendor-docs', vendor)} is not there.`);
  process.exit(0);
}

const server = await serve();
const rows: { round: number; run: string; seconds: number; peakMb: number; outcome: string }[] = [];
try {
  for (let round = 1; round <= rounds; round += 1) {
    const data = mkdtempSync(join(tmpdir(), 'assay-bench-'));
    for (const run of ['first', 'unchanged']) {
      rows.push({ round, run, ...(await analyse(data, server.url)) });
    }
    rmSync(data, { recursive: true, force: true });
  }
} finally {
  server.stop();
}
console.table(rows);
for (const run of ['first', 'unchanged']) {
  const of = rows.filter((row) => row.run === run);
  console.log(
    `${run}: median ${median(of.map((row) => row.seconds))} s, peak ${median(of.map((row) => row.peakMb))} MB, ${vendor}, no latency, Node ${process.version}`,
  );
}

async function serve(): Promise<{ url: string; stop: () => void }> {
  const child = spawn(
    process.execPath,
    [join(root, '..', 'shared', 'tools', 'serve-vendor-docs.mjs'), site, '--quiet'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const line = await new Promise<string>((ready) =>
    child.stdout.once('data', (chunk: Buffer) => ready(chunk.toString())),
  );
  const url = /http:\/\/[\d.]+:\d+\/?/.exec(line)?.[0] ?? '';
  return { url, stop: () => child.kill() };
}

async function analyse(data: string, url: string): Promise<{ seconds: number; peakMb: number; outcome: string }> {
  const began = process.hrtime.bigint();
  const args = [
    join(root, 'bin', 'assay.mjs'),
    'analyse',
    url,
    '--name',
    vendor,
    '--layer',
    'L4',
    '--offline',
    '--json',
  ];
  const child = spawn(process.execPath, [...args, '--data', data], {
    env: { ...process.env, ASSAY_ALLOW_HOSTS: new URL(url).host },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  let peak = 0;
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const watch = setInterval(() => {
    peak = Math.max(peak, highWater(child.pid ?? 0));
  }, 50);
  const code = await new Promise<number | null>((ended) => child.once('close', ended));
  clearInterval(watch);
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const outcome = code === 0 ? (said.includes('has not changed') ? 'unchanged' : 'drafted') : `exit ${code}`;
  return { seconds: Math.round(seconds * 10) / 10, peakMb: Math.round(peak / 1024), outcome };
}

/** The process's peak resident set in kB so far, from the kernel; 0 where there is no /proc. */
function highWater(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

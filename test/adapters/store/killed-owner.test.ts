import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/adapters/store/open-store.ts';

const children: ChildProcess[] = [];

describe('An owner of the embedded database that is killed', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-kill-'));
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('loses no row that it acknowledged, three kills in a row', async () => {
    const acknowledged: Record<string, number> = {};
    for (const [round, rows] of [7, 60, 150].entries()) {
      const runId = `run-killed-${round}`;
      acknowledged[runId] = await killAfter(folder, runId, rows);
      expect(acknowledged[runId]).toBeGreaterThanOrEqual(rows);
    }
    const { store, close } = await openStore({ dataFolder: folder, databaseUrl: null });
    for (const [runId, count] of Object.entries(acknowledged)) {
      const rows = await store.journal.read(runId, 0, count);
      expect(rows.map((row) => row.text)).toEqual(Array.from({ length: count }, (_, index) => `row ${index + 1}`));
    }
    await close();
    // Three processes start and three databases recover: seconds alone, tens of seconds beside other suites on two cores.
  }, 120_000);
});

/** Kills a writing owner once it acknowledged so many rows, and gives how many it had acknowledged by then. */
async function killAfter(folder: string, runId: string, rows: number): Promise<number> {
  const program = join(import.meta.dirname, 'owner-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder, runId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'open') continue;
    last = Number(line);
    if (last === rows) child.kill('SIGKILL');
  }
  return last;
}

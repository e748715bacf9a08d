import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { StageName } from '../../src/domain/closed-lists.ts';

const points = ['started', 'made', 'kept'] as const;

/** Chains that are killed at every stage: one, or thirty in the long run, which is ten kills a point and stage. */
const chains = process.env.ASSAY_SOAK === '1' ? 30 : 1;

describe('A process that is killed at every stage in turn', () => {
  it.each(Array.from({ length: chains }, (_, index) => index))(
    'still ends the run once, with one record of each kind, one draft and one publication (chain %i)',
    async (chain) => {
      const folder = await mkdtemp(join(tmpdir(), 'assay-crash-'));
      const data = join(folder, 'data');
      for (const [index, stage] of StageName.options.entries()) {
        const point = points[(chain + index) % points.length];
        expect(await runUntil(data, { stage, point })).toBe('held');
      }
      expect(await runUntil(data, null)).toBe('done');

      const { store, pool, close } = await openStore({ dataFolder: data, databaseUrl: null });
      const status = await store.runs.status('run-crash');
      expect(status).toMatchObject({ outcome: 'drafted', attempt: 1, failure: null });
      const drafts = await store.drafts.list({ limit: 10 });
      expect(drafts.items.map(({ id, revision }) => [id, revision])).toEqual([[status?.draftId, 1]]);
      expect(await store.publications.history('quillstore')).toHaveLength(1);
      expect(await store.runs.due(10)).toEqual([]);
      const { rows } = await pool.query<{ kind: string; times: number }>(
        'select kind, count(*)::int as times from assay.record group by kind order by kind',
      );
      expect(rows).toEqual(['corpus', 'evidence', 'run', 'snapshot'].map((kind) => ({ kind, times: 1 })));
      await close();
      await rm(folder, { recursive: true, force: true });
    },
    120_000,
  );
});

/** Runs the product until it says that it is held, and kills it there; or until it is done. */
async function runUntil(data: string, hold: object | null): Promise<string> {
  const file = join(import.meta.dirname, 'chain-child.ts');
  const given = hold ? [JSON.stringify(hold)] : [];
  const child = spawn(process.execPath, ['--import', 'tsx', file, data, ...given], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let said = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes('held')) child.kill('SIGKILL');
  });
  await ended;
  return said.trim() || errors.slice(-2_000);
}

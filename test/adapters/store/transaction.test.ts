import { describe, expect, it } from 'vitest';
import type { PoolClient, PoolLike, QueryResult } from '../../../src/adapters/store/pool.ts';
import { transaction } from '../../../src/adapters/store/transaction.ts';

describe('A transaction', () => {
  it('starts again when the database reports a conflict, and gives up after six rounds', async () => {
    const { database, said } = scripted();
    let rounds = 0;
    const work = (until: number, code: string) =>
      transaction(database, async () => {
        rounds += 1;
        if (rounds < until) throw Object.assign(new Error('conflict'), { code });
        return rounds;
      });
    expect(await work(3, '40001')).toBe(3);
    expect(said).toEqual([
      'begin',
      'rollback',
      'release',
      'begin',
      'rollback',
      'release',
      'begin',
      'commit',
      'release',
    ]);
    rounds = 0;
    await expect(work(99, '40P01')).rejects.toThrow('conflict');
    expect(rounds).toBe(6);
  });

  it('does not start again for any other error', async () => {
    const { database, said } = scripted();
    const failing = transaction(database, async () => {
      throw Object.assign(new Error('taken'), { code: '23505' });
    });
    await expect(failing).rejects.toThrow('taken');
    expect(said).toEqual(['begin', 'rollback', 'release']);
  });
});

/** A pool that notes what it is told and answers nothing. */
function scripted() {
  const said: string[] = [];
  const query = async <R>(text: string): Promise<QueryResult<R>> => {
    said.push(text);
    return { rows: [], rowCount: 0 };
  };
  const client = { query, release: () => said.push('release') } as unknown as PoolClient;
  const pool = { query, connect: async () => client } as unknown as PoolLike;
  return { database: { pool, clock: { now: () => new Date(0) } }, said };
}

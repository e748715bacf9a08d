import type { PgPool } from 'bullmq/dist/esm/postgres/pg-types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PglitePool, parsersOfPg } from '../../../src/adapters/store/pglite-pool.ts';
import { temporaryStore } from './temporary-store.ts';

describe('The pool on an embedded database', () => {
  let pool: PglitePool;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const opened = await temporaryStore();
    if (!(opened.pool instanceof PglitePool)) throw new Error('not the embedded database');
    pool = opened.pool;
    close = opened.close;
    await pool.query('create table public.kept (id int primary key, word text)');
  });
  afterAll(() => close());

  const words = async () =>
    (await pool.query<{ word: string }>('select word from kept order by id')).rows.map((row) => row.word);

  it('has the shape that the queue asks for', () => {
    const asQueuePool: PgPool = pool;
    expect(asQueuePool).toBe(pool);
  });

  it('gives values as the pg driver does', async () => {
    const { rows } = await pool.query(
      `select 9007199254740993::int8 as big, 1.50::numeric as exact, '\\x00ff'::bytea as bytes, 7 as small,
         '{"b":1}'::jsonb as doc, '2026-01-01T00:00:00Z'::timestamptz as at`,
    );
    expect(rows).toEqual([
      {
        big: '9007199254740993',
        exact: '1.50',
        bytes: Buffer.from([0, 255]),
        small: 7,
        doc: { b: 1 },
        at: new Date('2026-01-01'),
      },
    ]);
    expect(Object.keys(parsersOfPg)).toEqual(['17', '20', '1700']);
  });

  it('counts changed rows, and takes a query as an object', async () => {
    expect((await pool.query("insert into kept values (1, 'a'), (2, 'b')")).rowCount).toBe(2);
    expect((await pool.query({ text: 'delete from kept where id = any ($1)', values: [[1, 2]] })).rowCount).toBe(2);
    expect((await pool.query('delete from kept')).rowCount).toBe(0);
  });

  it('commits, rolls back, and keeps other clients waiting in between', async () => {
    const [, other] = await Promise.all([
      (async () => {
        const client = await pool.connect();
        await client.query('-- a comment first\nBEGIN');
        await client.query("insert into kept values (1, 'in')");
        await new Promise((done) => setTimeout(done, 50));
        await client.query("update kept set word = 'done' where id = 1");
        await client.query('COMMIT');
        client.release();
      })(),
      new Promise<string[]>((done) => setTimeout(() => done(words()), 20)),
    ]);
    expect(other).toEqual(['done']);
    const client = await pool.connect();
    await client.query('begin');
    await client.query('delete from kept');
    await client.query('rollback');
    expect(await words()).toEqual(['done']);
    client.release();
  });

  it('goes on after an error inside a transaction was rolled back', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await expect(client.query('select nothing from nowhere')).rejects.toMatchObject({ code: '42P01' });
    await client.query('rollback');
    client.release();
    expect(await words()).toEqual(['done']);
  });

  it('keeps savepoints inside their transaction', async () => {
    const client = await pool.connect();
    await client.query('begin isolation level serializable');
    await client.query('savepoint here');
    await client.query('delete from kept');
    await client.query('rollback to savepoint here');
    await client.query('commit');
    client.release();
    expect(await words()).toEqual(['done']);
  });

  it('rolls back what a released client left open', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query('delete from kept');
    client.release();
    await new Promise((done) => setTimeout(done, 10));
    expect(await words()).toEqual(['done']);
  });

  it('throws when the pool, a new client or another client is asked inside an open transaction', async () => {
    const client = await pool.connect();
    const other = await pool.connect();
    await client.query('begin');
    const deeper = async () => pool.query('select 1');
    await expect(pool.query('select 1')).rejects.toThrow(/inside an open transaction/);
    await expect(deeper()).rejects.toThrow(/inside an open transaction/);
    await expect(pool.connect()).rejects.toThrow(/inside an open transaction/);
    await expect(other.query('select 1')).rejects.toThrow(/inside an open transaction/);
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await client.query('commit');
    expect((await pool.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
    client.release();
    other.release();
  });

  it('refuses a transaction on the pool itself', async () => {
    await expect(pool.query('BEGIN')).rejects.toThrow(/client of its own/);
  });

  it('delivers notifications to those who listen to the channel, outside any transaction mark', async () => {
    const listener = await pool.connect();
    const deaf = await pool.connect();
    const heard: unknown[] = [];
    let insideOk = false;
    listener.on('notification', (message) => {
      heard.push(message);
      void pool.query('select 1').then(() => {
        insideOk = true;
      });
    });
    deaf.on('notification', (message) => heard.push({ deaf: message }));
    await listener.query('LISTEN "assay:jobs"');
    await deaf.query('LISTEN other');
    const sender = await pool.connect();
    await sender.query('begin');
    await sender.query(`select pg_notify('assay:jobs', 'x')`);
    await sender.query('commit');
    await new Promise((done) => setTimeout(done, 30));
    expect(heard).toEqual([{ channel: 'assay:jobs', payload: 'x' }]);
    expect(insideOk).toBe(true);
    await listener.query('UNLISTEN "assay:jobs"');
    await pool.query(`select pg_notify('assay:jobs', 'y')`);
    await new Promise((done) => setTimeout(done, 10));
    expect(heard).toHaveLength(1);
    for (const client of [listener, deaf, sender]) client.release();
  });

  it('takes bytes as they are, also those of a part of a larger buffer', async () => {
    const all = new Uint8Array(1_000).map((_, at) => at % 256);
    const part = all.subarray(251, 600);
    const { rows } = await pool.query<{ kept: Buffer }>('select $1::bytea as kept', [part]);
    expect(rows[0]?.kept.equals(Buffer.from(part))).toBe(true);
  });

  it('lets timers and requests in while query follows query', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const began = performance.now();
    // Queries alone would keep the loop for as long as they go on, and here they go on until a timer came or two seconds are over.
    while (turns < 3 && performance.now() - began < 2_000) {
      await pool.query('select count(*) from generate_series(1, 2000)');
    }
    clearInterval(timer);
    expect(turns).toBe(3);
  });

  it('rejects everything after it was refused', async () => {
    pool.refuse(new Error('taken over'));
    await expect(pool.query('select 1')).rejects.toThrow('taken over');
    await expect(pool.connect()).rejects.toThrow('taken over');
  });
});

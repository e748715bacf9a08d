import { expect, it } from 'vitest';
import { keptBodies } from '../../../src/adapters/store/kept-bodies.ts';
import type { PoolLike } from '../../../src/adapters/store/pool.ts';
import { sha256 } from '../../../src/domain/digest.ts';

interface Row {
  digest: string;
  encoding: string;
  bytes: Buffer;
  size: number;
}

/** A table of one body, which a test can damage. */
function oneBody(): { pool: PoolLike; row: () => Row; set: (bytes: Buffer) => void; reads: () => number } {
  let read = 0;
  let row: Row | null = null;
  const pool = {
    async query(text: string, values: readonly unknown[]) {
      if (text.startsWith('insert'))
        row = { digest: values[0], encoding: values[1], bytes: values[2], size: values[3] } as Row;
      else read += 1;
      return { rows: row ? [row] : [], rowCount: 1 };
    },
  } as unknown as PoolLike;
  const there = (): Row => {
    if (!row) throw new Error('nothing was kept');
    return row;
  };
  return {
    pool,
    row: there,
    reads: () => read,
    set(bytes) {
      row = { ...there(), bytes };
    },
  };
}

it('reads a damaged body as bytes that do not have its digest, whatever byte was damaged, and never throws', async () => {
  const { pool, row, set } = oneBody();
  const bodies = keptBodies(pool);
  const bytes = Buffer.from('<p>Roles limit what a caller may do.</p>'.repeat(8));
  const digest = await bodies.keep(bytes);
  expect(row().encoding).toBe('brotli');
  const whole = row().bytes;
  let unreadable = 0;
  for (let at = 0; at < whole.length; at += 1) {
    for (const mask of [1, 0x80, 0xff]) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8(damaged.readUInt8(at) ^ mask, at);
      set(damaged);
      const read = Buffer.from((await bodies.read(digest)) ?? '');
      expect(sha256(read) === digest).toBe(read.equals(bytes));
      if (read.equals(damaged)) unreadable += 1;
    }
  }
  expect(unreadable).toBeGreaterThan(0);
  set(whole.subarray(0, whole.length - 3));
  expect(sha256((await bodies.read(digest)) ?? '')).not.toBe(digest);
});

it('gives no text whose bytes were damaged, and reads one that is whole from the database once', async () => {
  const { pool, row, set, reads } = oneBody();
  const bodies = keptBodies(pool);
  const text = '\ufeffRoles limit what a caller may do. '.repeat(8);
  const digest = await bodies.keep(Buffer.from(text));
  const whole = row().bytes;
  set(whole.subarray(0, whole.length - 3));
  expect([...(await bodies.texts([digest]))]).toEqual([]);
  set(whole);
  expect([...(await bodies.texts([digest]))]).toEqual([[digest, text]]);
  const asked = reads();
  expect((await bodies.texts([digest, digest])).get(digest)).toBe(text);
  expect(reads()).toBe(asked);
  expect(await bodies.read(digest)).not.toBeNull();
  expect(reads()).toBe(asked + 1);
});

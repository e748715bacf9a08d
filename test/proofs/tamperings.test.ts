import { cp, rm } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import { takeCheckpoint } from '../../src/actions/take-checkpoint.ts';
import { verify } from '../../src/actions/verify.ts';
import { onBothDatabases, type ProofGround } from './databases.ts';
import { seeded } from './seeded.ts';
import { type Log, tamperings } from './tamperings.ts';

const soak = process.env.ASSAY_SOAK === '1';
/** Over both databases and all kinds: 7 a kind in continuous integration, 20 before a release. */
const timesEach = soak ? 10 : 4;
const kinds = Object.entries(tamperings);

/** Entries between two checkpoints. */
const stretch = 13;
const stretches = 4;

const day = 24 * 3_600_000;

await onBothDatabases('An audit log that somebody tampers with', (ground) => {
  let log: Log;
  beforeAll(async () => {
    log = await writtenLog(ground());
  });

  it('is tried in enough ways, and holds before', async () => {
    expect(kinds.length * timesEach * 2).toBeGreaterThanOrEqual(soak ? 600 : 200);
    const { audit, ok } = await verify(ground(), null);
    expect(ok).toBe(true);
    expect(audit).toMatchObject({ entries: stretch * stretches, checkpoints: stretches, failures: [] });
  });

  it.each(kinds)('is found out and the entry named when %s', async (what, tamper) => {
    for (let time = 0; time < timesEach; time += 1) {
      const seed = time * 7919 + what.length;
      try {
        const { named, shown } = await tamper(log, seeded(seed));
        const { audit, ok } = await verify(ground(), null, shown);
        const found = audit.failures.map(({ sequence, kind }) => ({ sequence, kind }));
        expect(ok, `seed ${seed}`).toBe(false);
        expect(found, `seed ${seed}`).toEqual(expect.arrayContaining(named));
        expect(audit.failures.every(({ reason }) => reason.length > 10)).toBe(true);
      } finally {
        await restore(log);
      }
      expect((await verify(ground(), null)).audit.failures, 'the log as it was').toEqual([]);
    }
  });
});

/** A log with a checkpoint at each stretch, copied aside together with its checkpoints' files. */
async function writtenLog(ground: ProofGround): Promise<Log> {
  const { store, opened, clock, folder } = ground;
  const checkpoints: number[] = [];
  for (let at = 1; at <= stretch * stretches; at += 1) {
    const actor = at % 3 === 0 ? 'editor@company.example' : 'reviewer@company.example';
    await store.audit.append({ actor, action: 'test.done', subject: `s${at}`, detail: { n: at, of: { more: [at] } } });
    clock.pass(1234);
    if (at % stretch !== 0) continue;
    clock.pass(day);
    expect(await takeCheckpoint(ground)).toBe('kept');
    checkpoints.push(at);
  }
  await cp(folder, `${folder}-copy`, { recursive: true });
  await opened.pool.query('create table public.audit_as_it_was as select * from assay.audit');
  await opened.pool.query('create table public.checkpoints_as_they_were as select * from assay.audit_checkpoint');
  const sql = async (text: string, values: unknown[] = []) => {
    // What someone with full rights on the database does first.
    for (const state of ['disable', 'enable']) {
      if (state === 'enable') await opened.pool.query(text, values);
      for (const table of ['audit', 'audit_checkpoint']) {
        await opened.pool.query(`alter table assay.${table} ${state} trigger all`);
      }
    }
  };
  return { ground, entries: await store.audit.read(0, 1000), checkpoints, sql };
}

async function restore({ ground: { folder }, sql }: Log): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await cp(`${folder}-copy`, folder, { recursive: true });
  await sql('delete from assay.audit');
  await sql('insert into assay.audit select * from public.audit_as_it_was');
  await sql('delete from assay.audit_checkpoint');
  await sql('insert into assay.audit_checkpoint select * from public.checkpoints_as_they_were');
}

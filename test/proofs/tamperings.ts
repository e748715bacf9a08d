import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ShownCheckpoint } from '../../src/actions/audit-marks.ts';
import { type AuditFault, auditHash } from '../../src/domain/audit-chain.ts';
import { signedCheckpoint } from '../../src/domain/audit-checkpoint.ts';
import type { AuditEntry } from '../../src/ports.ts';
import type { ProofGround } from './databases.ts';

/** The log that is tampered with: its entries, and the lengths at which checkpoints were kept, the last at its end. */
export interface Log {
  ground: ProofGround;
  entries: AuditEntry[];
  checkpoints: number[];
  sql(text: string, values?: unknown[]): Promise<void>;
}

type Found = Pick<AuditFault, 'sequence' | 'kind'>;

/** One way to tamper: does it at a place chosen by `pick`, and gives what must be named, with what the asker kept elsewhere. */
export type Tampering = (
  log: Log,
  pick: (below: number) => number,
) => Promise<{ named: Found[]; shown?: ShownCheckpoint[] }>;

/** Beyond every number in use, so that rows can be moved without two of them meeting on one number. */
const away = 1_000_000;

const fields: Record<string, string> = {
  actor: `'somebody@else.example'`,
  action: `'test.undone'`,
  subject: `'another'`,
  detail: `'{"n": -1}'`,
  at: `at + interval '1 microsecond'`,
};

function changing(field: string): Tampering {
  return async ({ sql, entries }, pick) => {
    const n = 1 + pick(entries.length);
    await sql(`update assay.audit set ${field} = ${fields[field]} where sequence = $1`, [n]);
    return { named: [{ sequence: n, kind: 'changed' }] };
  };
}

/** What someone with the database does who knows how the chain is made: from an entry on, everything is written anew. */
async function writeAnew({ sql, entries }: Log, from: number, change: Partial<AuditEntry>): Promise<void> {
  let previousHash = entries[from - 2]?.hash ?? '0'.repeat(64);
  for (const entry of entries.slice(from - 1)) {
    const next = { ...entry, ...(entry.sequence === from ? change : {}), previousHash };
    const hash = auditHash(next);
    await sql('update assay.audit set actor = $2, previous_hash = $3, hash = $4 where sequence = $1', [
      next.sequence,
      next.actor,
      previousHash,
      hash,
    ]);
    previousHash = hash;
  }
}

/** Forges a checkpoint of the log as it stands, in the database, under the secret that lies there. */
async function forgeCheckpoint({ ground, sql }: Log): Promise<void> {
  const [head] = await ground.store.audit.find({ limit: 1 });
  if (!head) return;
  const made = signedCheckpoint(
    { entries: head.sequence, hash: head.hash, at: ground.clock.now().toISOString() },
    await ground.store.secret(),
  );
  await sql('delete from assay.audit_checkpoint');
  await ground.store.audit.keepCheckpoint(made);
}

const firstAt = (log: Log, n: number): number => log.checkpoints.find((length) => length >= n) ?? 0;

export const tamperings: Record<string, Tampering> = {
  'who did it is changed': changing('actor'),
  'what was done is changed': changing('action'),
  'what it was done to is changed': changing('subject'),
  'its details are changed': changing('detail'),
  'its time is changed by a microsecond': changing('at'),

  'it names another entry before it': async ({ sql, entries }, pick) => {
    const n = 1 + pick(entries.length);
    await sql('update assay.audit set previous_hash = $2 where sequence = $1', [n, 'a'.repeat(64)]);
    return { named: [{ sequence: n, kind: 'unlinked' }] };
  },

  'its hash is changed': async ({ sql, entries }, pick) => {
    const n = 1 + pick(entries.length);
    await sql('update assay.audit set hash = $2 where sequence = $1', [n, 'b'.repeat(64)]);
    return { named: [{ sequence: n, kind: 'changed' }] };
  },

  'its content and its own hash are changed': async ({ sql, entries }, pick) => {
    const n = 1 + pick(entries.length - 1);
    const entry = { ...(entries[n - 1] as AuditEntry), actor: 'somebody@else.example' };
    await sql('update assay.audit set actor = $2, hash = $3 where sequence = $1', [n, entry.actor, auditHash(entry)]);
    return { named: [{ sequence: n + 1, kind: 'unlinked' }] };
  },

  'the first entries are removed': async ({ sql, entries }, pick) => {
    await sql('delete from assay.audit where sequence <= $1', [1 + pick(entries.length - 1)]);
    return { named: [{ sequence: 1, kind: 'missing' }] };
  },

  'entries in the middle are removed': async ({ sql, entries }, pick) => {
    const n = 2 + pick(entries.length - 4);
    await sql('delete from assay.audit where sequence between $1 and $2', [n, n + pick(2)]);
    return { named: [{ sequence: n, kind: 'missing' }] };
  },

  'the last entries are removed': async ({ sql, entries }, pick) => {
    const n = 2 + pick(entries.length - 1);
    await sql('delete from assay.audit where sequence >= $1', [n]);
    return { named: [{ sequence: n, kind: 'cut' }] };
  },

  'every entry is removed': async ({ sql }) => {
    await sql('delete from assay.audit');
    return { named: [{ sequence: 1, kind: 'cut' }] };
  },

  'the tail is cut, and the database’s checkpoints with it': async ({ sql, entries }, pick) => {
    const n = 2 + pick(entries.length - 1);
    await sql('delete from assay.audit where sequence >= $1', [n]);
    await sql('delete from assay.audit_checkpoint');
    return { named: [{ sequence: n, kind: 'cut' }] };
  },

  'two entries change places': async ({ sql, entries }, pick) => {
    const a = 1 + pick(entries.length - 1);
    const b = a + 1 + pick(entries.length - a);
    await sql('update assay.audit set sequence = $2 where sequence = $1', [a, away]);
    await sql('update assay.audit set sequence = $2 where sequence = $1', [b, a]);
    await sql('update assay.audit set sequence = $2 where sequence = $1', [away, b]);
    return {
      named: [
        { sequence: a, kind: 'changed' },
        { sequence: b, kind: 'changed' },
      ],
    };
  },

  'two entries swap what they say': async ({ sql, entries }, pick) => {
    const a = 1 + pick(entries.length - 1);
    const b = a + 1 + pick(entries.length - a);
    const set = 'update assay.audit set subject = $2, detail = $3 where sequence = $1';
    for (const [to, from] of [
      [a, b],
      [b, a],
    ] as const) {
      await sql(set, [to, entries[from - 1]?.subject, JSON.stringify(entries[from - 1]?.detail)]);
    }
    return {
      named: [
        { sequence: a, kind: 'changed' },
        { sequence: b, kind: 'changed' },
      ],
    };
  },

  'an entry is put in between, the rest moved on': async ({ sql, entries }, pick) => {
    const n = 1 + pick(entries.length);
    await sql(`update assay.audit set sequence = sequence + ${away} where sequence >= $1`, [n]);
    await sql(`update assay.audit set sequence = sequence - ${away} + 1 where sequence > ${away}`);
    await sql(`insert into assay.audit values ($1, now(), 'x@y.example', 'test.done', 's', '{}', $2, $3)`, [
      n,
      'c'.repeat(64),
      'd'.repeat(64),
    ]);
    return { named: [{ sequence: n, kind: 'changed' }] };
  },

  'an entry is taken out, the rest renumbered': async ({ sql, entries }, pick) => {
    const n = 1 + pick(entries.length - 1);
    await sql('delete from assay.audit where sequence = $1', [n]);
    await sql(`update assay.audit set sequence = sequence + ${away} where sequence > $1`, [n]);
    await sql(`update assay.audit set sequence = sequence - ${away} - 1 where sequence > ${away}`);
    return {
      named: [
        { sequence: n, kind: 'changed' },
        { sequence: entries.length, kind: 'cut' },
      ],
    };
  },

  'an entry is added that follows from nothing': async ({ sql, entries }) => {
    const n = entries.length + 1;
    await sql(`insert into assay.audit values ($1, now(), 'x@y.example', 'test.done', 's', '{}', $2, $3)`, [
      n,
      'c'.repeat(64),
      'd'.repeat(64),
    ]);
    return { named: [{ sequence: n, kind: 'unlinked' }] };
  },

  'everything from an entry on is written anew': async (log, pick) => {
    const n = 1 + pick(log.entries.length);
    await writeAnew(log, n, { actor: 'somebody@else.example' });
    return { named: [{ sequence: firstAt(log, n), kind: 'rewritten' }] };
  },

  'the log is written anew and its checkpoint forged under the secret of the database': async (log, pick) => {
    const n = 1 + pick(log.entries.length);
    await writeAnew(log, n, { actor: 'somebody@else.example' });
    await forgeCheckpoint(log);
    return { named: [{ sequence: firstAt(log, n), kind: 'rewritten' }] };
  },

  'the log is written anew, and the asker kept a whole export': async (log, pick) => {
    const n = 1 + pick(log.entries.length);
    await writeAnew(log, n, { actor: 'somebody@else.example' });
    const shown = log.entries.map(({ sequence, hash }) => ({ name: 'an export', entry: { sequence, hash } }));
    return { named: [{ sequence: n, kind: 'rewritten' }], shown };
  },

  'the tail is cut and another one grown to the same length': async (log, pick) => {
    const n = 2 + pick(log.entries.length - 1);
    await log.sql('delete from assay.audit where sequence >= $1', [n]);
    for (let at = n; at <= log.entries.length; at += 1) {
      await log.ground.store.audit.append({ actor: 'x@y.example', action: 'test.done', subject: 'other', detail: {} });
    }
    return { named: [{ sequence: firstAt(log, n), kind: 'rewritten' }] };
  },

  'an old copy of the table is put in its place': async (log, pick) => {
    const length = log.checkpoints[pick(log.checkpoints.length - 1)] ?? 1;
    await log.sql('delete from assay.audit where sequence > $1', [length]);
    await log.sql('delete from assay.audit_checkpoint where entries > $1', [length]);
    return { named: [{ sequence: length + 1, kind: 'cut' }] };
  },

  'an entry is there twice': async ({ sql, entries }, pick) => {
    const n = 1 + pick(entries.length);
    await sql('alter table assay.audit drop constraint if exists audit_pkey');
    await sql('alter table assay.audit drop constraint if exists audit_hash_key');
    await sql('alter table assay.audit drop constraint if exists audit_previous_hash_key');
    await sql('insert into assay.audit select * from assay.audit where sequence = $1', [n]);
    return { named: [{ sequence: n, kind: 'repeated' }] };
  },

  'a row stands before the first': async ({ sql }, pick) => {
    await sql('alter table assay.audit drop constraint if exists audit_sequence_check');
    await sql(`insert into assay.audit values ($1, now(), 'x@y.example', 'test.done', 's', '{}', $2, $3)`, [
      -pick(9),
      'c'.repeat(64),
      'd'.repeat(64),
    ]);
    return { named: [{ sequence: 0, kind: 'extra' }] };
  },

  'a checkpoint of the database is changed': async ({ sql, checkpoints }, pick) => {
    const length = checkpoints[pick(checkpoints.length)] ?? 1;
    const set = ['hash = $2', 'signature = $2', `at = at + interval '1 second', hash = hash || substr($2, 1, 0)`][
      pick(3)
    ];
    await sql(`update assay.audit_checkpoint set ${set} where entries = $1`, [length, 'e'.repeat(64)]);
    return { named: [{ sequence: length, kind: 'checkpoint-changed' }] };
  },

  'a checkpoint is made longer than it was': async ({ sql, checkpoints }, pick) => {
    const length = checkpoints[pick(checkpoints.length)] ?? 1;
    await sql('update assay.audit_checkpoint set entries = $2 where entries = $1', [length, length + 100]);
    return { named: [{ sequence: length + 100, kind: 'checkpoint-changed' }] };
  },

  'a checkpoint’s file is changed': async ({ ground, checkpoints }, pick) => {
    const at = pick(checkpoints.length);
    const name = (await readdir(ground.folder)).sort()[at] ?? '';
    const path = join(ground.folder, name);
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      text.replace(/"hash":"./, (found) => `${found.slice(0, -1)}${found.endsWith('0') ? '1' : '0'}`),
    );
    return { named: [{ sequence: checkpoints[at] ?? 0, kind: 'checkpoint-changed' }] };
  },

  'a checkpoint’s file is emptied': async ({ ground, checkpoints }, pick) => {
    const name = (await readdir(ground.folder)).sort()[pick(checkpoints.length)] ?? '';
    await writeFile(join(ground.folder, name), '');
    return { named: [{ sequence: 0, kind: 'checkpoint-changed' }] };
  },

  'another installation’s checkpoint is put beside': async ({ ground, entries }, pick) => {
    const n = 1 + pick(entries.length);
    const hash = entries[n - 1]?.hash ?? '';
    const foreign = signedCheckpoint({ entries: n, hash, at: ground.clock.now().toISOString() }, 'another secret');
    await writeFile(join(ground.folder, 'z-foreign.json'), JSON.stringify(foreign));
    return { named: [{ sequence: n, kind: 'checkpoint-foreign' }] };
  },

  'everything here is gone, and the asker kept one checkpoint': async ({ ground, sql, entries }, pick) => {
    const [kept] = (await ground.store.audit.checkpoints()).slice(-1);
    const n = 2 + pick(entries.length - 1);
    await sql('delete from assay.audit where sequence >= $1', [n]);
    await sql('delete from assay.audit_checkpoint');
    await rm(ground.folder, { recursive: true });
    return { named: [{ sequence: n, kind: 'cut' }], shown: [{ name: 'from elsewhere', checkpoint: kept }] };
  },
};

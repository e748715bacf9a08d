import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCalendar } from '../../src/adapters/calendar/open-calendar.ts';
import { openCheckpointFolder } from '../../src/adapters/checkpoint-folder.ts';
import { openPasswords } from '../../src/adapters/passwords.ts';
import { readRubric } from '../../src/adapters/rubric-files.ts';
import { type OpenedStore, openStore } from '../../src/adapters/store/open-store.ts';
import type { StageName } from '../../src/domain/closed-lists.ts';
import type { Person } from '../../src/domain/person.ts';
import { Refused } from '../../src/errors.ts';
import type { Job, Office } from '../../src/ports.ts';

/** The office of a new installation: a real embedded database, a queue that only writes down, a clock set by hand. */
export interface TestOffice {
  office: Office & { fourEyes: boolean };
  opened: OpenedStore;
  /** What was handed to the queue, in order. */
  queued: { stage: StageName; job: Job }[];
  /** Moves the clock on. */
  pass(milliseconds: number): void;
  close(): Promise<void>;
}

export const people = {
  reader: { email: 'reader@company.example', role: 'reader' },
  editor: { email: 'editor@company.example', role: 'editor' },
  reviewer: { email: 'reviewer@company.example', role: 'reviewer' },
  admin: { email: 'admin@company.example', role: 'admin' },
} as const satisfies Record<string, Person>;

export async function openOffice(): Promise<TestOffice> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'assay-office-'));
  let now = Date.parse('2026-03-01T10:00:00.000Z');
  const clock = { now: () => new Date(now) };
  const opened = await openStore({ dataFolder, databaseUrl: null, clock });
  const queued: TestOffice['queued'] = [];
  const rubric = await readRubric(join(import.meta.dirname, '..', '..', 'prompts', 'rubric'));
  for (const person of Object.values(people)) await opened.store.accounts.addPerson(person, 'assay');
  return {
    office: {
      store: opened.store,
      queue: {
        async add(stage, job) {
          queued.push({ stage, job });
        },
      },
      clock,
      calendar: openCalendar(),
      rubric,
      archive: openCheckpointFolder(join(dataFolder, 'audit-checkpoints')),
      passwords: openPasswords(),
      fourEyes: false,
    },
    opened,
    queued,
    pass(milliseconds) {
      now += milliseconds;
    },
    async close() {
      await opened.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The refusal that a call ends in; fails the test where it does not. */
export async function refusalOf(call: Promise<unknown>): Promise<{
  status: number;
  code: string;
  message: string;
  advice: string;
  details: readonly { path: string; message: string }[];
}> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

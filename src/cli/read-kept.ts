import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import type { ShownCheckpoint } from '../actions/audit-marks.ts';
import { auditHash } from '../domain/audit-chain.ts';
import { UsageError } from '../errors.ts';
import { fileFault } from './file-fault.ts';

const Entry = z.object({
  sequence: z.int().positive(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  previousHash: z.string(),
  hash: z.string(),
});
/** Whether it was changed is for the installation to say, which has the key. */
const Checkpoint = z.looseObject({ format: z.number(), entries: z.number() });

/** More entries than a request may carry are thinned: the chain between two of them does the rest. */
const mostEntries = 19_000;

/**
 * What a file that was kept elsewhere says of the log: a checkpoint, or an export with every entry. Throws `UsageError` for
 * a file that is neither, or whose own entries were changed.
 */
export async function readKept(file: string): Promise<ShownCheckpoint[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `${file} cannot be read: ${fileFault(error)}. Name a checkpoint, or a file of "assay audit export".`,
    );
  });
  const name = basename(file);
  const found = text
    .split('\n')
    .map((line, at) => ({ line, place: `${name}, line ${at + 1}` }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, place }) => keptIn(line, place));
  const entries = found.filter((one) => 'entry' in one);
  const step = Math.ceil(entries.length / mostEntries) || 1;
  return found.filter((one) => !('entry' in one) || step === 1 || entries.indexOf(one) % step === 0);
}

function keptIn(line: string, place: string): ShownCheckpoint {
  const value = jsonIn(line);
  const entry = z.object({ entry: Entry }).safeParse(value).data?.entry;
  if (entry) {
    if (auditHash(entry) === entry.hash) return { name: place, entry: { sequence: entry.sequence, hash: entry.hash } };
    throw new UsageError(`${place} was changed: entry ${entry.sequence} does not have its hash. Use another copy.`, 1);
  }
  const checkpoint = z.object({ checkpoint: Checkpoint }).safeParse(value).data?.checkpoint;
  const kept = checkpoint ?? Checkpoint.safeParse(value).data;
  if (kept) return { name: place, checkpoint: kept };
  throw new UsageError(`${place} is neither an entry nor a checkpoint of an audit log. Name a file that Assay wrote.`);
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

import { open } from 'node:fs/promises';
import type { Command } from 'commander';
import type { AuditCheckpoint } from '../domain/audit-checkpoint.ts';
import { howMany } from '../domain/how-many.ts';
import { UsageError } from '../errors.ts';
import type { AuditEntry } from '../ports.ts';
import type { Api } from './api.ts';
import type { Here } from './here.ts';
import { printLine } from './output.ts';
import { withApi } from './with-api.ts';

interface ExportFlags {
  actor?: string;
  action?: string;
  subject?: string;
}

/** Entries asked for at once. */
const pageSize = 1000;

/** `assay audit export`: the log of what was done, to keep where nobody who can change the database reaches. */
export function addAudit(program: Command, here: Here): void {
  const audit = program.command('audit').description('the log of who did what when');
  audit
    .command('export')
    .description('write the audit log and a signed checkpoint to a new file, one JSON value a line')
    .argument('<file>', 'a file that is not there yet')
    .option('--actor <address>', 'only what this person did')
    .option('--action <name>', 'only this action, or a kind of it with a full stop at its end: draft.')
    .option('--subject <id>', 'only what was done to this')
    .addHelpText('after', '\nExample:\n  assay audit export audit.jsonl\n  assay verify --checkpoint audit.jsonl')
    .action((file: string, flags: ExportFlags) => withApi(here, (api) => exportLog(api, file, flags)));
}

async function exportLog(api: Api, file: string, flags: ExportFlags): Promise<void> {
  const target = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    const said = error.code === 'EEXIST' ? 'is there already' : `cannot be written (${error.code})`;
    throw new UsageError(`${file} ${said}. Name a new file.`, 1);
  });
  let entries = 0;
  try {
    let after = 0;
    for (;;) {
      const query = new URLSearchParams({ ...flags, after: String(after), limit: String(pageSize) });
      const { items } = await api.get<{ items: AuditEntry[] }>(`/api/audit?${query}`);
      for (const entry of items) await target.write(`${JSON.stringify({ entry })}\n`);
      entries += items.length;
      after = items.at(-1)?.sequence ?? after;
      if (items.length < pageSize) break;
    }
    const { checkpoint } = await api.get<{ checkpoint: AuditCheckpoint | null }>('/api/audit/checkpoint');
    if (checkpoint) await target.write(`${JSON.stringify({ checkpoint })}\n`);
    printLine(
      `${howMany(entries, 'entry', 'entries')} and a checkpoint of ${checkpoint?.entries ?? 0} are in ${file}.`,
    );
  } finally {
    await target.close();
  }
}

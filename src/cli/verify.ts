import type { Command } from 'commander';
import type { Verification } from '../actions/verify.ts';
import { howMany } from '../domain/how-many.ts';
import type { Here } from './here.ts';
import { printJson, printLine } from './output.ts';
import { readKept } from './read-kept.ts';
import { withApi } from './with-api.ts';

/** Of each kind of failure; the rest is counted. A person reads these, and programs take `--json`. */
const mostListed = 50;

/** `assay verify`: re-checks every published quote, the approvals and records behind it, and the audit log. */
export function addVerify(program: Command, here: Here): void {
  program
    .command('verify')
    .description('re-check every published quote, the records it rests on, and the audit log against its checkpoints')
    .argument('[slug...]', 'products; all unless named')
    .option(
      '--checkpoint <file>',
      'also hold the audit log against a checkpoint or export that was kept elsewhere; may be given again',
      (file: string, before: string[] | undefined) => [...(before ?? []), file],
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nA quote that several statements rest on is one quote, and is checked at each place where it is cited.\n\nExample:\n  assay verify\n  assay verify --checkpoint audit.jsonl\n\nExit code 1 when anything does not hold; it is named.',
    )
    .action(async (slugs: string[], flags: { json?: boolean; checkpoint?: string[] }) => {
      const shown = (await Promise.all((flags.checkpoint ?? []).map(readKept))).flat();
      await withApi(
        here,
        async (api) => {
          const body = { slugs: slugs.length > 0 ? slugs : null, shown };
          const result = await api.send<Verification>('POST', '/api/verify', { body });
          if (flags.json) printJson(result);
          else print(result);
          if (!result.ok) process.exitCode = 1;
        },
        { kept: true },
      );
    });
}

function print({ publications, records, audit, ok }: Verification): void {
  if (publications.length === 0) printLine('Nothing is published.');
  for (const { name, slug, version, quotes, citations, failures } of publications) {
    const verdict = failures.length === 0 ? 'all hold' : howMany(failures.length, 'does not hold', 'do not hold');
    const where = `${howMany(quotes, 'quote')} in ${howMany(citations, 'place')}`;
    printLine(`${name} (${slug}, version ${version}): ${where}, ${verdict}`);
    for (const { target, reason, quote, url } of failures) {
      printLine(`  ${target}: ${reason}`);
      if (quote) printLine(`    “${quote.slice(0, 120)}”\n    ${url}`);
    }
  }
  const broken = records.failures.length;
  const chains = broken === 0 ? 'every digest holds' : howMany(broken, 'chain is broken', 'chains are broken');
  const kept = [
    howMany(records.records, 'record'),
    `${records.bodies} pages and texts`,
    howMany(records.drafts, 'revision'),
  ];
  printLine(`Records: ${[...kept, chains].join(', ')}`);
  list(records.failures, ({ slug, link, id, reason }) => `${slug ? `${slug}: ` : ''}${link} ${id}: ${reason}`);
  const chain =
    audit.failures.length === 0 ? 'the chain holds' : howMany(audit.failures.length, 'does not hold', 'do not hold');
  const held = audit.lastCheckpoint
    ? `, held against ${howMany(audit.checkpoints, 'checkpoint')}, the last of ${howMany(audit.lastCheckpoint.entries, 'entry', 'entries')}`
    : ', no checkpoint yet';
  printLine(`Audit log: ${howMany(audit.entries, 'entry', 'entries')}${held}, ${chain}`);
  list(audit.failures, ({ sequence, kind, reason }) => `entry ${sequence} (${kind}): ${reason}`);
  printLine(ok ? 'Everything holds.' : 'Not everything holds.');
}

function list<T>(failures: readonly T[], line: (failure: T) => string): void {
  for (const failure of failures.slice(0, mostListed)) printLine(`  ${line(failure)}`);
  if (failures.length > mostListed) printLine(`  and ${failures.length - mostListed} more`);
}

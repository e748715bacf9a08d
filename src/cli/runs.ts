import type { Command } from 'commander';
import type { RunStatus } from '../domain/run.ts';
import { UsageError } from '../errors.ts';
import type { JournalEntry } from '../ports.ts';
import type { Api } from './api.ts';
import { budgetUsd } from './budget-usd.ts';
import { callsOf, printCalls } from './calls-table.ts';
import { followRun, sayFailure } from './follow-run.ts';
import type { Here } from './here.ts';
import { note, printJson, printLine, printTable } from './output.ts';
import { runHead, runOutcome } from './run-sentences.ts';
import { withApi } from './with-api.ts';

interface RunFlags {
  allDue?: boolean;
  again?: boolean;
  offline?: boolean;
  watch?: boolean;
  budget?: number;
  json?: boolean;
}

/** `assay run`, `runs`, `retry`, `cancel`: enqueue analyses and follow them. */
export function addRuns(program: Command, here: Here): void {
  program
    .command('run')
    .description('analyse products that are known')
    .argument('[slug...]')
    .option('--all-due', 'every product whose schedule says that it is due')
    .option('--again', 'go on even where nothing changed')
    .option('--offline', 'use the offline analyst even where a model is set')
    .option('--budget <usd>', 'the most that each may spend on a model, in dollars', budgetUsd)
    .option('--watch', 'wait until they have ended')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay run example --watch')
    .action((slugs: string[], flags: RunFlags) => {
      if (slugs.length === 0 && !flags.allDue) throw new UsageError('Name a product, or give --all-due.');
      if (slugs.length > 0 && flags.allDue) throw new UsageError('--all-due names the products itself.');
      return withApi(here, (api) => run(api, slugs, flags), { works: true });
    });
  const runs = program.command('runs').description('analyses under way and ended');
  runs
    .command('list', { isDefault: true })
    .description('the latest runs')
    .option('--vendor <slug>', 'of one product')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay runs')
    .action((flags: { vendor?: string; json?: boolean }) => withApi(here, (api) => list(api, flags)));
  runs
    .command('show')
    .description('one run with its journal and its calls to a model')
    .argument('<id>')
    .option('--watch', 'go on until it has ended')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay runs show run-0123 --watch')
    .action((id: string, flags: RunFlags) => withApi(here, (api) => show(api, id, flags)));
  for (const [name, description] of [
    ['retry', 'take a failed or cancelled run up again where it ended'],
    ['cancel', 'stop a run'],
  ] as const) {
    program
      .command(name)
      .description(description)
      .argument('<id>')
      .option('--json', 'print JSON')
      .addHelpText('after', `\nExample:\n  assay ${name} run-0123`)
      .action((id: string, flags: { json?: boolean }) =>
        withApi(here, (api) => change(api, { id, name, json: flags.json ?? false }), { works: name === 'retry' }),
      );
  }
}

interface Change {
  id: string;
  name: 'retry' | 'cancel';
  json: boolean;
}

async function change(api: Api, { id, name, json }: Change): Promise<void> {
  let status = await api.send<RunStatus>('POST', `/api/runs/${encodeURIComponent(id)}/${name}`, {});
  if (name === 'retry' && inThisProcess(api)) {
    status = await followRun(api, id, json);
    if (status.failure) sayFailure(status);
    if (endedBadly(status)) process.exitCode = 1;
  }
  if (json) printJson(status);
  else if (name === 'cancel') printLine('Stopped.');
  else
    printLine(
      status.outcome ? `Ended: ${status.outcome}.` : `Due again at ${status.stage}, attempt ${status.attempt}.`,
    );
}

/** Opened for this command alone, the process must stay until the work is done: nobody else would do it. */
function inThisProcess(api: Api): boolean {
  return api.place.startsWith('http://in-process');
}

async function run(api: Api, slugs: string[], flags: RunFlags): Promise<void> {
  const started: { slug: string; runId: string }[] = flags.allDue ? await startAllDue(api) : [];
  for (const slug of slugs) {
    const { again = false, offline = false, budget } = flags;
    const body = { vendor: slug, cause: 'manual', again, offline, budgetUsd: budget };
    started.push({ slug, ...(await api.send<{ runId: string; started: boolean }>('POST', '/api/runs', { body })) });
  }
  if (started.length === 0) {
    if (flags.json) printJson([]);
    else printLine('Nothing is due. "assay schedule" says when it is.');
    return;
  }
  const wait = flags.watch || inThisProcess(api);
  const ends = wait ? await Promise.all(started.map(({ runId }) => followRun(api, runId, flags.json ?? false))) : [];
  for (const end of ends) if (end.outcome === 'failed') sayFailure(end);
  if (ends.some(endedBadly)) process.exitCode = 1;
  if (flags.json) {
    printJson(wait ? ends : started);
    return;
  }
  if (wait)
    for (const end of ends) printLine(`${end.slug}: ${end.outcome}${end.draftId ? `, draft ${end.draftId}` : ''}`);
  else for (const { slug, runId } of started) printLine(`${slug}: ${runId}`);
  // Who has raised a budget, or mended a server, wants the questions that were left open put again.
  for (const end of ends)
    if (end.outcome === 'unchanged') note(`Nothing changed. To analyse all the same: assay run ${end.slug} --again`);
  if (!wait) note(`Follow with: assay runs show ${started[0]?.runId ?? 'ID'} --watch`);
}

async function startAllDue(api: Api): Promise<{ slug: string; runId: string }[]> {
  return (await api.send<{ started: { slug: string; runId: string }[] }>('POST', '/api/schedules/due', {})).started;
}

/** A run that was watched to its end gives exit code 1 unless it came to a draft or found nothing new. */
function endedBadly({ outcome }: RunStatus): boolean {
  return outcome === 'failed' || outcome === 'cancelled';
}

async function list(api: Api, flags: { vendor?: string; json?: boolean }): Promise<void> {
  const vendor = flags.vendor ? `&vendor=${encodeURIComponent(flags.vendor)}` : '';
  const { items } = await api.get<{ items: RunStatus[] }>(`/api/runs?limit=50${vendor}`);
  if (flags.json) {
    printJson(items);
    return;
  }
  const rows = items.map((item) => [
    item.runId,
    item.slug,
    item.outcome ?? `at ${item.stage}`,
    item.createdAt.slice(0, 16).replace('T', ' '),
    item.failure?.reason ?? item.progress,
  ]);
  printTable(['run', 'product', 'outcome', 'started (UTC)', 'latest'], rows, 'No run yet: "assay run SLUG".');
}

async function show(api: Api, id: string, flags: RunFlags): Promise<void> {
  const path = `/api/runs/${encodeURIComponent(id)}`;
  const status = flags.watch ? await followRun(api, id, flags.json ?? false) : await api.get<RunStatus>(path);
  if (flags.watch && endedBadly(status)) process.exitCode = 1;
  const { items } = await api.get<{ items: JournalEntry[] }>(`${path}/journal?limit=1000`);
  const calls = await callsOf(api, path);
  if (flags.json) {
    printJson({ ...status, journal: items, calls });
    return;
  }
  printLine(runHead(status));
  if (!flags.watch)
    for (const entry of items) printLine(`${entry.at.slice(11, 19)} UTC ${entry.stage.padEnd(8)} ${entry.text}`);
  printCalls(calls, status.outcome !== null);
  printLine(runOutcome(status));
  if (status.failure) sayFailure(status);
}

import type { Command } from 'commander';
import type { Diagnosis, Here } from './here.ts';
import { printJson, printLine } from './output.ts';

/** `assay doctor`: whether this machine has what Assay needs, in words. */
export function addDoctor(program: Command, here: Here): void {
  program
    .command('doctor')
    .description(
      'check settings, data folder, database, queue and prompt files, and whether a running server is set alike',
    )
    .option('--model', 'have the model read one invented page, with your key, and say what came of it and what it cost')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay doctor --model')
    .action(async (flags: { json?: boolean; model?: boolean }) => {
      const found = await (flags.model ? here.probe() : here.diagnose());
      if (flags.json) printJson(found);
      else for (const one of found) printLine(`${markOf(one)}  ${one.what.padEnd(14)} ${one.text}`);
      if (found.some(({ ok }) => !ok)) process.exitCode = 1;
    });
}

function markOf({ ok, differs }: Diagnosis): string {
  if (!ok) return 'FAIL';
  return differs ? 'NOTE' : 'ok  ';
}

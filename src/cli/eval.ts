import { Argument, type Command } from 'commander';
import { passed, type SuiteName, type SuiteResult, suiteNames } from '../evals/suite-result.ts';
import type { Here } from './here.ts';
import { note, printJson, printLine, printTable } from './output.ts';

interface Flags {
  labels?: string;
  docs?: string;
  sample?: boolean;
  json?: boolean;
}

/** `assay eval SUITE`: how well the analysts do on invented and labelled documentation, and whether that is enough. */
export function addEval(program: Command, here: Here): void {
  program
    .command('eval')
    .description('measure the analysts on invented and labelled documentation; exit 1 below a gate')
    .addArgument(new Argument('<suite>', 'what to measure').choices([...suiteNames, 'all']))
    .option('--labels <folder>', 'of agreement: decisions of a careful reader, one <product>.json each')
    .option('--docs <folder>', 'of agreement: the documents read, one folder <product> each')
    .option('--sample', 'the quick sample that `npm test` runs, not the whole suite')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay eval ladder')
    .action(async (suite: SuiteName | 'all', { labels, docs, sample, json }: Flags) => {
      if (suite === 'injection' || suite === 'all') note('The whole injection suite takes some minutes.');
      const results = await here.evaluate({ suite, labels, docs, size: sample ? 'sample' : 'whole' });
      if (json) printJson(results.map((result) => ({ ...result, passed: passed(result) })));
      else for (const result of results) print(result);
      if (!results.every(passed)) process.exitCode = 1;
    });
}

function print({ suite, analysts, header, rows, gates, notes, skipped }: SuiteResult): void {
  printLine(
    `${suite}: ${analysts.join(', ')}${analysts.some(isDouble) ? ' (doubles are scripted, no model took part)' : ''}`,
  );
  if (skipped !== null) printLine(`  Skipped. ${skipped}`);
  else printTable(header, rows, '  Nothing was measured.');
  for (const { says, measured, ok } of gates) printLine(`${ok ? 'ok  ' : 'FAIL'}  ${says}: ${measured}`);
  for (const line of notes) printLine(`  ${line}`);
  printLine();
}

function isDouble(analyst: string): boolean {
  return analyst.endsWith('double');
}

import type { Command } from 'commander';
import type { Verification } from '../actions/verify.ts';
import type { Here } from './here.ts';
import { printJson, printLine } from './output.ts';
import { withApi } from './with-api.ts';

/** `assay verify`: re-checks every published quote, the approvals behind it and the audit log. */
export function addVerify(program: Command, here: Here): void {
  program
    .command('verify')
    .description('re-check every quote of what is published against the stored pages, and the audit log')
    .argument('[slug...]', 'products; all unless named')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay verify\n\nExit code 1 when anything does not hold; it is named.')
    .action((slugs: string[], flags: { json?: boolean }) =>
      withApi(here, async (api) => {
        const body = { slugs: slugs.length > 0 ? slugs : null };
        const result = await api.send<Verification>('POST', '/api/verify', { body });
        if (flags.json) printJson(result);
        else print(result);
        if (!result.ok) process.exitCode = 1;
      }),
    );
}

function print({ publications, audit, ok }: Verification): void {
  if (publications.length === 0) printLine('Nothing is published.');
  for (const { name, slug, version, citations, failures } of publications) {
    const verdict = failures.length === 0 ? 'all hold' : `${failures.length} do not hold`;
    printLine(`${name} (${slug}, version ${version}): ${citations} quotes, ${verdict}`);
    for (const { target, reason, quote, url } of failures) {
      printLine(`  ${target}: ${reason}`);
      if (quote) printLine(`    “${quote.slice(0, 120)}”\n    ${url}`);
    }
  }
  const chain = audit.failures.length === 0 ? 'the chain holds' : `${audit.failures.length} do not hold`;
  printLine(`Audit log: ${audit.entries} entries, ${chain}`);
  for (const { sequence, reason } of audit.failures) printLine(`  entry ${sequence}: ${reason}`);
  printLine(ok ? 'Everything holds.' : 'Not everything holds.');
}

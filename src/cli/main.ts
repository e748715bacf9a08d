import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { Refused, UsageError } from '../errors.ts';
import { packageRoot } from '../package-root.ts';
import { addAnalyse } from './analyse.ts';
import { ApiProblem } from './api.ts';
import { addAudit } from './audit.ts';
import { addDoctor } from './doctor.ts';
import { addDrafts } from './drafts.ts';
import { addEval } from './eval.ts';
import { flagFaults } from './flag-faults.ts';
import type { Here } from './here.ts';
import { isWrongUsage } from './is-wrong-usage.ts';
import { addMcp } from './mcp.ts';
import { note } from './output.ts';
import { addPrompt } from './prompt.ts';
import { addRubric } from './rubric.ts';
import { addRuns } from './runs.ts';
import { addSchedule } from './schedule.ts';
import { addStart } from './start.ts';
import { addTokens } from './tokens.ts';
import { addUpgrade } from './upgrade.ts';
import { addUsers } from './users.ts';
import { addVendors } from './vendors.ts';
import { addVerify } from './verify.ts';
import { addWebhooks } from './webhooks.ts';

/** What the commands need of this machine. Everything heavy is loaded when it is used: `--help` stays quick. */
const here: Here = {
  inColour: async () => process.stdout.isTTY === true && !(await import('../config.ts')).readConfig().noColour,
  connect: async (flags) => (await import('./this-machine.ts')).connect(flags ?? {}),
  rubric: async () => (await import('./this-machine.ts')).rubric(),
  stylesheet: async () => (await import('./this-machine.ts')).stylesheet(),
  start: async (request) => (await import('./this-machine.ts')).start(request),
  diagnose: async () => (await import('./this-machine.ts')).diagnose(),
  probe: async () => (await import('./probe-here.ts')).probe(),
  evaluate: async (request) => (await import('./evaluate-here.ts')).evaluate(request),
};

const program = new Command('assay')
  .description('Evidence-backed analyses of technology products from their public documentation, approved by people.')
  .version(packageVersion())
  .addHelpText('after', '\nExample:\n  assay start        everything in one process, with a demo to review');

addStart(program, here);
addAnalyse(program, here);
addVendors(program, here);
addRuns(program, here);
addSchedule(program, here);
addUpgrade(program, here);
addDrafts(program, here);
program
  .command('export')
  .description('write the published catalogue as a static site')
  .argument('<folder>', 'a new or empty folder')
  .option('--base-url <address>', 'where the copy will stand: for its sitemap, feeds and canonical addresses')
  .addHelpText('after', '\nExample:\n  assay export ./site --base-url https://example.org/catalogue')
  .action(async (folder: string, flags: { baseUrl?: string }) =>
    (await import('./export/export-site.ts')).exportSite(here, { folder, version: packageVersion(), ...flags }),
  );
addPrompt(program, here);
addVerify(program, here);
addAudit(program, here);
addRubric(program, here);
addTokens(addUsers(program, here), here);
addWebhooks(program, here);
addMcp(program, here);
addEval(program, here);
addDoctor(program, here);
for (const command of [program, ...allCommands(program)]) {
  command.exitOverride().showHelpAfterError(`(see ${nameOf(command)} --help)`);
}
let asked = program;
program.hook('preAction', (_program, command) => {
  asked = command;
});

// A reader such as `head` that has enough closes the pipe: no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeFor(error);
}

/** Says what went wrong on standard error, and gives the exit code: 2 for wrong usage, 1 for a failure of the work. */
function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) {
    note(error.message);
    return error.exitCode;
  }
  if (error instanceof ApiProblem || error instanceof Refused) {
    const details = error instanceof ApiProblem ? error.errors : error.details;
    if (error.code === 'bad-fields') {
      note(flagFaults(asked, details));
      return 2;
    }
    note([error.message, error.advice].filter(Boolean).join(' '));
    for (const { path, message } of details) {
      // A single field's fault is the sentence itself.
      if (!error.message.includes(message)) note(`  ${path}: ${message}`);
    }
    return isWrongUsage(error.code) ? 2 : 1;
  }
  throw error;
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((one) => [one, ...allCommands(one)]);
}

/** As it is typed, with the commands that it stands under. */
function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  return version;
}

import type { Command } from 'commander';
import type { Here } from './here.ts';

/** `assay start`: everything in one process. */
export function addStart(program: Command, here: Here): void {
  program
    .command('start')
    .description('run everything in one process: database, queue, workers and web pages')
    .option('--port <port>', 'where to listen on this machine (4870 unless set; 0 for any free one)')
    .option('--data <folder>', 'where everything is kept (.assay unless set)')
    .option('--as <email>', 'who the first administrator is; readers see this address under what they approve')
    .option('--no-demo', 'do not add the invented demo product on the first start')
    .addHelpText('after', '\nExample:\n  assay start --port 8080 --as ada@example.com')
    .action((flags: { port?: string; data?: string; as?: string; demo: boolean }) => here.start(flags));
}

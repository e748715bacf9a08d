import type { Command } from 'commander';
import type { Here } from './here.ts';
import { printJson, printLine } from './output.ts';

/** `assay rubric`: what is asked, and the layers and categories that products are sorted into. */
export function addRubric(program: Command, here: Here): void {
  program
    .command('rubric')
    .description('the 66 checks, and the layers and categories')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay rubric')
    .action(async (flags: { json?: boolean }) => {
      const rubric = await here.rubric();
      if (flags.json) {
        printJson(rubric);
        return;
      }
      for (const framework of [rubric.inpact, rubric.goals]) {
        printLine(`${framework.name}: ${framework.asks}`);
        for (const dimension of framework.dimensions) {
          printLine(`\n  ${dimension.letter}  ${dimension.name}: ${dimension.asks}`);
          for (const check of dimension.checks) printLine(`     ${check.id.padEnd(30)} ${check.question}`);
        }
        printLine();
      }
      printLine('Layers and categories');
      for (const layer of rubric.stack.layers) {
        printLine(`  ${layer.id} ${layer.name}: ${layer.categories.map(({ id }) => id).join(', ')}`);
      }
      printLine(`\nRubric version ${rubric.version}, digest ${rubric.digest}`);
    });
}

import { type Command, Option } from 'commander';
import type { PrintedPrompt } from '../domain/printed-prompt.ts';
import type { Here } from './here.ts';
import { note, printJson, printLine } from './output.ts';
import { withApi } from './with-api.ts';

interface Flags {
  task: PrintedPrompt['task'];
  dimension?: string;
  part?: string;
  section?: string;
  json?: boolean;
}

/** `assay prompt SLUG`: what a model would be asked, exactly. */
export function addPrompt(program: Command, here: Here): void {
  program
    .command('prompt')
    .description('print what the model would be asked about a product, exactly; nothing is asked')
    .argument('<slug>')
    .addOption(
      new Option('--task <task>', 'reading pages, deciding a dimension, or writing')
        .choices(['harvest', 'judge', 'narrative'])
        .makeOptionMandatory(),
    )
    .option('--dimension <id>', 'of judge: which dimension, such as inpact.permitted')
    .option('--part <n>', 'of harvest: which part of the pages, from 1')
    .option('--section <name>', 'of narrative: portrait, merits, risks or use')
    .option('--json', 'print the request’s body as it goes over the wire')
    .addHelpText('after', '\nExample:\n  assay prompt example --task judge --dimension inpact.permitted')
    .action((slug: string, flags: Flags) =>
      withApi(here, async (api) => {
        const { json, ...asked } = flags;
        const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== undefined));
        const prompt = await api.get<PrintedPrompt>(`/api/vendors/${encodeURIComponent(slug)}/prompt?${query}`);
        if (json) printBody(prompt);
        else printMessages(prompt);
      }),
    );
}

/** Not indented: the bytes are what counts. */
function printBody(prompt: PrintedPrompt): void {
  if (prompt.body !== null) {
    printLine(prompt.body);
    return;
  }
  const { messages, schemaName, schema, form, maxOutputTokens } = prompt;
  printJson({ messages, schemaName, schema, form, maxOutputTokens });
  note(
    prompt.model === null
      ? 'No model is set (ASSAY_MODEL), so this is what it would be asked, not the body of a request.'
      : `The body for ${prompt.model} is written by its provider’s own library; this is what it is made from.`,
  );
}

function printMessages({ messages, task, subject, part, parts, model, kept, requestDigest }: PrintedPrompt): void {
  for (const { role, content } of messages) {
    printLine(`--- ${role} ---`);
    printLine(content);
  }
  note(`${task}, ${subject}: ${part} of ${parts}.`);
  if (model === null) note('No model is set (ASSAY_MODEL).');
  else
    note(`Request ${requestDigest} to ${model}; ${kept ? 'its reply is kept and costs nothing' : 'not answered yet'}.`);
}

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { OfflineDecision } from '../src/domain/offline-decision.ts';
import type { Rubric } from '../src/domain/rubric.ts';
import { agreementOf, agreementRows, type AgreementRow as Row } from '../src/evals/agreement-rows.ts';
import { readLabels } from '../src/evals/read-labels.ts';
import { percent } from '../src/evals/suite-result.ts';
import { draftRubric } from './rubric-draft.ts';
import { sharedFolder, silentTools, vendorCorpus } from './vendor-corpus.ts';

/**
 * Measures the analyst that works without a model against a careful reader's decisions, by dimension:
 *   npx tsx bench/agreement.ts [vendor …] [--dimension inpact.permitted | --check permitted.roles] [--rubric FOLDER] [--verbose]
 * The documents are those of its web site, rendered; `assay eval agreement` reads the files themselves.
 * A vendor without labels has its decisions printed with their quotes.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dimension: { type: 'string' },
    check: { type: 'string' },
    rubric: { type: 'string' },
    verbose: { type: 'boolean', short: 'v' },
  },
});

const available = readdirSync(join(sharedFolder, 'vendor-docs')).sort();
const labelled = available.filter((slug) => existsSync(join(sharedFolder, 'labels', `${slug}.json`)));
const vendors = positionals.length > 0 ? positionals : labelled;
const unknown = vendors.filter((slug) => !available.includes(slug));
if (unknown.length > 0) {
  process.stderr.write(`No folder for ${unknown.join(', ')}. There are: ${available.join(', ')}.\n`);
  process.exit(2);
}
const rubric = narrowed(draftRubric(values.rubric));
const labelsFolder = join(sharedFolder, 'labels');
const labels = existsSync(labelsFolder) ? await readLabels(labelsFolder) : new Map();
const rows: Row[] = [];
for (const slug of vendors) rows.push(...(await measure(slug)));
report(rows);

function narrowed(whole: Rubric): Rubric {
  const wants = (id: string, checks: readonly { id: string }[]) =>
    (values.dimension === undefined || id === values.dimension) &&
    (values.check === undefined || checks.some((check) => check.id === values.check));
  const keep = (framework: Rubric['inpact']) => ({
    ...framework,
    dimensions: framework.dimensions
      .filter(({ id, checks }) => wants(id, checks))
      .map((one) => ({
        ...one,
        checks: one.checks.filter(({ id }) => values.check === undefined || id === values.check),
      })),
  });
  return { ...whole, inpact: keep(whole.inpact), goals: keep(whole.goals) };
}

async function measure(slug: string): Promise<Row[]> {
  const { corpus, bodies } = await vendorCorpus(slug);
  const started = performance.now();
  const known = { product: slug, corpus, labels: labels.get(slug) ?? new Map() };
  const measured = await agreementRows(known, rubric, { ...silentTools, bodies });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stderr.write(
    `${slug}: ${corpus.pages.length} pages, ${corpus.passages.length} passages, gathered in ${seconds} s\n`,
  );
  return measured;
}

function report(all: readonly Row[]): void {
  const compared = all.filter(({ label }) => label !== null);
  for (const row of all.filter(({ label }) => label === null)) printDecision(row);
  if (values.verbose) {
    const wrong = compared.filter(({ ours, label }) => ours.decision === 'met' && label?.decision !== 'met');
    const missed = compared.filter(({ ours, label }) => ours.decision !== 'met' && label?.decision === 'met');
    const denied = compared.filter(
      ({ ours, label }) => ours.decision === 'contradicted' && label?.decision !== 'contradicted',
    );
    heading(`WRONG MET: ours met, the reader says otherwise (${wrong.length})`);
    for (const row of wrong) printBoth(row);
    heading(`MISSED MET: the reader says met (${missed.length})`);
    for (const row of missed) printBoth(row);
    heading(`CONTRADICTED by us only (${denied.length})`);
    for (const row of denied) printBoth(row);
    if (values.check !== undefined) for (const row of compared) printDecision(row);
  }
  if (compared.length > 0) printTable(compared);
}

function heading(text: string): void {
  process.stdout.write(`\n=== ${text}\n`);
}

function printDecision({ product, check, ours }: Row): void {
  process.stdout.write(`${product} ${check}: ${ours.decision}. ${ours.why}\n`);
  for (const quote of ours.quotes) printQuote(quote);
}

function printBoth(row: Row): void {
  printDecision(row);
  const { label } = row;
  if (label === null) return;
  process.stdout.write(`   reader: ${label.decision} (${label.confidence}). ${label.comment}\n`);
  for (const { file, quote } of label.quotes)
    process.stdout.write(`     < ${file.split('/').slice(-2).join('/')}: ${short(quote)}\n`);
}

function printQuote(quote: OfflineDecision['quotes'][number]): void {
  const where = new URL(quote.citation.url).pathname.split('/').slice(-2).join('/');
  const marks = [quote.facet, quote.stance, quote.hedged ? 'hedged' : '', ...quote.flags].filter((mark) => mark !== '');
  process.stdout.write(`     > [${marks.join(', ')}] ${where}: ${short(quote.citation.quote)}  {${quote.found}}\n`);
}

function short(text: string): string {
  const folded = text.replace(/\s+/g, ' ');
  return folded.length > 320 ? `${folded.slice(0, 320)}…` : folded;
}

function printTable(compared: readonly Row[]): void {
  const dimensions = [...new Set(compared.map(({ dimension }) => dimension))];
  process.stdout.write(`\n${'dimension'.padEnd(22)} reader  ours  agree  wrong  precision  recall\n`);
  for (const dimension of dimensions)
    printLine(
      dimension,
      compared.filter((row) => row.dimension === dimension),
    );
  const names = [...new Set(compared.map(({ product }) => product))];
  if (names.length > 1)
    for (const name of names)
      printLine(
        name,
        compared.filter((row) => row.product === name),
      );
  printLine('all', compared);
}

function printLine(name: string, those: readonly Row[]): void {
  const { reader, ours, both } = agreementOf(those);
  const cells = [`${reader}`.padStart(6), `${ours}`.padStart(6), `${both}`.padStart(7), `${ours - both}`.padStart(7)];
  process.stdout.write(
    `${name.padEnd(22)} ${cells.join('')} ${percent(both, ours).padStart(10)} ${percent(both, reader).padStart(8)}\n`,
  );
}

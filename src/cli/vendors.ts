import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Vendor } from '../domain/vendor.ts';
import { UsageError } from '../errors.ts';
import type { Api } from './api.ts';
import { confirmed } from './confirmed.ts';
import { crawlPlanText } from './crawl-plan-text.ts';
import { fileFault } from './file-fault.ts';
import type { Here } from './here.ts';
import { note, printJson, printLine, printTable } from './output.ts';
import { guessWords, sameSiteWords, understoodPlace, unreadWords, vendorLook } from './vendor-look.ts';
import { withApi } from './with-api.ts';

interface Fields {
  url?: string;
  name?: string;
  slug?: string;
  layer?: string;
  category?: string;
  entryType?: string;
  homepage?: string;
  price?: string;
  priceNote?: string;
  licence?: string;
  include?: string[];
  exclude?: string[];
  archived?: boolean;
  yes?: boolean;
  json?: boolean;
}

/** `assay vendors …`: the products that are analysed. */
export function addVendors(program: Command, here: Here): void {
  const vendors = program.command('vendors').description('the products that are analysed');
  addAdd(vendors, here);
  addImport(vendors, here);
  addEdit(vendors, here);
  vendors
    .command('list')
    .description('list them')
    .option('--archived', 'those in the archive')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay vendors list')
    .action((flags: { archived?: boolean; json?: boolean }) => withApi(here, (api) => list(api, flags)));
  vendors
    .command('show')
    .description('show one')
    .argument('<slug>')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay vendors show example')
    .action((slug: string, flags: { json?: boolean }) =>
      withApi(here, async (api) =>
        print(await api.get<Vendor>(`/api/vendors/${encodeURIComponent(slug)}`), flags.json),
      ),
    );
  vendors
    .command('archive')
    .description('stop analysing one; what is published stays')
    .argument('<slug>')
    .addHelpText('after', '\nExample:\n  assay vendors archive example')
    .action((slug: string) => withApi(here, (api) => patch(api, slug, { archived: true })));
}

function addAdd(vendors: Command, here: Here): void {
  fields(
    vendors
      .command('add')
      .description('show what would be read of a product, then add it, without analysing it yet')
      .argument('<url>'),
  )
    .option('--slug <slug>', 'its name in addresses (else from its name)')
    .option('--yes', 'add it without asking, also where nothing could be read')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay vendors add https://docs.example.com/ --name Example --layer L1')
    .action((url: string, flags: Fields) => withApi(here, (api) => add({ here, api }, url, flags)));
}

async function add({ here, api }: { here: Here; api: Api }, url: string, flags: Fields): Promise<void> {
  const { json, yes = false, ...said } = flags;
  const plan = await vendorLook(api, { url, ...said });
  const unread = unreadWords(plan);
  if (unread) note(unread);
  else {
    for (const line of json ? [] : crawlPlanText(plan)) note(line);
    if (plan.sameSite) note(sameSiteWords(plan));
  }
  // Before anybody is asked: what says yes must then be all that is missing.
  const place = await understoodPlace(here, plan);
  if (unread && !yes && !(await confirmed('Add it anyway?', 'no'))) {
    note('Nothing was added; --yes adds it anyway.');
    process.exitCode = 1;
    return;
  }
  if (!unread && !json) {
    note(`It would be added as ${place.name}: ${place.layer} ${place.category}${guessWords(plan)}.`);
    if (!yes && !(await confirmed('Add it?'))) {
      note('Nothing was added.');
      return;
    }
  }
  const vendor = await api.send<Vendor>('POST', '/api/vendors', { body: { url, ...said, ...place } });
  print(vendor, json);
  await doubtLicence(flags);
  note(`Analyse it with "assay run ${vendor.slug}".`);
}

function addImport(vendors: Command, here: Here): void {
  vendors
    .command('import')
    .description('add many from a CSV, JSON or YAML file')
    .argument('<file>')
    .option('--partial', 'add the good rows even where others are wrong')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  assay vendors import products.csv\n\nColumns: url, name, layer, category, licence, price, include, exclude …',
    )
    .action(async (file: string, flags: { partial?: boolean; json?: boolean }) => {
      const { readVendorRows } = await import('../actions/read-vendor-rows.ts');
      const rows = readVendorRows(file, await textOf(file));
      await withApi(here, async (api) => {
        const body = { rows, partial: flags.partial ?? false };
        const result = await api.send<{ added: string[]; refused: { line: number; field: string; message: string }[] }>(
          'POST',
          '/api/vendors/import',
          { body },
        );
        // A row with two faults is one row that was refused.
        const bad = new Set(result.refused.map(({ line }) => line)).size;
        for (const { line, field, message } of result.refused) note(`line ${line}, ${field}: ${message}`);
        if (flags.json) printJson(result);
        else printLine(`${result.added.length} added${bad > 0 ? `, ${bad} refused` : ''}.`);
        if (result.refused.length > 0) process.exitCode = 1;
      });
    });
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${fileFault(error)}. Name a list of products.`);
  }
}

function addEdit(vendors: Command, here: Here): void {
  fields(vendors.command('edit').description('change what is known of one').argument('<slug>'))
    .option('--url <url>', 'where its documentation starts')
    .option('--archived', 'put it into the archive')
    .option('--no-archived', 'take it out of the archive')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  assay vendors edit example --licence Apache-2.0\n\nWhat is published stays: readers see a change with a draft that was made after it, once a person approves that.\nWhere the pages did not change, "assay run example --again" makes one.',
    )
    .action((slug: string, flags: Fields, command: Command) => {
      const { json, url, archived, ...said } = flags;
      const change = {
        ...said,
        ...(url ? { sources: [url] } : {}),
        ...(command.getOptionValueSource('archived') === 'cli' ? { archived } : {}),
      };
      if (Object.keys(change).length === 0) {
        throw new UsageError(`There is nothing to change: say what, such as --licence Apache-2.0.`);
      }
      return withApi(here, async (api) => {
        await patch(api, slug, change, json);
        await doubtLicence(flags);
      });
    });
}

function fields(command: Command): Command {
  return command
    .option('--name <name>', 'the product’s name')
    .option('--layer <layer>', 'L1 to L7')
    .option('--category <id>', 'its category within the layer')
    .option(
      '--entry-type <type>',
      'product, managed-open-source, cloud-service, self-hosted-open-source, framework, standard, model, model-runtime or registry',
    )
    .option('--homepage <url>', 'its website, for readers')
    .option('--price <kind>', 'free-oss, free-tier, paid, usage-based, contact-sales or unknown')
    .option('--price-note <text>', 'a note of at most 24 characters')
    .option('--licence <spdx>', 'SPDX id, proprietary or unknown')
    .option('--include <pattern...>', 'read only these addresses: "/docs/*", "docs.example.com/*"')
    .option('--exclude <pattern...>', 'never read these: "/blog/*"');
}

async function patch(api: Api, slug: string, change: object, json?: boolean): Promise<void> {
  const vendor = await api.send<Vendor>('PATCH', `/api/vendors/${encodeURIComponent(slug)}`, { body: change });
  print(vendor, json);
  const { unseenFacts } = await import('./unseen-facts.ts');
  const unseen = await unseenFacts(api, vendor);
  if (unseen) note(unseen);
}

async function list(api: Api, flags: { archived?: boolean; json?: boolean }): Promise<void> {
  const items: Vendor[] = [];
  let after = '';
  do {
    const query = `limit=200&archived=${flags.archived ?? false}${after}`;
    const found = await api.get<{ items: Vendor[]; next: string | null }>(`/api/vendors?${query}`);
    items.push(...found.items);
    after = found.next ? `&after=${encodeURIComponent(found.next)}` : '';
  } while (after);
  if (flags.json) printJson(items);
  else {
    const rows = items.map(({ slug, name, layer, category, sources }) => [
      slug,
      name,
      layer,
      category,
      sources[0] ?? '',
    ]);
    printTable(
      ['slug', 'name', 'layer', 'category', 'documentation'],
      rows,
      flags.archived ? 'The archive is empty.' : 'No products yet: "assay vendors add URL".',
    );
  }
}

/** Says where a licence is none that counts as open source: it may be a slip. */
async function doubtLicence({ licence }: Fields): Promise<void> {
  if (licence === undefined) return;
  const { licenceDoubt } = await import('../domain/licence-doubt.ts');
  const doubt = licenceDoubt(licence);
  if (doubt) note(doubt);
}

function print(vendor: Vendor, json?: boolean): void {
  if (json) {
    printJson(vendor);
    return;
  }
  printLine(`${vendor.name} (${vendor.slug})${vendor.archived ? ', archived' : ''}`);
  const { kind, note: remark } = vendor.price;
  const price = `price ${kind === 'unknown' ? 'not entered' : kind}${remark ? ` (${remark})` : ''}`;
  const licence = `licence ${vendor.licence === 'unknown' ? 'not entered' : vendor.licence}`;
  printLine(`  ${vendor.layer} ${vendor.category}, ${vendor.entryType}, ${price}, ${licence}`);
  for (const source of vendor.sources) printLine(`  ${source}`);
  if (vendor.include?.length) printLine(`  only ${vendor.include.join(' ')}`);
  if (vendor.exclude?.length) printLine(`  without ${vendor.exclude.join(' ')}`);
}

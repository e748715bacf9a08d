import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Analysis } from '../domain/analysis.ts';
import type { DraftSummary } from '../domain/draft.ts';
import type { RunStatus } from '../domain/run.ts';
import type { Vendor } from '../domain/vendor.ts';
import { UsageError } from '../errors.ts';
import { type Api, ApiProblem } from './api.ts';
import { budgetUsd } from './budget-usd.ts';
import { followRun, sayFailure } from './follow-run.ts';
import type { Here } from './here.ts';
import { columns, note, printJson, printLine } from './output.ts';

interface Flags {
  name?: string;
  layer?: string;
  category?: string;
  data?: string;
  out?: string;
  offline?: boolean;
  again?: boolean;
  budget?: number;
  json?: boolean;
}

/** `assay analyse URL`: one analysis from address to draft. */
export function addAnalyse(program: Command, here: Here): void {
  program
    .command('analyse')
    .description('analyse one product, from its documentation address to a draft for review')
    .argument('<url>', 'where the documentation starts')
    .option('--name <name>', 'the product’s name (else taken from the address)')
    .option('--layer <layer>', 'its layer, L1 to L7; needed for a product that is not known yet')
    .option('--category <id>', 'its category within the layer; see "assay rubric"')
    .option('--offline', 'use the offline analyst even where a model is set')
    .option('--again', 'go on even where the documentation has not changed')
    .option('--budget <usd>', 'the most that the run may spend on a model, in dollars', budgetUsd)
    .option('--data <folder>', 'the data folder')
    .option('--json', 'print the draft as JSON')
    .option('--out <file>', 'write the result to a file')
    .addHelpText('after', '\nExample:\n  assay analyse https://docs.example.com/ --name Example --layer L1')
    .action((url: string, flags: Flags) => analyse(here, url, flags));
}

async function analyse(here: Here, url: string, flags: Flags): Promise<void> {
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new UsageError(`"${url}" is not an address that starts with http:// or https://.`);
  }
  const api = await here.connect({ data: flags.data, works: true });
  try {
    const vendor = await vendorAt(here, api, { url, flags });
    const { runId } = await api.send<{ runId: string }>('POST', '/api/runs', {
      body: {
        vendor: vendor.slug,
        cause: 'manual',
        offline: flags.offline ?? false,
        again: flags.again ?? false,
        budgetUsd: flags.budget,
      },
    });
    const status = await followRun(api, runId, false);
    if (status.outcome !== 'drafted' && status.outcome !== 'unchanged') {
      sayFailure(status);
      process.exitCode = 1;
      return;
    }
    await show(here, api, { status, flags });
  } finally {
    await api.close();
  }
}

async function show(here: Here, api: Api, { status, flags }: { status: RunStatus; flags: Flags }): Promise<void> {
  const draftId = status.draftId ?? (await latestDraft(api, status.slug));
  if (!draftId) {
    note('Nothing changed since the published analysis; there is no new draft.');
    return;
  }
  const { analysis, revision } = await api.get<{ analysis: Analysis; revision: number }>(`/api/drafts/${draftId}`);
  if (status.outcome === 'unchanged') note('The documentation has not changed; this is the draft that stands.');
  const { reportText } = await import('../domain/report-text.ts');
  const text = flags.json
    ? `${JSON.stringify(analysis, null, 2)}\n`
    : reportText(analysis, {
        width: columns(),
        colour: !flags.out && (await here.inColour()),
        rubric: await here.rubric(),
      });
  if (flags.out) {
    await writeFile(flags.out, text).catch((error: Error) => {
      throw new UsageError(`${flags.out} cannot be written: ${error.message}. The draft is kept as ${draftId}.`, 1);
    });
    note(`Written to ${flags.out}.`);
  } else if (flags.json) printJson(analysis);
  else printLine(text.trimEnd());
  const { usage } = analysis;
  if (usage.modelCalls + usage.cachedCalls > 0) note(costOf(usage));
  note(
    `Draft ${draftId} waits for review: approve it with "assay approve ${draftId} --revision ${revision}", or on screen.`,
  );
}

async function latestDraft(api: Api, slug: string): Promise<string | null> {
  for (const state of ['', '&state=approved']) {
    const { items } = await api.get<{ items: DraftSummary[] }>(`/api/drafts?vendor=${slug}&limit=1${state}`);
    if (items[0]) return items[0].id;
  }
  return null;
}

/** The vendor of this name, made or brought up to date with what the command says of it. */
async function vendorAt(here: Here, api: Api, said: { url: string; flags: Flags }): Promise<Vendor> {
  const { url, flags } = said;
  const { slugFrom } = await import('../domain/vendor.ts');
  const known = flags.name ? await knownVendor(api, slugFrom(flags.name)) : await vendorReading(api, url);
  if (known) {
    const layer = flags.layer === undefined ? known.layer : await knownLayer(here, flags.layer);
    const kept = layer === known.layer ? known.category : await firstCategory(here, layer);
    const category = flags.category ?? kept;
    const sources = known.sources.includes(url) ? known.sources : [url];
    if (sources === known.sources && layer === known.layer && category === known.category) return known;
    const now = await api.send<Vendor>('PATCH', `/api/vendors/${known.slug}`, { body: { sources, layer, category } });
    note(`"${known.slug}" is known; it is now ${layer} ${category} at ${sources.join(', ')}.`);
    return now;
  }
  if (!flags.layer) throw new UsageError(`Say with --layer where this product belongs:\n${await layerLines(here)}`);
  await knownLayer(here, flags.layer);
  const vendor = await api.send<Vendor>('POST', '/api/vendors', {
    body: { url, name: flags.name, layer: flags.layer, category: flags.category },
  });
  if (!flags.category) {
    note(
      `Its category is taken to be ${vendor.category}, the first of ${vendor.layer}. Another: --category, with one of "assay rubric".`,
    );
  }
  return vendor;
}

/** What the model was asked for this draft, in one sentence. */
function costOf({ modelCalls, cachedCalls, inputTokens, outputTokens, costUsd }: Analysis['usage']): string {
  const cost = costUsd === null ? '' : `, $${costUsd.toFixed(4)}`;
  const kept = cachedCalls > 0 ? `; ${cachedCalls} kept replies were used again, for nothing` : '';
  return `The model: ${modelCalls} ${modelCalls === 1 ? 'call' : 'calls'}, ${inputTokens} tokens in and ${outputTokens} out${cost}${kept}. "assay runs show" lists them.`;
}

async function firstCategory(here: Here, layer: string): Promise<string | undefined> {
  const { stack } = await here.rubric();
  return stack.layers.find(({ id }) => id === layer)?.categories[0]?.id;
}

/** A layer that the command names, if there is one of that id. */
async function knownLayer(here: Here, layer: string): Promise<string> {
  const { stack } = await here.rubric();
  if (stack.layers.some(({ id }) => id === layer)) return layer;
  throw new UsageError(`There is no layer "${layer}". The layers are:\n${await layerLines(here)}`);
}

async function layerLines(here: Here): Promise<string> {
  const { stack } = await here.rubric();
  return stack.layers.map(({ id, name }) => `  ${id} ${name}`).join('\n');
}

/** The product whose documentation starts at an address; null where there is none. */
async function vendorReading(api: Api, url: string): Promise<Vendor | null> {
  let after = '';
  do {
    const page = await api.get<{ items: Vendor[]; next: string | null }>(`/api/vendors?limit=200${after}`);
    const found = page.items.find(({ sources }) => sources.includes(url));
    if (found) return found;
    after = page.next ? `&after=${encodeURIComponent(page.next)}` : '';
  } while (after);
  return null;
}

async function knownVendor(api: Api, slug: string): Promise<Vendor | null> {
  try {
    return await api.get<Vendor>(`/api/vendors/${slug}`);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

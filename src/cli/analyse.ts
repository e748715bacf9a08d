import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { addressKey } from '../domain/address-key.ts';
import type { Analysis } from '../domain/analysis.ts';
import type { DraftSummary } from '../domain/draft.ts';
import type { RunStatus } from '../domain/run.ts';
import type { Vendor } from '../domain/vendor.ts';
import { UsageError } from '../errors.ts';
import { type Api, ApiProblem } from './api.ts';
import { budgetUsd } from './budget-usd.ts';
import { draftSentence } from './draft-sentence.ts';
import { followRun, sayFailure } from './follow-run.ts';
import type { Here } from './here.ts';
import { columns, note, printJson, printLine } from './output.ts';
import { guessWords, sameSiteWords, understoodPlace, unreadWords, vendorLook } from './vendor-look.ts';

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
    .option('--name <name>', 'the product’s name (else guessed from its pages)')
    .option('--layer <layer>', 'its layer, L1 to L7 (else guessed from its pages)')
    .option('--category <id>', 'its category within the layer (else guessed from its pages)')
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
  const draft = await api.get<Parameters<typeof draftSentence>[1] & { analysis: Analysis }>(`/api/drafts/${draftId}`);
  const { analysis } = draft;
  if (status.outcome === 'unchanged')
    note(
      `The documentation has not changed; this is the draft that stands. For another: assay run ${status.slug} --again`,
    );
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
  note(await draftSentence(api, draft));
}

async function latestDraft(api: Api, slug: string): Promise<string | null> {
  for (const state of ['', '&state=approved']) {
    const { items } = await api.get<{ items: DraftSummary[] }>(`/api/drafts?vendor=${slug}&limit=1${state}`);
    if (items[0]) return items[0].id;
  }
  return null;
}

/** The product that the command means: a known one as it stands, or a new one, of which something can be read. */
async function vendorAt(here: Here, api: Api, said: { url: string; flags: Flags }): Promise<Vendor> {
  const { url, flags } = said;
  const { slugFrom } = await import('../domain/vendor.ts');
  if (flags.layer !== undefined) await mustBeLayer(here, flags.layer);
  const known = flags.name ? await knownVendor(api, slugFrom(flags.name)) : await vendorReading(api, url);
  if (known) {
    mustBeAsKnown(known, said);
    return known;
  }
  const { name, layer, category } = flags;
  const plan = await vendorLook(api, { url, ...{ name, layer, category } });
  const unread = unreadWords(plan);
  if (unread) throw new UsageError(`${unread} Nothing was added or analysed.`, 1);
  const place = await understoodPlace(here, plan);
  const vendor = await api.send<Vendor>('POST', '/api/vendors', { body: { url, ...place } });
  note(`Added ${vendor.name} (${vendor.slug}): ${vendor.layer} ${vendor.category}${guessWords(plan)}.`);
  if (plan.guessed.length > 0) note(`Where that is wrong: "assay vendors edit ${vendor.slug}".`);
  if (plan.sameSite) note(sameSiteWords(plan));
  return vendor;
}

/** An analysis changes nothing of a product: what the command says of a known one must be so already. */
function mustBeAsKnown(
  { slug, name, layer, category, sources }: Vendor,
  { url, flags }: { url: string; flags: Flags },
) {
  if (!readsFrom({ sources }, url)) {
    throw new UsageError(
      `${name} is known and is read from ${sources.join(', ')}. To read it from elsewhere: assay vendors edit ${slug} --url ${url}`,
    );
  }
  const isMoved = flags.layer !== undefined && flags.layer !== layer;
  if (!isMoved && (flags.category === undefined || flags.category === category)) return;
  const wanted = `${isMoved ? ` --layer ${flags.layer}` : ''} --category ${flags.category ?? 'ID'}`;
  throw new UsageError(
    `${name} is known as ${layer} ${category}, and an analysis does not move it. To move it first: assay vendors edit ${slug}${wanted}`,
  );
}

/** What the model was asked for this draft, in one sentence. */
function costOf({ modelCalls, cachedCalls, inputTokens, outputTokens, costUsd }: Analysis['usage']): string {
  const cost = costUsd === null ? '' : `, $${costUsd.toFixed(4)}`;
  const kept = cachedCalls > 0 ? `; ${cachedCalls} kept replies were used again, for nothing` : '';
  return `The model: ${modelCalls} ${modelCalls === 1 ? 'call' : 'calls'}, ${inputTokens} tokens in and ${outputTokens} out${cost}${kept}. "assay runs show" lists them.`;
}

async function mustBeLayer(here: Here, layer: string): Promise<void> {
  const { stack } = await here.rubric();
  if (stack.layers.some(({ id }) => id === layer)) return;
  const lines = stack.layers.map(({ id, name }) => `  ${id} ${name}`).join('\n');
  throw new UsageError(`There is no layer "${layer}". The layers are:\n${lines}`);
}

/** The product whose documentation starts at an address; null where there is none. */
async function vendorReading(api: Api, url: string): Promise<Vendor | null> {
  let after = '';
  do {
    const page = await api.get<{ items: Vendor[]; next: string | null }>(`/api/vendors?limit=200${after}`);
    const found = page.items.find((vendor) => readsFrom(vendor, url));
    if (found) return found;
    after = page.next ? `&after=${encodeURIComponent(page.next)}` : '';
  } while (after);
  return null;
}

function readsFrom({ sources }: Pick<Vendor, 'sources'>, url: string): boolean {
  return sources.some((source) => addressKey(source) === addressKey(url));
}

async function knownVendor(api: Api, slug: string): Promise<Vendor | null> {
  try {
    return await api.get<Vendor>(`/api/vendors/${slug}`);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

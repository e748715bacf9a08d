import type { Command } from 'commander';
import { dollars } from '../domain/dollars.ts';
import type { Producer } from '../domain/producer.ts';
import { type UpgradeReport, upgradeReport } from '../domain/upgrade-report.ts';
import type { UpgradeShadow } from '../domain/upgrade-shadow.ts';
import { upgradeText } from '../domain/upgrade-text.ts';
import { UsageError } from '../errors.ts';
import { type Api, ApiProblem } from './api.ts';
import { budgetUsd } from './budget-usd.ts';
import { confirmed } from './confirmed.ts';
import { followRun, sayFailure } from './follow-run.ts';
import type { Here } from './here.ts';
import { note, printJson, printLine } from './output.ts';
import { type Purse, purseOf, wantedUsd } from './upgrade-purse.ts';
import { withApi } from './with-api.ts';

interface Flags {
  apply?: boolean;
  offline?: boolean;
  budget?: number;
  json?: boolean;
}

interface Listed {
  producer: Producer;
  items: { slug: string; name: string; published: boolean }[];
}

/** `assay upgrade`: what a new rubric, prompt, model or program would change of what stands. */
export function addUpgrade(program: Command, here: Pick<Here, 'connect'>): void {
  program
    .command('upgrade')
    .description(
      'what a new rubric, prompt, model or program would change, over stored pages; --apply makes the drafts',
    )
    .argument('[slug...]', 'the products; all that are published or wait for review unless named')
    .option('--apply', 'make a draft of each product that would change, for review')
    .option('--offline', 'use the offline analyst even where a model is set')
    .option('--budget <usd>', 'the most that may be spent on a model in all, in dollars', budgetUsd)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  assay upgrade\n  assay upgrade --apply example')
    .action((slugs: string[], flags: Flags) =>
      withApi(here, (api) => upgrade(api, slugs, flags), { works: flags.apply === true }),
    );
}

async function upgrade(api: Api, slugs: readonly string[], flags: Flags): Promise<void> {
  const offline = flags.offline ?? false;
  const { producer, items } = await api.get<Listed>(`/api/upgrades?offline=${offline}`);
  const chosen = chosenOf(items, slugs);
  const free = await tried(api, chosen, offline);
  const purse = purseOf(flags.budget ?? wantedUsd(upgradeReport(free).cost));
  const told = producer.analyst === 'offline' ? free : await asked(api, free, { flags, purse });
  if (told === null) return;
  const report = upgradeReport(told);
  const applied = flags.apply ? await applyAll(api, report, { flags, purse }) : [];
  if (report.incomplete > 0) process.exitCode = 1;
  if (flags.json) {
    printJson({ producer, ...report, applied });
    return;
  }
  printLine(
    items.length === 0 ? 'Nothing is published, and no draft waits: there is nothing to try.' : upgradeText(report),
  );
  const ready = report.products.filter(isReady);
  if (!flags.apply && ready.length > 0) {
    note(
      `Make these drafts with: assay upgrade --apply${offline ? ' --offline' : ''} ${ready.map(({ slug }) => slug).join(' ')}`,
    );
  }
}

function chosenOf(items: Listed['items'], slugs: readonly string[]): string[] {
  const known = items.map(({ slug }) => slug);
  const unknown = slugs.find((slug) => !known.includes(slug));
  if (unknown !== undefined) {
    throw new UsageError(
      `Nothing of "${unknown}" is published, and no draft of it waits. "assay vendors list" names what is known.`,
      1,
    );
  }
  return slugs.length > 0 ? [...new Set(slugs)] : known;
}

/** One product after the other, so that the server does its other work between them. Asks no model. */
async function tried(api: Api, slugs: readonly string[], offline: boolean): Promise<UpgradeShadow[]> {
  const found: UpgradeShadow[] = [];
  for (const slug of slugs) {
    found.push(await shadowOf(api, slug, { offline, ask: false }));
    note(`${found.length} of ${slugs.length}: ${slug}, ${words[found.at(-1)?.outcome ?? 'same']}`);
  }
  return found;
}

function shadowOf(api: Api, slug: string, body: Asked): Promise<UpgradeShadow> {
  return api.send('POST', `/api/upgrades/${encodeURIComponent(slug)}/shadow`, { body });
}

interface Asked {
  offline: boolean;
  ask: boolean;
  budgetUsd?: number;
}

/**
 * The same of one product with the model asked, from the purse. Again where that left questions open and bought some:
 * calls side by side hold more of the budget than they come to, and what was answered is not paid again.
 */
async function bought(api: Api, slug: string, purse: Purse): Promise<UpgradeShadow> {
  for (;;) {
    const shadow = await shadowOf(api, slug, { offline: false, ask: true, ...purse.budget() });
    purse.spend(shadow.cost.usd);
    const isDone = shadow.outcome !== 'incomplete' || purse.left === null || purse.left === 0;
    if (isDone || (shadow.cost.usd ?? 0) === 0) return shadow;
  }
}

const words: Record<UpgradeShadow['outcome'], string> = {
  same: 'nothing changes',
  changed: 'would change',
  incomplete: 'waits for the model',
};

/** The same with the model asked, where somebody agrees to what that costs; null where nobody does. */
async function asked(
  api: Api,
  free: readonly UpgradeShadow[],
  { flags, purse }: Spending,
): Promise<UpgradeShadow[] | null> {
  const { cost, incomplete } = upgradeReport(free);
  if (incomplete === 0) return [...free];
  const about = cost.unaskedUsd === null ? `some ${cost.unaskedTokens} tokens` : `about ${dollars(cost.unaskedUsd)}`;
  const sentence = `The model would have to be asked about ${incomplete} of ${free.length} products, for ${about}.`;
  if (flags.budget === undefined) {
    if (flags.json || !process.stdin.isTTY || !process.stderr.isTTY) {
      throw new UsageError(`${sentence} Say with --budget how much may be spent, or use --offline.`);
    }
    const most = purse.left === null ? '' : `, for ${dollars(purse.left)} at most`;
    if (!(await confirmed(`${sentence} Ask it${most}?`))) return null;
  }
  const told: UpgradeShadow[] = [];
  for (const each of free) {
    const shadow = each.outcome === 'incomplete' ? await bought(api, each.slug, purse) : each;
    if (shadow !== each) note(`${each.slug}, asked: ${words[shadow.outcome]}`);
    told.push(shadow);
  }
  return told;
}

interface Spending {
  flags: Flags;
  purse: Purse;
}

function isReady({ outcome, held }: UpgradeShadow): boolean {
  return outcome === 'changed' && held === null;
}

interface Applied {
  slug: string;
  runId: string | null;
  started: boolean;
  /** How its run ended; `busy` where none could be started. */
  outcome: string | null;
}

/** Drafts of what would change and may, from what is left in the purse. */
async function applyAll(api: Api, { products }: UpgradeReport, spending: Spending): Promise<Applied[]> {
  const applied: Applied[] = [];
  for (const { slug } of products.filter(isReady)) applied.push(await apply(api, slug, spending));
  return applied;
}

/** A run that was started before is told and not started again; what is in the way of one is told. */
async function apply(api: Api, slug: string, { flags, purse }: Spending): Promise<Applied> {
  const offline = flags.offline ?? false;
  const body = { offline, ...(offline ? {} : purse.budget()) };
  const made = await startedOrBusy(api, slug, body);
  if (made instanceof ApiProblem) {
    process.exitCode = 1;
    note(`${slug}: busy. ${made.message} ${made.advice}`);
    return { slug, runId: null, started: false, outcome: 'busy' };
  }
  const end = await followRun(api, made.runId, flags.json ?? false);
  if (made.started && !offline) purse.spend(await spentIn(api, made.runId));
  if (end.failure) {
    sayFailure(end);
    process.exitCode = 1;
  }
  note(
    `${slug}: ${end.outcome}${end.draftId ? `, draft ${end.draftId}` : ''}${made.started ? '' : ' (by an earlier start)'}`,
  );
  return { slug, ...made, outcome: end.outcome };
}

async function startedOrBusy(
  api: Api,
  slug: string,
  body: Omit<Asked, 'ask'>,
): Promise<{ runId: string; started: boolean } | ApiProblem> {
  try {
    return await api.send('POST', `/api/upgrades/${encodeURIComponent(slug)}`, { body });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 409) return error;
    throw error;
  }
}

/** What a run has cost, in dollars. */
async function spentIn(api: Api, runId: string): Promise<number> {
  let usd = 0;
  let after: string | null = null;
  do {
    const from: string = after === null ? '' : `?after=${encodeURIComponent(after)}`;
    const calls: { items: { countedUsd: number | null }[]; next: string | null } = await api.get(
      `/api/runs/${runId}/calls${from}`,
    );
    usd += calls.items.reduce((sum, { countedUsd }) => sum + (countedUsd ?? 0), 0);
    after = calls.next;
  } while (after !== null);
  return usd;
}

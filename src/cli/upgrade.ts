import type { Command } from 'commander';
import { dollars } from '../domain/dollars.ts';
import type { Producer } from '../domain/producer.ts';
import { type UpgradeReport, upgradeReport } from '../domain/upgrade-report.ts';
import type { UpgradeShadow } from '../domain/upgrade-shadow.ts';
import { upgradeText } from '../domain/upgrade-text.ts';
import { UsageError } from '../errors.ts';
import type { Api } from './api.ts';
import { budgetUsd } from './budget-usd.ts';
import { confirmed } from './confirmed.ts';
import { followRun, sayFailure } from './follow-run.ts';
import type { Here } from './here.ts';
import { note, printJson, printLine } from './output.ts';
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
export function addUpgrade(program: Command, here: Here): void {
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
  const free = await tried(api, chosen, { offline, ask: false });
  const told = producer.analyst === 'offline' ? free : await asked(api, free, flags);
  if (told === null) return;
  const report = upgradeReport(told);
  const applied = flags.apply ? await applyAll(api, report, flags) : [];
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

/** One product after the other, so that the server does its other work between them. */
async function tried(
  api: Api,
  slugs: readonly string[],
  { offline, ask, budget }: { offline: boolean; ask: boolean; budget?: number },
): Promise<UpgradeShadow[]> {
  const found: UpgradeShadow[] = [];
  let left = budget;
  for (const slug of slugs) {
    const isSpent = left !== undefined && left <= 0;
    const body = { offline, ask: ask && !isSpent, ...(left !== undefined && !isSpent ? { budgetUsd: left } : {}) };
    const shadow = await api.send<UpgradeShadow>('POST', `/api/upgrades/${encodeURIComponent(slug)}/shadow`, { body });
    note(`${found.length + 1} of ${slugs.length}: ${slug}, ${words[shadow.outcome]}`);
    if (left !== undefined) left -= shadow.cost.usd ?? 0;
    found.push(shadow);
  }
  return found;
}

const words: Record<UpgradeShadow['outcome'], string> = {
  same: 'nothing changes',
  changed: 'would change',
  incomplete: 'waits for the model',
};

/** The same with the model asked, where somebody agrees to what that costs; null where nobody does. */
async function asked(api: Api, free: readonly UpgradeShadow[], flags: Flags): Promise<UpgradeShadow[] | null> {
  const { cost, incomplete } = upgradeReport(free);
  if (incomplete === 0) return [...free];
  const about = cost.unaskedUsd === null ? `some ${cost.unaskedTokens} tokens` : `about ${dollars(cost.unaskedUsd)}`;
  const sentence = `The model would have to be asked about ${incomplete} of ${free.length} products, for ${about}.`;
  if (flags.budget === undefined) {
    if (flags.json || !process.stdin.isTTY || !process.stderr.isTTY) {
      throw new UsageError(`${sentence} Say with --budget how much may be spent, or use --offline.`);
    }
    if (!(await confirmed(`${sentence} Ask it?`))) return null;
  }
  const open = free.filter(({ outcome }) => outcome === 'incomplete').map(({ slug }) => slug);
  const answered = await tried(api, open, { offline: false, ask: true, budget: flags.budget });
  return free.map((each) => answered.find(({ slug }) => slug === each.slug) ?? each);
}

function isReady({ outcome, held }: UpgradeShadow): boolean {
  return outcome === 'changed' && held === null;
}

/** Drafts of what would change and may; a run that was started before is told and not started again. */
async function applyAll(api: Api, { products }: UpgradeReport, flags: Flags) {
  const applied: { slug: string; runId: string; started: boolean; outcome: string | null }[] = [];
  for (const { slug } of products.filter(isReady)) {
    const body = { offline: flags.offline ?? false, budgetUsd: flags.budget };
    const made = await api.send<{ runId: string; started: boolean }>(
      'POST',
      `/api/upgrades/${encodeURIComponent(slug)}`,
      { body },
    );
    const end = await followRun(api, made.runId, flags.json ?? false);
    if (end.failure) {
      sayFailure(end);
      process.exitCode = 1;
    }
    note(
      `${slug}: ${end.outcome}${end.draftId ? `, draft ${end.draftId}` : ''}${made.started ? '' : ' (by an earlier start)'}`,
    );
    applied.push({ slug, ...made, outcome: end.outcome });
  }
  return applied;
}
